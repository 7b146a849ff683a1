"""Lettered items and bullets: how deep one is, and what it is called here."""

import re

from documents.numbering import letter, roman
from documents.readers.blocks import SourceBlock

_ROMAN = re.compile(r"^[ivx]+$")


def ends_with_item(body: str) -> bool:
    return bool(re.match(r"^ *\([a-z]+\) ", body.split("\n")[-1]))


def last_item(body: str) -> str:
    """Where the last item stands: "b", "b.ii"; "" for a bullet."""
    lines = [line for line in body.split("\n") if re.match(r"^ *(?:\([a-z]+\)|-) ", line)]
    letters = [found for line in lines if (found := re.match(r"^(?P<deep> *)\((?P<letter>[a-z]+)\) ", line))]
    if not lines or not lines[-1].lstrip().startswith("("):
        return ""
    outer = [found["letter"] for found in letters if not found["deep"]]
    last = letters[-1]
    return f"{outer[-1]}.{last['letter']}" if last["deep"] and outer else last["letter"]


def item_line(block: SourceBlock, text: str, body: str) -> tuple[str, str]:
    """The line that adds the item to `body`, and a note where its letter is another here ("" where it is not)."""
    lettered = [line for line in body.split("\n") if re.match(r"^\([a-z]+\) ", line)]
    if block.number == "-":
        return (f"  - {text}" if lettered and block.level else f"- {text}"), ""
    expected = letter(len(lettered))
    begins = block.level > 0 and block.number in (roman(0), letter(0))
    inside = block.level > 0 and body.split("\n")[-1].startswith("  (")
    if lettered and block.number != expected and (_ROMAN.match(block.number) or begins or inside):
        return f"  ({block.number}) {text}", ""
    note = ""
    if block.number != expected and not _ROMAN.match(block.number):
        place = f"the {_ordinal(len(lettered) + 1)} of its list"
        note = f"At {block.where}, item ({block.number}) is {place}, so it is ({expected}) here."
    return f"({expected}) {text}", note


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"

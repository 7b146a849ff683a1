"""What stands in a cell: amounts, parts, rates, yes and no."""

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from collab.calc.costing import rounded

HIGHEST_PENCE = 10_000_000_00
HIGHEST_FTE = Decimal(99_999)
FTE_PLACES = Decimal("0.0001")

# How files say that nothing is known or shown here.
_NOTHING = {"", "nd", "na", "nk", "nil", "none", "null", "nan"} | {
    f"not{how}" for how in ("disclosed", "applicable", "available", "known")
}
LONGEST_NOTHING = 20
_UNTOLD = re.compile(r"[^\w£%+]|_")
# What becomes of a pound sign that is read in another encoding than it was written in.
_SPOILT_POUND = re.compile(r"(?:Â£|Ł|\ufffd|œ|ú)(?=\s*[0-9])")
_AMOUNT = r"(?:£|gbp)?\s*([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.([0-9]{1,12}))?"
_ONE = re.compile(_AMOUNT, re.I)
_NEGATIVE = re.compile(rf"[-−]\s*{_AMOUNT}|£\s*[-−]{_AMOUNT}|\(\s*{_AMOUNT}\s*\)", re.I)
_RANGE = re.compile(rf"(?:between\s+)?{_AMOUNT}\s*(?:[-–—−]|to|and)\s*{_AMOUNT}", re.I)
_OPEN = re.compile(
    rf"{_AMOUNT}\s*(?:\+|plus|(?:and|or)\s+(?:above|over|more|higher))|(?:over|above|more than|from|>=?|≥)\s*{_AMOUNT}",
    re.I,
)
# "0,500" may be half of one, written with a comma.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.([0-9]{1,20}))?")
_YES = {"true", "yes", "y", "1", "t", "wahr"}
_NO = {"false", "no", "n", "0", "f"}


def clean(text: str) -> str:
    """In one line, without what cannot be seen."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())


@functools.lru_cache(4096)
def is_nothing(text: str) -> bool:
    """Whether the cell says that nothing is known: blank, "N/D", "NA", "-" …"""
    return len(text) <= LONGEST_NOTHING and _UNTOLD.sub("", text.lower()) in _NOTHING


@dataclass(frozen=True)
class Pay:
    """`kind` says what the cell holds; `low` and `high` are in pence, the same for one amount."""

    kind: Literal["amount", "range", "open", "nothing", "words", "negative", "too much"]
    low: int = 0
    high: int = 0
    rounded: bool = False

    @property
    def is_nothing(self) -> bool:
        """Nothing at all, or 0, which says as much of a salary."""
        return self.kind == "nothing" or (self.kind in ("amount", "range") and not self.high)

    @property
    def middle(self) -> int:
        return middle(self.low, self.high)


@functools.lru_cache(4096)
def pay(text: str) -> Pay:
    if is_nothing(text):
        return Pay("nothing")
    text = _SPOILT_POUND.sub("£", text)
    if found := _ONE.fullmatch(text):
        pence = _pence(*found.groups())
        return _bounded(Pay("amount", pence, pence, len(found[2] or "") > 2))
    if _NEGATIVE.fullmatch(text):
        return Pay("negative")
    if found := _RANGE.fullmatch(text):
        whole, part, other_whole, other_part = found.groups()
        return _bounded(Pay("range", _pence(whole, part), _pence(other_whole, other_part)))
    if found := _OPEN.fullmatch(text):
        whole, part, other_whole, other_part = found.groups()
        floor = _pence(whole or other_whole, part or other_part)
        return _bounded(Pay("open", floor, floor))
    return Pay("words")


def _pence(whole: str, part: str | None) -> int:
    part = part or "0"
    return rounded(int(whole.replace(",", "") + part) * 100, 10 ** len(part))


def _bounded(found: Pay) -> Pay:
    return Pay("too much") if max(found.low, found.high) > HIGHEST_PENCE else found


@functools.lru_cache(4096)
def number(text: str) -> Decimal | None:
    """A plain number or a percentage, exactly; None for anything else."""
    text = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if text.startswith("."):
        text = f"0{text}"
    percent = text.endswith("%")
    plain = text.removesuffix("%").strip()
    minus = plain.startswith(("-", "−"))
    if not _NUMBER.fullmatch(plain[1:] if minus else plain):
        return None
    found = Decimal(plain[1:] if minus else plain)
    return (-found if minus else found) / (100 if percent else 1)


def yes_or_no(text: str) -> bool | None:
    plain = text.lower()
    return True if plain in _YES else False if plain in _NO else None


@functools.lru_cache(4096)
def tier(text: str) -> int | None:
    """3 for "3", "3.0", "Tier 3", "Level 3" and "L3"; None for anything else."""
    found = re.fullmatch(r"(?:tier|level|t|l)?\s*([0-9]{1,2})(?:\.0+)?", text, re.I)
    return int(found[1]) if found and int(found[1]) else None


def middle(low: int, high: int) -> int:
    """The midpoint of two amounts in pence."""
    return rounded(low + high, 2)

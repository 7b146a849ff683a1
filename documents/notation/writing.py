"""The notation written: blocks in, the one text out that stands for them."""

import re
import unicodedata
from collections.abc import Iterable

from documents.notation.inline import inlines, write_inlines
from documents.notation.pieces import Block, Inline, Items, Lines, Table
from documents.notation.reading import RULE, parse
from documents.notation.words import mark

_LINE_START = re.compile(r"(?m)^(?=(?:\([a-z]{1,4}\)|[-•])[ \t]+\S|\|)")


def normalise(body: str) -> str:
    """`body` as it is stored: the same blocks in the one way of writing them, without control characters."""
    return write(parse(clean(body)))


def clean(body: str) -> str:
    """Without what no page can print and what every page prints as one space or line."""
    body = printable(body.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"(?<=[^ \t\n])[ \t]+", " ", "\n".join(line.rstrip() for line in body.split("\n"))).strip("\n")


def printable(text: str) -> str:
    """`text` composed, without control characters, and with plain spaces for those that do not break."""
    text = unicodedata.normalize("NFC", text.replace("\xa0", " "))
    return "".join(c for c in text if c in "\n\t" or not _is_nothing(c))


def _is_nothing(c: str) -> bool:
    """Control characters, halves of a pair and what Unicode calls no character. An emoji newer than Python is one."""
    return unicodedata.category(c) in {"Cc", "Cs"} or 0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE


def write(blocks: Iterable[Block], *, typed: bool = False) -> str:
    """`blocks` in the notation: parse(write(blocks)) are the same blocks. `typed` as in notation.inlines.

    A backslash stands only in a block in which something would be taken for notation without it.
    """
    text, last = "", None
    for block in blocks:
        if last is not None:
            text += "\n" if isinstance(last, Lines) and isinstance(block, Items) else "\n\n"
        plain = _block(block, guarded=False)
        text += plain if parse(plain, typed=typed) == [block] else _block(block, guarded=True)
        last = block
    return text


def _block(block: Block, *, guarded: bool) -> str:
    if isinstance(block, Lines):
        return _guard(write_inlines(block.content, guarded=guarded), guarded)
    if isinstance(block, Table):
        return _table(block, guarded)
    return "\n".join(_items(block, guarded, deep=False))


def write_inline(content: tuple[Inline, ...], *, typed: bool = False) -> str:
    """Words by themselves: inlines(write_inline(content)) are the same words."""
    plain = write_inlines(content, guarded=False)
    return plain if inlines(plain, typed=typed) == content else write_inlines(content, guarded=True)


def write_line(content: tuple[Inline, ...], *, cell: bool = False) -> str:
    """Words for one block, or for one cell of a table, which mean the same whatever is put beside them."""
    text = write_inlines(content, guarded=True, cell=cell)
    return text if cell else _guard(text, guarded=True)


def _guard(text: str, guarded: bool) -> str:
    return _LINE_START.sub(r"\\", text) if guarded else text


def _items(items: Items, guarded: bool, *, deep: bool) -> list[str]:
    lines = []
    for at, item in enumerate(items.items):
        sign = mark(items, at, deep=deep) if items.lettered else "-"
        first, *more = write_inlines(item.content, guarded=guarded).split("\n")
        rest = "".join(f"\n{_guard(line, guarded)}" for line in more)
        lines.append(f"{'  ' if deep else ''}{sign} {first}{rest}")
        if item.items:
            lines += _items(item.items, guarded, deep=True)
    return lines


def _table(table: Table, guarded: bool) -> str:
    lines = [f"|+ {write_inlines(table.caption, guarded=guarded)}"] if table.caption else []
    for at, row in enumerate(table.rows):
        cells = [write_inlines(cell, guarded=guarded, cell=True) for cell in row]
        if all(RULE.fullmatch(cell) for cell in cells):
            cells = [f"\\{cell}" if cell.startswith("-") else f":\\{cell[1:]}" for cell in cells]
        sign = "|!" if at == 0 and table.headed else "|"
        lines.append(sign + "".join(f" {cell} |" if cell else " |" for cell in cells))
    return "\n".join(lines)


def escape(text: str) -> str:
    """Plain text as it must be typed to stay plain text. Where nothing would mean anything, it stays as it is."""
    text = re.sub(r"\\(?=[\\*\[\]{}|()•-])", r"\\\\", text)
    text = text.replace("*", r"\*")
    text = re.sub(r"\{(?=(?:ref|fig|block):)", r"\\{", text)
    text = re.sub(r"\[(?=[^\]\n]+\]\((?:https?://|mailto:|quoted:))", r"\\[", text)
    return re.sub(r"(?m)^([ \t]*)(?=(?:\([a-z]{1,4}\)|[-•])[ \t]+\S|\|)", r"\1\\", text)

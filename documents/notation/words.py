"""Blocks as plain words, and what can be counted and found in a text."""

import re
from collections.abc import Callable

from documents.notation.pieces import (
    Block,
    Chip,
    Inline,
    Items,
    Lines,
    Link,
    Live,
    Quoted,
    Reference,
    Table,
    Text,
    Typed,
)
from documents.notation.reading import parse
from documents.numbering import letter, roman

# What prints something else than it is: a cross-reference its number, a figure its amount, a live table its caption.
Told = Reference | Chip | Live
Say = Callable[[Told], str]


def _nothing(piece: Told) -> str:
    return ""


def references(body: str) -> set[str]:
    """The keys of the paragraphs that `body` refers to."""
    return set(re.findall(r"\{ref:([a-z0-9]+)", body))


def plain_text(body: str, say: Say = _nothing) -> str:
    """The words as they print, items with their letters, one block or item a line."""
    return "\n".join(_plain_block(block, say) for block in parse(body))


def _plain_block(block: Block, say: Say) -> str:
    if isinstance(block, Lines):
        return plain_inlines(block.content, say)
    if isinstance(block, Table):
        caption = [plain_inlines(block.caption, say)] if block.caption else []
        return "\n".join([*caption, *(" | ".join(plain_inlines(cell, say) for cell in row) for row in block.rows)])
    return "\n".join(_plain_items(block, say, deep=False))


def _plain_items(items: Items, say: Say, *, deep: bool) -> list[str]:
    lines = []
    for at, item in enumerate(items.items):
        lines.append(f"{mark(items, at, deep=deep)} {plain_inlines(item.content, say)}")
        if item.items:
            lines += _plain_items(item.items, say, deep=True)
    return lines


def plain_inlines(content: tuple[Inline, ...], say: Say = _nothing) -> str:
    words = []
    for piece in content:
        if isinstance(piece, Text):
            words.append(piece.text)
        elif isinstance(piece, Link | Quoted):
            words.append(piece.words)
        elif isinstance(piece, Reference | Chip | Live):
            words.append(say(piece))
        elif isinstance(piece, Typed):
            words.append(piece.number)
        else:
            words.append(plain_inlines(piece.children, say))
    return "".join(words)


def mark(items: Items, at: int, *, deep: bool) -> str:
    """What is printed before the item: "(a)", "(i)" or "•"."""
    if not items.lettered:
        return "•"
    return f"({roman(at) if deep else letter(at)})"


def count_items(body: str) -> int:
    """How many items, inner ones included."""

    def count(items: Items) -> int:
        return sum(1 + (count(item.items) if item.items else 0) for item in items.items)

    return sum(count(block) for block in parse(body) if isinstance(block, Items))

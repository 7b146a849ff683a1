"""The notation read: text in, blocks out."""

import re
from dataclasses import dataclass, field

from documents.notation.inline import FIGURE_KEY, inlines
from documents.notation.pieces import Block, Inline, Item, Items, Lines, Live, Table

ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:\((?P<letter>[a-z]{1,4})\)|(?P<bullet>[-•]))[ \t]+(?P<text>\S.*)$")
LIVE = re.compile(rf"\{{block:(?P<block>{FIGURE_KEY})\}}")
# A row that only draws a line, as other notations have it under a header.
RULE = re.compile(r":?-{2,}:?")
_CLOSED = re.compile(r"(?:[ \t]+\|)+$")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class FlatItem:
    """An item before it is known which items belong to it."""

    deep: bool
    lettered: bool
    content: tuple[Inline, ...]


@dataclass
class _Open:
    """The block that is being read."""

    typed: bool
    lines: list[str] = field(default_factory=list)
    items: list[tuple[bool, bool, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def close(self) -> list[Block]:
        blocks: list[Block] = []
        if self.lines:
            blocks.append(Lines(inlines("\n".join(self.lines), typed=self.typed)))
        if self.items:
            blocks.extend(nest([FlatItem(d, a, inlines(text, typed=self.typed)) for d, a, text in self.items]))
        if self.rows:
            blocks.append(_table(self.rows, self.typed))
        self.lines, self.items, self.rows = [], [], []
        return blocks


def parse(body: str, *, typed: bool = False) -> list[Block]:
    """The blocks of a paragraph in reading order; an empty text has none. `typed` as in notation.inlines."""
    blocks: list[Block] = []
    now = _Open(typed)
    for line in body.split("\n"):
        item, live = ITEM.match(line), LIVE.fullmatch(line.strip())
        if not line.strip():
            blocks += now.close()
        elif live:
            blocks += [*now.close(), Lines((Live(live["block"]),))]
        elif line.lstrip().startswith("|"):
            if now.lines or now.items:
                blocks += now.close()
            now.rows.append(line.strip())
        elif item:
            if now.lines or now.rows:
                blocks += now.close()
            deep = len(item["indent"].expandtabs(2)) >= 2
            now.items.append((deep, item["bullet"] is None, item["text"].rstrip()))
        elif now.items:
            deep, lettered, text = now.items[-1]
            now.items[-1] = (deep, lettered, f"{text}\n{line.strip()}")
        else:
            if now.rows:
                blocks += now.close()
            now.lines.append(line.strip())
    return blocks + now.close()


def nest(items: list[FlatItem]) -> list[Items]:
    """Runs of items of one kind; deeper ones belong to the item before them."""
    runs: list[tuple[bool, list[Item]]] = []
    at = 0
    while at < len(items):
        item = items[at]
        inner: list[FlatItem] = []
        at += 1
        while at < len(items) and items[at].deep > item.deep:
            inner.append(items[at])
            at += 1
        # Items of an item are of one kind: the first one's.
        inside = Items(inner[0].lettered, tuple(Item(each.content) for each in inner)) if inner else None
        if not runs or runs[-1][0] != item.lettered:
            runs.append((item.lettered, []))
        runs[-1][1].append(Item(item.content, inside))
    return [Items(lettered, tuple(found)) for lettered, found in runs]


def _table(lines: list[str], typed: bool) -> Table:
    caption, headed = "", False
    if lines[0].startswith("|+ ") and len(lines) > 1:
        caption, lines = _CLOSED.sub("", lines[0][3:]), lines[1:]
    if lines[0].startswith("|! "):
        headed, lines = True, ["|" + lines[0][2:], *lines[1:]]
    rows = [_cells(line) for line in lines]
    rows = [cells for cells in rows if not all(RULE.fullmatch(cell) for cell in cells)] or rows
    width = max(len(row) for row in rows)
    return Table(
        tuple(tuple(inlines(cell, typed=typed) for cell in [*row, *[""] * (width - len(row))]) for row in rows),
        inlines(caption.strip(), typed=typed), headed and len(rows) > 1,
    )  # fmt: skip


def _cells(line: str) -> list[str]:
    inner = line[1:-1] if len(line) > 1 and line.endswith("|") and not line.endswith("\\|") else line[1:]
    return [cell.strip() for cell in _CELL_END.split(inner)]

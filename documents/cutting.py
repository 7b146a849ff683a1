"""A paragraph's body cut in two, and two made one. Plain Python.

A place is told by how many signs (documents.signs) stand before it. Space beside it belongs to neither part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.notation import (
    Block,
    Inline,
    Items,
    Lines,
    Link,
    Live,
    Quoted,
    Run,
    Table,
    Text,
    flat,
    mark,
    parse,
    tree,
    write,
)
from documents.signs import Row, signs, stretches, words_of

INSIDE_TABLE = "That place is inside a table. Choose one before or after the table."
INSIDE_ITEM = "That place is inside an item. Choose the beginning of an item instead."
INSIDE_LINK = "That place is inside a link or a quoted figure. Choose one before or after it."
NOTHING_LEFT = "There would be nothing in one of the two parts. Choose a place within the text."

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*\s(?=[^\sa-z])|\n")
# How many signs on each side of a place tell it from others.
SIDE = 100


@dataclass(frozen=True)
class Place:
    """Where a body may be cut: `at`, with the words before and after it, and the marks of items ("(b)")."""

    at: int
    above: tuple[Inline, ...]
    below: tuple[Inline, ...]
    mark_above: str = ""
    mark_below: str = ""


def cut(body: str, at: int) -> tuple[str, str]:
    """The two parts as they are stored. Raises ValueError with the reason where the body cannot be cut there."""
    blocks, start = parse(body), 0
    for index, block in enumerate(blocks):
        end = start + _size(block)
        if at < end:
            first, second = _cut_block(block, at - start)
            above, below = [*blocks[:index], *first], [*second, *blocks[index + 1 :]]
            if above and below:
                return write(above), write(below)
            break
        start = end
    raise ValueError(NOTHING_LEFT)


def _size(block: Block) -> int:
    return sum(len(signs(content)) for content in stretches(block))


def _cut_block(block: Block, at: int) -> tuple[list[Block], list[Block]]:
    if at <= 0:
        return [], [block]
    if isinstance(block, Lines):
        return _cut_lines(block, at)
    if isinstance(block, Table):
        raise ValueError(INSIDE_TABLE)
    for index, item in enumerate(block.items):
        if at == 0:
            return [Items(block.lettered, block.items[:index])], [Items(block.lettered, block.items[index:])]
        at -= _size(Items(block.lettered, (item,)))
    raise ValueError(INSIDE_ITEM)


def _cut_lines(block: Lines, at: int) -> tuple[list[Block], list[Block]]:
    row = Row(block.content)
    if any(at in link for link in _links(row)):
        raise ValueError(INSIDE_LINK)
    sides = tree(row.between(0, at)), tree(row.between(at, len(row.text)))
    above, below = ([Lines(side)] if signs(side).strip() else [] for side in sides)
    return [*above], [*below]


def _links(row: Row) -> Iterator[range]:
    """The places within links and quoted figures."""
    begin = 0
    for run in row.runs:
        end = begin + len(words_of(run))
        if isinstance(run.piece, Link | Quoted):
            yield range(begin + 1, end)
        begin = end


@dataclass(frozen=True)
class _Segment:
    """What has no place between its blocks: running text, an item, a table. `opens`: there is a place before it."""

    start: int
    size: int
    first: tuple[Inline, ...]
    last: tuple[Inline, ...]
    mark: str = ""
    opens: bool = True


def places(body: str) -> list[Place]:
    """Before each block, item, line and sentence at which the body may be cut, in order."""
    found: list[Place] = []
    before: _Segment | None = None
    for segment, block in _segments(body):
        if before and segment.opens and segment.size:
            found.append(Place(segment.start, _tail(before.last), _head(segment.first), before.mark, segment.mark))
        if isinstance(block, Lines):
            found += _sentences(segment)
        before = segment
    return found


def _segments(body: str) -> Iterator[tuple[_Segment, Block]]:
    start = 0
    for block in parse(body):
        for content, last, sign, opens in _parts(block):
            size = len(signs(content)) if not isinstance(block, Table) else _size(block)
            yield _Segment(start, size, content, last, sign, opens), block
            start += size


def _parts(block: Block) -> Iterator[tuple[tuple[Inline, ...], tuple[Inline, ...], str, bool]]:
    if isinstance(block, Lines):
        yield block.content, block.content, "", True
    elif isinstance(block, Table):
        first, last = _row(block.rows[0]), _row(block.rows[-1])
        yield block.caption or first, last, "", True
    else:
        for at, item in enumerate(block.items):
            yield item.content, item.content, mark(block, at, deep=False), True
            if item.items:
                for inner, each in enumerate(item.items.items):
                    yield each.content, each.content, mark(item.items, inner, deep=True), False


def _row(cells: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    return tuple(piece for cell in cells for piece in (*cell, Text(" ")))


def _sentences(segment: _Segment) -> Iterator[Place]:
    row = Row(segment.first)
    links = list(_links(row))
    for match in _SENTENCE_END.finditer(row.text):
        at = match.end()
        if not any(at in link for link in links):
            above, below = row.between(at - SIDE, at), row.between(at, at + SIDE)
            yield Place(segment.start + at, tree(above), tree(below))


def _tail(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    row = Row(content)
    return tree(row.between(len(row.text) - SIDE, len(row.text)))


def _head(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tree(Row(content).between(0, SIDE))


def join(first: str, second: str) -> str:
    """One body with the words of both: running text runs on, items go on in their list, all else is a block of its
    own."""
    above, below = parse(first), parse(second)
    if above and below:
        one = _joined(above[-1], below[0])
        if one:
            return write([*above[:-1], one, *below[1:]])
    return write([*above, *below])


def _joined(above: Block, below: Block) -> Block | None:
    if isinstance(above, Lines) and isinstance(below, Lines) and not (_is_live(above) or _is_live(below)):
        return Lines(tree([*flat(above.content), Run(Text(" ")), *flat(below.content)]))
    if isinstance(above, Items) and isinstance(below, Items) and above.lettered == below.lettered:
        return Items(above.lettered, (*above.items, *below.items))
    return None


def _is_live(block: Lines) -> bool:
    return any(isinstance(piece, Live) for piece in block.content)

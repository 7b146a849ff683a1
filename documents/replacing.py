"""Words found in a text, and replaced. Only words count: neither the signs of the notation, nor the letters of items,
nor cross-references are ever found. Plain Python.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from documents.finding import Needle, pattern_of
from documents.notation import (
    Block,
    Inline,
    Item,
    Items,
    Lines,
    Link,
    Quoted,
    Run,
    Table,
    Text,
    clean,
    parse,
    tree,
    write,
)
from documents.signs import Row, signs, stretches, with_words, words_of

# How many signs on each side of a place are shown with it.
SIDE = 60

Content = tuple[Inline, ...]


@dataclass(frozen=True)
class Search:
    words: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        words = pattern_of(clean(self.words))
        whole = rf"(?<!\w){words}(?!\w)" if self.whole_words else words
        return re.compile(whole, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One place, with what stands before and after it, without bold and italic."""

    row: Row
    start: int
    end: int

    @property
    def before(self) -> Content:
        return self._said(self.start - SIDE, self.start)

    @property
    def words(self) -> Content:
        return self._said(self.start, self.end)

    @property
    def after(self) -> Content:
        return self._said(self.end, self.end + SIDE)

    @property
    def goes_on(self) -> tuple[bool, bool]:
        """Whether there is more before what stands before, and after what stands after."""
        return self.start > SIDE, self.end + SIDE < len(self.row.text)

    def _said(self, first: int, last: int) -> Content:
        return tuple(run.piece for run in self.row.between(first, last))


def find(body: str, search: Search) -> list[Found]:
    """Every place in a body, in order."""
    # A word that goes on into a link is not seen in the notation.
    if "[" not in body and not Needle(search.words).may_be_in(body):
        return []
    rows = (Row(content) for block in parse(body) for content in stretches(block))
    return [Found(row, *match.span()) for row in rows for match in search.pattern.finditer(row.text)]


def find_plain(text: str, search: Search) -> list[Found]:
    """The same in a heading, which has no notation."""
    row = Row([Text(text)])
    return [Found(row, *match.span()) for match in search.pattern.finditer(text)]


def replace(body: str, search: Search, by: str, wanted: set[int]) -> tuple[str, set[int], set[int]]:
    """The body with `by` in the places wanted, by their numbers from 0; those in which it is, and those that were left
    as they are, because nothing would remain of a paragraph or an item. New words are set as the first of the old."""
    counter, done, left = 0, set[int](), set[int]()

    def change(content: Content, *, may_be_empty: bool) -> Content:
        nonlocal counter
        row = Row(content)
        matches = list(search.pattern.finditer(row.text))
        numbers = range(counter, counter + len(matches))
        counter += len(matches)
        mine = {number: match.span() for number, match in zip(numbers, matches, strict=True) if number in wanted}
        if not mine:
            return content
        changed = tree(_whole_links(_put(row, list(mine.values()), by)))
        if not signs(changed).strip() and not may_be_empty:
            left.update(mine)
            return content
        done.update(mine)
        return changed

    body = write([_changed(block, change) for block in parse(body)])
    return body, done, left


def _put(row: Row, spans: list[tuple[int, int]], by: str) -> Iterator[Run]:
    at = 0
    for start, end in spans:
        yield from row.between(at, start)
        if by:
            yield with_words(next(row.between(start, end)), by)
        at = end
    yield from row.between(at, len(row.text))


def _whole_links(runs: Iterable[Run]) -> list[Run]:
    """A link or quoted figure that was cut through is one again."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            last
            and isinstance(run.piece, Link | Quoted)
            and isinstance(last.piece, Link | Quoted)
            and last == with_words(run, words_of(last))
        ):
            found[-1] = with_words(run, words_of(last) + words_of(run))
        else:
            found.append(run)
    return found


def _changed(block: Block, change: Callable[..., Content]) -> Block:
    if isinstance(block, Lines):
        return Lines(change(block.content, may_be_empty=False))
    if isinstance(block, Table):
        caption = change(block.caption, may_be_empty=True)
        rows = tuple(tuple(change(cell, may_be_empty=True) for cell in row) for row in block.rows)
        return Table(rows, caption, block.headed)
    return _changed_items(block, change)


def _changed_items(items: Items, change: Callable[..., Content]) -> Items:
    found = []
    for item in items.items:
        content = change(item.content, may_be_empty=False)
        found.append(Item(content, _changed_items(item.items, change) if item.items else None))
    return Items(items.lettered, tuple(found))


def replace_plain(text: str, search: Search, by: str, wanted: set[int]) -> tuple[str, set[int], set[int]]:
    found, at, done = "", 0, set[int]()
    for number, match in enumerate(search.pattern.finditer(text)):
        if number in wanted:
            found, at = found + text[at : match.start()] + by, match.end()
            done.add(number)
    new = " ".join((found + text[at:]).split())
    return (new, done, set()) if new else (text, set(), done)

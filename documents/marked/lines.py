"""A paragraph in lines (running text, items, tables) of words that know their markup, and the lines of two versions
beside each other."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from documents.differences import cut_words, ends_sentence, steps
from documents.notation import (
    Chip,
    Emphasis,
    Inline,
    Items,
    Lines,
    Link,
    Live,
    Quoted,
    Reference,
    Strong,
    Table,
    Text,
    Told,
    Typed,
    mark,
    parse,
)

# The product of two numbers of lines up to which the likest are looked for; beyond, they are paired as they come.
MOST_PAIRS = 2_500


@dataclass(frozen=True)
class Word:
    """A word, a space or a sign. A cross-reference or a figure is one word without text: what it prints is no part of
    it."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""
    reference: Told | None = None

    @property
    def blank(self) -> bool:
        return self.text.isspace()

    @property
    def ends_sentence(self) -> bool:
        return ends_sentence(self.text)


Words = tuple[Word, ...]
Row = tuple[Words, ...]


@dataclass(frozen=True)
class Line:
    """Running text, an item ("(a)" is its `letter`, which follows from its place) or a whole table, whose `words` are
    its caption."""

    kind: str
    words: Words = ()
    deep: bool = False
    rows: tuple[Row, ...] = ()
    headed: bool = False
    letter: str = field(default="", compare=False)


TEXT, LETTERED, BULLET, TABLE = "text", "lettered", "bullet", "table"
X = TypeVar("X", bound=Hashable)
Pair = tuple[X | None, X | None]


def lines_of(body: str) -> list[Line]:
    found: list[Line] = []
    for block in parse(body):
        if isinstance(block, Lines):
            found.append(Line(TEXT, words_of(block.content)))
        elif isinstance(block, Table):
            rows = tuple(tuple(words_of(cell) for cell in row) for row in block.rows)
            found.append(Line(TABLE, words_of(block.caption), rows=rows, headed=block.headed))
        else:
            found += _items(block, deep=False)
    return found


def _items(items: Items, *, deep: bool) -> list[Line]:
    found = []
    for at, item in enumerate(items.items):
        kind = LETTERED if items.lettered else BULLET
        found.append(Line(kind, words_of(item.content), deep, letter=mark(items, at, deep=deep)))
        found += _items(item.items, deep=True) if item.items else []
    return found


def words_of(content: tuple[Inline, ...], *, strong: bool = False, emphasis: bool = False) -> Words:
    found: list[Word] = []
    for piece in content:
        if isinstance(piece, Text):
            found += [Word(text, strong, emphasis) for text in cut_words(piece.text)]
        elif isinstance(piece, Link):
            found += [Word(text, strong, emphasis, piece.address) for text in cut_words(piece.words)]
        elif isinstance(piece, Typed):
            found.append(Word(piece.number, strong, emphasis))
        elif isinstance(piece, Quoted):
            found += [Word(text, strong, emphasis) for text in cut_words(piece.words)]
        elif isinstance(piece, Reference | Chip | Live):
            found.append(Word("", strong, emphasis, reference=piece))
        elif isinstance(piece, Strong):
            found += words_of(piece.children, strong=True, emphasis=emphasis)
        elif isinstance(piece, Emphasis):
            found += words_of(piece.children, strong=strong, emphasis=True)
    return tuple(found)


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> list[Pair[Line]]:
    """Each line with the one that it became, None where there is none, in reading order."""
    return _pair(old, new, _likeness)


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Pair[Row]]:
    """Rows of two tables of the same width; the headers belong together whatever they say."""

    def likeness(a: Row, b: Row) -> int:
        return _alike(tuple(chain(*a)), tuple(chain(*b)))

    return [(old[0], new[0]), *_pair(old[1:], new[1:], likeness)]


def same_width(old: Line, new: Line) -> bool:
    return bool(old.rows and new.rows) and len(old.rows[0]) == len(new.rows[0])


def _pair(old: Sequence[X], new: Sequence[X], likeness: Callable[[X, X], int]) -> list[Pair[X]]:
    found: list[Pair[X]] = []
    for step in steps(old, new):
        if step.same:
            found += list(zip(old[step.a : step.b], new[step.c : step.d], strict=True))
        else:
            several: list[Pair[X]] = _likest(old[step.a : step.b], new[step.c : step.d], likeness)
            found += several
    return found


def _likest(old: Sequence[X], new: Sequence[X], likeness: Callable[[X, X], int]) -> list[Pair[X]]:
    """The pairs in order whose likeness is greatest altogether; what has no like stands alone."""
    if len(old) * len(new) > MOST_PAIRS:
        several = min(len(old), len(new))
        alone: list[Pair[X]] = [*((row, None) for row in old[several:]), *((None, row) for row in new[several:])]
        return [*_each(old[:several], new[:several], likeness), *alone]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            like = likeness(old[a], new[b])
            best[a][b] = max(best[a + 1][b], best[a][b + 1], like + best[a + 1][b + 1] if like else 0)
    found: list[Pair[X]] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if best[a][b] == best[a + 1][b]:
            found, a = [*found, (old[a], None)], a + 1
        elif best[a][b] == best[a][b + 1]:
            found, b = [*found, (None, new[b])], b + 1
        else:
            found, a, b = [*found, (old[a], new[b])], a + 1, b + 1
    return [*found, *((row, None) for row in old[a:]), *((None, row) for row in new[b:])]


def _each(old: Sequence[X], new: Sequence[X], likeness: Callable[[X, X], int]) -> list[Pair[X]]:
    found: list[Pair[X]] = []
    for a, b in zip(old, new, strict=True):
        found += [(a, b)] if likeness(a, b) else [(a, None), (None, b)]
    return found


def _likeness(old: Line, new: Line) -> int:
    """0 for what cannot become the other."""
    if old.kind != new.kind or old.deep != new.deep or (old.kind == TABLE and not same_width(old, new)):
        return 0
    if old.kind == TABLE:
        return 100
    return _alike(old.words, new.words)


def _alike(old: Words, new: Words) -> int:
    """From 1 to 101: how much of their words two lines share."""
    a, b = (Counter(word for word in words if not word.blank) for words in (old, new))
    both, all_words = (a & b).total(), a.total() + b.total()
    return 1 + (200 * both // all_words if all_words else 100)

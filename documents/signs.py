"""The signs of running words, one by one: a letter, a space, or a cross-reference or figure, which counts as one.

Splitting, joining and replacing go by them and never by the signs of the notation. Plain Python.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from documents.notation import Block, Chip, Inline, Items, Lines, Link, Live, Quoted, Run, Table, Text, flat, parse
from documents.numbering import letter, roman

# What a cross-reference, a figure or a live table is among the signs: something that no search finds.
REFERENCE = "\ufffc"


def words_of(run: Run) -> str:
    if isinstance(run.piece, Text):
        return run.piece.text
    return run.piece.words if isinstance(run.piece, Link | Quoted) else REFERENCE


def signs(content: Iterable[Inline]) -> str:
    return "".join(words_of(run) for run in flat(content))


class Row:
    """Running words with the place of each of their signs."""

    def __init__(self, content: Iterable[Inline]) -> None:
        self.runs = list(flat(content))
        words = [words_of(run) for run in self.runs]
        self.text = "".join(words)
        self._starts = [0, *accumulate(len(each) for each in words)]

    def between(self, first: int, last: int) -> Iterator[Run]:
        """What stands from sign `first` to before sign `last`, set as it is; a link cut through is two links."""
        for index in range(max(bisect_right(self._starts, max(first, 0)) - 1, 0), len(self.runs)):
            run, begin = self.runs[index], self._starts[index]
            if begin >= last:
                return
            words = words_of(run)
            part = words[max(first - begin, 0) : last - begin]
            if part:
                yield run if part == words else with_words(run, part)


def with_words(run: Run, words: str) -> Run:
    """`words` set as `run` is, in the same link, or quoted from the same source, where it is."""
    if isinstance(run.piece, Link | Quoted):
        return replace(run, piece=replace(run.piece, words=words))
    return replace(run, piece=Text(words))


def stretches(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Running text, the words of each item, of a caption, of each cell, in order."""
    if isinstance(block, Lines):
        yield block.content
    elif isinstance(block, Table):
        yield block.caption
        yield from (cell for row in block.rows for cell in row)
    else:
        for item in block.items:
            yield item.content
            yield from (inner.content for inner in (item.items.items if item.items else ()))


def figures_named(body: str) -> Iterator[Chip | Quoted | Live]:
    """The figures, quoted figures, live tables and charts that stand in a body, in reading order."""
    if any(sign in body for sign in ("{fig:", "{block:", "](quoted:")):
        for block in parse(body):
            for content in stretches(block):
                yield from (run.piece for run in flat(content) if isinstance(run.piece, Chip | Quoted | Live))


def signs_before(sign: str, body: str) -> int:
    """How many signs stand before `sign`, without the space right before it; 0 where it is nowhere."""
    count = 0
    for block in parse(body):
        for content in stretches(block):
            before, found, _ = signs(content).partition(sign)
            if found:
                return count + len(before.rstrip())
            count += len(before)
    return 0


def item_paths(body: str) -> list[str]:
    """What a cross-reference calls each item of the body, inner ones included, in order; "" for a bullet."""
    found = []
    for block in parse(body):
        if isinstance(block, Items):
            for at, item in enumerate(block.items):
                path = letter(at) if block.lettered else ""
                found.append(path)
                for inner in range(len(item.items.items) if item.items else 0):
                    found.append(f"{path}.{roman(inner)}" if path and item.items and item.items.lettered else "")
    return found

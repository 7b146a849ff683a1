"""Where the words of a paragraph stand in its notation: what splitting, joining and replacing go by.

`documents.notation` says what a body means; this says where in it each word is. Plain Python.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.notation import _CELL_END, _INLINE, _ITEM, Items, parse
from documents.numbering import letter, roman

LINES, ITEM, CELL = "lines", "item", "cell"
# What a cross-reference is in the words of a stretch: something that no search finds.
REFERENCE = "\ufffc"


@dataclass(frozen=True)
class Node:
    """Markup around words, or a cross-reference, from `start` to `end` of the body. `says` tells two kinds apart."""

    says: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """Words that stand in the body as they print, from `start` on; where `escaped`, one sign behind a backslash."""

    text: str
    start: int
    within: tuple[Node, ...] = ()
    escaped: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text) + self.escaped if not self.is_reference else self.within[-1].end

    @property
    def is_reference(self) -> bool:
        return self.text == REFERENCE and bool(self.within) and self.within[-1].says.startswith("ref:")

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the signs from `first` to before `last` stand in the body."""
        if self.is_reference or self.escaped:
            return self.start, self.end
        return self.start + first, self.start + last


@dataclass(frozen=True)
class Stretch:
    """Running text, the words of one item, or of one cell."""

    kind: str
    runs: tuple[Run, ...]

    @cached_property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)

    def pieces(self, first: int, last: int) -> Iterator[tuple[Run, int, int]]:
        """The runs in which the words from `first` to before `last` stand, each with its own part of them."""
        at = 0
        for run in self.runs:
            low, high = max(first - at, 0), min(last - at, len(run.text))
            if low < high:
                yield run, low, high
            at += len(run.text)
            if at >= last:
                return


@dataclass(frozen=True)
class Line:
    """A line of the body. `kind` is "" for a blank one; `inner` marks an item of an item, and what continues any."""

    kind: str
    start: int
    words_at: int
    end: int
    inner: bool = False


@dataclass
class Reading:
    body: str
    lines: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    @cached_property
    def nodes(self) -> list[Node]:
        found = {node for stretch in self.stretches for run in stretch.runs for node in run.within}
        signs = [Node("\\", run.start, run.end) for s in self.stretches for run in s.runs if run.escaped]
        return sorted([*found, *signs], key=lambda node: node.start)


def read(body: str) -> Reading:
    """Lines and stretches in reading order, by the same rules as documents.notation.parse."""
    reading, open_lines, at = Reading(body), list[tuple[int, str]](), 0
    before = ""

    def close() -> None:
        if open_lines:
            kind = ITEM if before == ITEM else LINES
            reading.stretches.append(Stretch(kind, tuple(_runs(open_lines))))
            open_lines.clear()

    for text in body.split("\n"):
        end, item, left = at + len(text), _ITEM.match(text), at + len(text) - len(text.lstrip())
        if not text.strip():
            close()
            reading.lines.append(Line("", at, at, end))
            before = ""
        elif text.lstrip().startswith("|"):
            close()
            reading.lines.append(Line(CELL, at, left, end))
            reading.stretches += [Stretch(CELL, tuple(_runs([cell]))) for cell in _cells(text.strip(), left)]
            before = CELL
        elif item:
            close()
            words_at, deep = at + item.start("text"), len(item["indent"].expandtabs(2)) >= 2
            reading.lines.append(Line(ITEM, at, words_at, end, inner=deep))
            open_lines.append((words_at, item["text"].rstrip()))
            before = ITEM
        else:
            if before == CELL:
                close()
            before = ITEM if before == ITEM else LINES
            reading.lines.append(Line(before, at, left, end, inner=before == ITEM))
            open_lines.append((left, text.strip()))
        at = end + 1
    close()
    return reading


def _cells(line: str, at: int) -> list[tuple[int, str]]:
    """The cells of a row with their places; a row of dashes has none."""
    inner = line[1:-1] if len(line) > 1 and line.endswith("|") and not line.endswith("\\|") else line[1:]
    found, begin = [], 0
    for end in [*(match.start() for match in _CELL_END.finditer(inner)), len(inner)]:
        cell = inner[begin:end]
        found.append((at + 1 + begin + len(cell) - len(cell.lstrip()), cell.strip()))
        begin = end + 1
    return [] if all(re.fullmatch(r":?-{2,}:?", cell) for _, cell in found) else found


def _runs(lines: list[tuple[int, str]]) -> Iterator[Run]:
    """The runs of lines that stand together; markup may go over their ends."""
    text = "\n".join(line for _, line in lines)
    begins, at = [], 0
    for _, line in lines:
        begins.append(at)
        at += len(line) + 1

    def place(index: int) -> int:
        which = next(n for n in range(len(begins) - 1, -1, -1) if begins[n] <= index)
        return lines[which][0] + index - begins[which]

    yield from _inlines(text, 0, (), place)


def _inlines(text: str, base: int, within: tuple[Node, ...], place: Callable[[int], int]) -> Iterator[Run]:
    at = 0
    for match in _INLINE.finditer(text):
        yield from _plain(text[at : match.start()], base + at, within, place)
        at = match.end()
        start, end = place(base + match.start()), place(base + match.end() - 1) + 1
        if match["escaped"] is not None:
            yield Run(match["escaped"], start, within, escaped=True)
        elif match["key"] is not None:
            yield Run(REFERENCE, start, (*within, Node(f"ref:{match['key']}.{match['item'] or ''}", start, end)))
        elif match["address"] is not None:
            link = (*within, Node(f"link:{match['address']}", start, end))
            yield from _link_words(match["words"], base + match.start("words"), link, place)
        else:
            kind = "strong" if match["strong"] is not None else "emphasis"
            inner = (*within, Node(kind, start, end))
            yield from _inlines(match[kind], base + match.start(kind), inner, place)
    yield from _plain(text[at:], base + at, within, place)


def _link_words(text: str, base: int, within: tuple[Node, ...], place: Callable[[int], int]) -> Iterator[Run]:
    at = 0
    for match in re.finditer(r"\\(.)", text):
        yield from _plain(text[at : match.start()], base + at, within, place)
        yield Run(match[1], place(base + match.start()), within, escaped=True)
        at = match.end()
    yield from _plain(text[at:], base + at, within, place)


def _plain(text: str, base: int, within: tuple[Node, ...], place: Callable[[int], int]) -> Iterator[Run]:
    """One run a line, so that each stands in the body as it prints."""
    at = 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        yield Run(line, place(base + at), within)
        at += len(line)


# The kind of its stretch, the sign itself, and what it stands in.
Sign = tuple[str, str, tuple[str, ...]]


def signs_of(runs: Iterable[Run], kind: str) -> list[Sign]:
    """Every sign but space with what it stands in: two texts with the same signs print the same words alike."""
    found: list[Sign] = []
    for run in runs:
        says = tuple(node.says for node in run.within)
        found += [(kind, sign, says) for sign in run.text if not sign.isspace()]
    return found


def signs(reading: Reading) -> list[Sign]:
    return [sign for stretch in reading.stretches for sign in signs_of(stretch.runs, stretch.kind)]


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

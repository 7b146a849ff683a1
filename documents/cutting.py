"""A paragraph's body cut in two, and two made one. Plain Python."""

import re
from dataclasses import dataclass

from documents.notation import normalise
from documents.stretches import CELL, ITEM, LINES, Line, Reading, read, signs

INSIDE_TABLE = "That place is inside a table. Choose one before or after the table."
INSIDE_ITEM = "That place is inside an item. Choose the beginning of an item instead."
INSIDE_MARKUP = "That place is inside bold, italic, a link or a cross-reference. Choose one before or after it."
NOTHING_LEFT = "There would be nothing in one of the two parts. Choose a place within the text."

# What a line may begin with that is not text. Where a cut puts text there, a backslash keeps it text.
_NOT_TEXT = re.compile(r"(?:\([a-z]{1,4}\)|[-•])[ \t]+\S|\|")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*[ \t]+(?=[^\sa-z])")


@dataclass(frozen=True)
class Place:
    """Where a body may be cut: `at`, with the notation of the line before and after it, and the marks of items."""

    at: int
    above: str
    below: str
    mark_above: str = ""
    mark_below: str = ""


def places(body: str) -> list[Place]:
    """Before each block, line, item and sentence at which the body may be cut, in order."""
    reading = read(body)
    wanted = {line.start for line in reading.lines if line.kind}
    for line in reading.lines:
        if line.kind == LINES:
            ends = _SENTENCE_END.finditer(body, line.words_at, line.end)
            wanted.update(match.end() for match in ends)
    return [_place(reading, at) for at in sorted(wanted) if why_not_cut(reading, at) is None]


def _place(reading: Reading, at: int) -> Place:
    left, right = _sides(reading, at)
    above, below, body = _line_at(reading, left - 1), _line_at(reading, right), reading.body
    return Place(
        at, body[above.words_at : left], body[max(right, below.words_at) : below.end],
        mark_above=body[above.start : above.words_at].strip(), mark_below=body[right : below.words_at].strip(),
    )  # fmt: skip


def why_not_cut(reading: Reading, at: int) -> str | None:
    """Why the body cannot be cut at `at`, in a sentence, or None. Space beside the place belongs to neither part."""
    left, right = _sides(reading, at)
    if left == 0 or right == len(reading.body):
        return NOTHING_LEFT
    above, below = _line_at(reading, left - 1), _line_at(reading, right)
    if above is below and below.kind != LINES:
        return INSIDE_TABLE if below.kind == CELL else INSIDE_ITEM
    if above is not below and below.inner:
        return INSIDE_ITEM
    if above.kind == below.kind == CELL and reading.lines.index(below) - reading.lines.index(above) == 1:
        return INSIDE_TABLE
    if any(node.start < left and node.end > right for node in reading.nodes):
        return INSIDE_MARKUP
    return None


def cut(body: str, at: int) -> tuple[str, str]:
    """The two parts as they are stored. Raises ValueError with the reason where the body cannot be cut there."""
    reading = read(body)
    reason = why_not_cut(reading, at)
    if reason:
        raise ValueError(reason)
    left, right = _sides(reading, at)
    rest = body[right:]
    if _line_at(reading, right).kind == LINES and _NOT_TEXT.match(rest):
        rest = "\\" + rest
    first, second = normalise(body[:left]), normalise(rest)
    if signs(read(first)) + signs(read(second)) != signs(reading):
        raise ValueError(INSIDE_MARKUP)
    return first, second


def _sides(reading: Reading, at: int) -> tuple[int, int]:
    """Where the words before the place end and those after it begin; at the mark of an item, before the mark."""
    body = reading.body
    at = max(0, min(at, len(body)))
    right = at + len(body[at:]) - len(body[at:].lstrip())
    line = _line_at(reading, right) if right < len(body) else None
    if line and line.kind == ITEM and not line.inner and line.start <= right <= line.words_at:
        right = line.start
    return len(body[: min(at, right)].rstrip()), right


def _line_at(reading: Reading, at: int) -> Line:
    return next(line for line in reading.lines if at <= line.end)


def join(first: str, second: str) -> str:
    """One body with the words of both: running text runs on, items go on in their list, all else is a block of its
    own. Whatever else the two would mean beside each other, they print what they printed."""
    above, below = read(first), read(second)
    ends, begins = above.lines[-1].kind if first else "", below.lines[0].kind if second else ""
    ways = []
    if ends == begins == LINES:
        ways = [f"{first} {second.removeprefix(chr(92))}", f"{first} {second}"]
    elif begins == ITEM:
        ways = [f"{first}\n{second}"]
    wanted = signs(above) + signs(below)
    for way in ways:
        if signs(read(normalise(way))) == wanted:
            return normalise(way)
    return normalise(f"{first}\n\n{second}")

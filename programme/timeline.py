"""The timeline of a programme as a picture: where the dots and labels stand, and the chart that they make.

Plain Python: milestones in, a definition for collab.web.charts out. Labels are placed one after the other, the most
telling first; one for which there is no room is left to the table that stands beside every timeline.
"""

import datetime
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from collab.web import drawing
from collab.web.drawing import DEEP, EDGE, LETTER, LINE, NARROW, TEXT, WIDE

SAND, AMBER = "#f0e4c8", "#875300"
LETTERS_IN_LINE, LETTERS_IN_NARROW, LINES = 25, 34, 4
MOST_LABELS = 12
# Distance of the near and the far row of labels from the line, and half the height of a stretch on it.
ROWS = (16, 16 + LINE * (LINES + 1) + 10)
BAND = 12


@dataclass(frozen=True)
class Point:
    """A milestone: the first day of it, how exactly that is known in words, what it was, and whether it is past."""

    on: datetime.date
    when: str
    text: str
    done: bool


@dataclass(frozen=True)
class Stretch:
    """A time in which the programme stood still, until today where `end` is None."""

    start: datetime.date
    end: datetime.date | None
    when: str
    words: str


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Label:
    """`lines` beside the stem at `x`, from `top` down; the first line is the date. The line of time is at height 0."""

    x: float
    top: float
    stem_to: float
    left_of_stem: bool
    lines: tuple[str, ...]


def wide(points: Iterable[Point], stretches: Iterable[Stretch], now: Point) -> dict[str, Any]:
    """The line from left to right, labels above and below. `now` is today and what is to be said of it."""
    return _across(points, stretches, now, WIDE)


def in_text(points: Iterable[Point], stretches: Iterable[Stretch], now: Point) -> dict[str, Any]:
    return _across(points, stretches, now, TEXT)


def _across(points: Iterable[Point], stretches: Iterable[Stretch], now: Point, width: int) -> dict[str, Any]:
    rows, today = sorted(points, key=lambda point: point.on), now.on
    still = list(stretches)
    place = _Scale([point.on for point in rows] + [stretch.start for stretch in still] + [today], width)
    labels = _labels(rows, now, place)
    top, bottom = _extent(labels)
    up = -top
    marks: list[dict[str, Any]] = [
        drawing.rule([{"x": 0, "x2": place(today), "y": up, "y2": up}], stroke=DEEP, width=2),
        drawing.rule([{"x": place(today), "x2": width, "y": up, "y2": up}], stroke=EDGE, width=2, dash=[2, 4]),
        drawing.rule([{"x": x, "x2": x, "y": up - 4, "y2": up + 4} for x in place.years()], stroke=EDGE, width=1),
    ]
    dots = [(place(point.on), up, point.done) for point in (*rows, now)]
    marks += [part for row in still for part in _bar(place(row.start), place(row.end or today), up, row.words, dots)]
    stems = [{"x": row.x, "x2": row.x, "y": up, "y2": up + row.stem_to} for row in labels]
    marks.append(drawing.rule(stems, stroke=EDGE, width=1))
    marks += drawing.dots(dots)
    for left in (True, False):
        chosen = [row for row in labels if row.left_of_stem is left]
        shift = -8 if left else 8
        align = "right" if left else "left"
        marks.append(
            drawing.words([(row.x + shift, up + row.top, row.lines[:1]) for row in chosen], align=align, bold=True)
        )
        marks.append(
            drawing.words([(row.x + shift, up + row.top + LINE, row.lines[1:]) for row in chosen], align=align)
        )
    return drawing.picture(width, bottom - top, marks)


def narrow(points: Iterable[Point], stretches: Iterable[Stretch], now: Point) -> dict[str, Any]:
    """The line from top to bottom, for a phone: one label under the other, evenly, with today in its place."""
    begun = [Point(row.start, row.when, row.words, True) for row in stretches]
    rows = sorted([*_chosen(sorted(points, key=_day)), *begun, now], key=_day)
    words, dots, y, at_now = [], [], 16.0, 16.0
    for row in rows:
        lines = _wrapped(row.text, LETTERS_IN_NARROW)
        words += [drawing.words([(28, y - 10, (row.when,))], align="left", bold=True)]
        words += [drawing.words([(28, y - 10 + LINE, lines)], align="left")]
        dots.append((8.0, y, row.done))
        at_now = y if row is now else at_now
        y += LINE * (len(lines) + 1) + 14
    line = [
        drawing.rule([{"x": 8, "x2": 8, "y": 16, "y2": at_now}], stroke=DEEP, width=2),
        drawing.rule([{"x": 8, "x2": 8, "y": at_now, "y2": dots[-1][1]}], stroke=EDGE, width=2, dash=[2, 4]),
    ]
    return drawing.picture(NARROW, y, [*line, *drawing.dots(dots), *words])


def _day(point: Point) -> datetime.date:
    return point.on


class _Scale:
    """Days as pixels: the first a little way in, the last with room for its label."""

    def __init__(self, days: list[datetime.date], width: int) -> None:
        self.width = width
        self.first, self.last = min(days), max(days)
        self.span = max((self.last - self.first).days, 1)

    def __call__(self, day: datetime.date) -> float:
        return round(16 + (self.width - 48) * (day - self.first).days / self.span, 1)

    def years(self) -> list[float]:
        """Where a year begins, unless there are too many to tell anything."""
        begin = [datetime.date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
        return [self(day) for day in begin] if len(begin) <= 40 else []


def _chosen(rows: list[Point]) -> list[Point]:
    """The milestones that may have a label: all where they are few, else first and last and some between."""
    if len(rows) <= MOST_LABELS:
        return rows
    step = (len(rows) - 1) / (MOST_LABELS - 1)
    return [rows[round(at * step)] for at in range(MOST_LABELS)]


def _labels(rows: list[Point], now: Point, place: _Scale) -> list[Label]:
    """Today, first and last before those between them; each where it covers neither label nor stem of another.

    Heights count from the line, downwards.
    """
    chosen = _chosen(rows)
    found: list[Label] = []
    taken: list[Box] = []
    for point in (now, *chosen[:1], *chosen[1:][-1:], *chosen[1:-1]):
        for label in _places(place(point.on), (point.when, *_wrapped(point.text, LETTERS_IN_LINE))):
            words, stem = _boxes(label)
            if (
                words.left < 0
                or words.right > place.width
                or any(box.meets(other) for box in (words, stem) for other in taken)
            ):
                continue
            found.append(label)
            taken += [words, stem]
            break
    return found


def _places(x: float, lines: tuple[str, ...]) -> Iterable[Label]:
    """Above and below, near and far, right of the stem and left of it."""
    height = LINE * len(lines)
    for away in ROWS:
        for left in (False, True):
            yield Label(x, -away - height, -away - height, left, lines)
            yield Label(x, away, away + height, left, lines)


def _boxes(label: Label) -> tuple[Box, Box]:
    """The words, and the stem with a little air."""
    width = max(len(line) for line in label.lines) * LETTER + 12
    left = label.x - width if label.left_of_stem else label.x
    words = Box(left, label.top - 2, left + width, label.top + LINE * len(label.lines) + 2)
    return words, Box(label.x - 4, min(0, label.stem_to), label.x + 4, max(0, label.stem_to))


def _extent(labels: list[Label]) -> tuple[float, float]:
    """How far the picture reaches above the line (negative) and below it."""
    bottoms = [label.top + LINE * len(label.lines) for label in labels]
    return min([-BAND, *(label.top for label in labels)]) - 6, max([BAND, *bottoms]) + 6


def _wrapped(words: str, letters: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(words, letters, max_lines=LINES, placeholder=" …"))


Dot = tuple[float, float, bool]


def _bar(left: float, right: float, y: float, words: str, dots: list[Dot]) -> list[dict[str, Any]]:
    """A stretch of standing still; its word stands in it where there is room and no dot is in the way."""
    bar = {"x": left, "x2": right, "y": y - BAND + 2, "y2": y + BAND - 2}
    drawn = [drawing.bars([bar], fill=SAND, stroke=AMBER)]
    centre, half = (left + right) / 2, len(words) * LETTER / 2 + 10
    if right - left > 2 * half and not any(abs(x - centre) < half for x, _, _ in dots):
        drawn.append(drawing.words([(centre, y - 8, (words,))], align="center", bold=True))
    return drawn

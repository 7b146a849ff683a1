"""The picture of amounts year by year: a group of bars to each year, each with what it says beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collab.web import drawing
from collab.web.drawing import DEEP, EDGE, INK, LETTER, LINE, MID, NARROW, RULE, SAND, TEXT, WIDE, Mark

FILLS = {"sand": SAND, "mid": MID, "deep": DEEP, "ink": INK}
BAR, GAP, ROOM = 20, 3, 16


@dataclass(frozen=True)
class Bar:
    """`words` has the amount in it; `fill` is one of FILLS."""

    words: str
    pence: int
    fill: str


@dataclass(frozen=True)
class Group:
    label: str
    bars: tuple[Bar, ...]


def wide(groups: Sequence[Group]) -> dict[str, Any]:
    return _drawn(groups, WIDE, 110.0)


def in_text(groups: Sequence[Group]) -> dict[str, Any]:
    return _drawn(groups, TEXT, 80.0)


def narrow(groups: Sequence[Group]) -> dict[str, Any]:
    """For a phone: the year above its bars, and the words of each under it."""
    height, marks = 0.0, []
    place = _Scale(groups, 0, NARROW)
    for group in groups:
        marks.append(drawing.words([(0, height, (group.label,))], align="left", bold=True))
        height += LINE + 6
        for bar in group.bars:
            marks.append(drawing.words([(0, height, (bar.words,))], align="left"))
            marks += _bar(bar, place, height + LINE + 2, 12)
            height += LINE + 12 + 8
        height += ROOM
    return drawing.picture(NARROW, height, marks)


def _drawn(groups: Sequence[Group], width: float, left: float) -> dict[str, Any]:
    longest = max((len(bar.words) for group in groups for bar in group.bars), default=0)
    place = _Scale(groups, left, width - longest * LETTER - 16)
    height, marks = 0.0, []
    for group in groups:
        marks.append(drawing.words([(0, height + 1, (group.label,))], align="left", bold=True))
        for bar in group.bars:
            marks += _bar(bar, place, height, BAR)
            end = max(place(0), place(bar.pence)) + 8
            marks.append(drawing.words([(end, height + 1, (bar.words,))], align="left"))
            height += BAR + GAP
        height += ROOM
    nought = {"x": place(0), "x2": place(0), "y": 0, "y2": height - ROOM}
    return drawing.picture(width, height, [*marks, drawing.rule([nought], stroke=RULE, width=1)])


def _bar(bar: Bar, place: "_Scale", y: float, height: float) -> list[Mark]:
    low, high = sorted((place(0), place(bar.pence)))
    values = [{"x": low, "x2": high, "y": y, "y2": y + height}] if bar.pence else []
    return [drawing.bars(values, fill=FILLS[bar.fill], stroke=EDGE if bar.fill == "sand" else None)]


class _Scale:
    """Pence as pixels; nought is always on it."""

    def __init__(self, groups: Sequence[Group], left: float, right: float) -> None:
        amounts = [bar.pence for group in groups for bar in group.bars]
        self.left, self.low, self.high = left, min(0, *amounts, 0), max(1, *amounts, 1)
        self.room = right - left

    def __call__(self, pence: int) -> float:
        thousandths = round(1000 * self.room) * (pence - self.low) // (self.high - self.low)
        return self.left + thousandths / 1000

"""A structure as a picture: a box for each post or group, and a line to what stands above it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collab.web import drawing
from programme.structure import Branch

LEAST_COLUMN, MOST_COLUMN, GAP = 180, 340, 28
INDENT, PAD, SPACE = 18, 8, 10
MOST_LINES = 3
SHEET = "#fffefb"


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    title: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def bottom(self) -> float:
        return self.top + drawing.LINE * (len(self.title) + len(self.notes)) + 2 * PAD


def depth_of(tree: Sequence[Branch]) -> int:
    found, level = 0, list(tree)
    while level:
        found += 1
        level = [other for row in level for other in row.below]
    return found


def wide(tree: Sequence[Branch]) -> dict[str, Any] | None:
    """As `_across`, for the page; None where the columns would not be wide enough to be read."""
    return _across(tree, drawing.WIDE) if _fits(tree, drawing.WIDE) else None


def in_text(tree: Sequence[Branch]) -> dict[str, Any]:
    """The same for a column of text or, where it does not fit there, one below the other."""
    return _across(tree, drawing.TEXT) if _fits(tree, drawing.TEXT) else narrow(tree)


def _fits(tree: Sequence[Branch], width: float) -> bool:
    return depth_of(tree) * LEAST_COLUMN <= width


def _across(tree: Sequence[Branch], width: float) -> dict[str, Any]:
    """From left to right, a column for each level; the first below stands beside what it is below."""
    column = min(MOST_COLUMN, width / max(depth_of(tree), 1))
    boxes: list[Box] = []
    lines: list[dict[str, float]] = []

    def place(row: Branch, level: int, top: float) -> tuple[Box, float]:
        box = _box(row, level * column + 1, top, (level + 1) * column - GAP)
        boxes.append(box)
        bottom, at = box.bottom + SPACE, top
        for other in row.below:
            below, at = place(other, level + 1, at)
            lines.extend(_elbow(box.right, box.top + 20, below.left, below.top + 20))
        return box, max(bottom, at)

    top = 1.0
    for row in tree:
        _, top = place(row, 0, top)
    return _picture(width, top, boxes, lines)


def narrow(tree: Sequence[Branch]) -> dict[str, Any]:
    """One below the other, each level a little further in."""
    boxes: list[Box] = []
    lines: list[dict[str, float]] = []
    step = min(INDENT, 120 / max(depth_of(tree), 1))

    def place(row: Branch, level: int, top: float) -> tuple[Box, float]:
        box = _box(row, level * step + 1, top, drawing.NARROW - 1)
        boxes.append(box)
        at = box.bottom + SPACE
        for other in row.below:
            below, at = place(other, level + 1, at)
            x = box.left + step / 2
            lines.append({"x": x, "x2": x, "y": box.bottom, "y2": below.top + 20})
            lines.append({"x": x, "x2": below.left, "y": below.top + 20, "y2": below.top + 20})
        return box, at

    top = 1.0
    for row in tree:
        _, top = place(row, 0, top)
    return _picture(drawing.NARROW, top, boxes, lines)


def _box(row: Branch, left: float, top: float, right: float) -> Box:
    letters = max(int((right - left - 2 * PAD) / drawing.LETTER), 8)
    title = textwrap.wrap(row.title, letters, max_lines=MOST_LINES, placeholder=" …") or ["…"]
    notes = [line for note in row.notes for line in textwrap.wrap(note, letters, max_lines=2, placeholder=" …")]
    return Box(round(left, 1), round(top, 1), round(right, 1), tuple(title), tuple(notes))


def _elbow(left: float, top: float, right: float, bottom: float) -> list[dict[str, float]]:
    middle = (left + right) / 2
    return [
        {"x": left, "x2": middle, "y": top, "y2": top},
        {"x": middle, "x2": middle, "y": top, "y2": bottom},
        {"x": middle, "x2": right, "y": bottom, "y2": bottom},
    ]


def _picture(width: float, height: float, boxes: list[Box], lines: list[dict[str, float]]) -> dict[str, Any]:
    rectangles = [{"x": box.left, "x2": box.right, "y": box.top, "y2": box.bottom} for box in boxes]
    titles = [(box.left + PAD, box.top + PAD, box.title) for box in boxes]
    notes = [(box.left + PAD, box.top + PAD + drawing.LINE * len(box.title), box.notes) for box in boxes]
    return drawing.picture(width, height, [
        drawing.rule(lines, stroke=drawing.EDGE, width=1),
        drawing.bars(rectangles, fill=SHEET, stroke=drawing.EDGE),
        drawing.words(titles, align="left", bold=True),
        drawing.words(notes, align="left", fill=drawing.SOFT),
    ])  # fmt: skip

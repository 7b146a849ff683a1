"""The picture of what local lines have taken of a joint saving, placed by pixels."""

from dataclasses import dataclass
from typing import Any

from collab.web import drawing
from collab.web.drawing import DEEP, INK, LETTER, LINE, NARROW, TEXT, WIDE, Mark
from savings.charts import cut, scale

CLAY = "#a8481c"
BAR, STEP = 34, 46


@dataclass(frozen=True)
class Fall:
    """A step of the picture: what took how much, in pence (below nought where it added), and how that is printed."""

    label: str
    pence: int
    printed: str


@dataclass(frozen=True)
class Waterfall:
    """From `before` over the steps to `after`, each with its words."""

    before: int
    before_words: tuple[str, str]
    steps: tuple[Fall, ...]
    after: int
    after_words: tuple[str, str]

    @property
    def rows(self) -> list[tuple[int, int, tuple[str, str], str]]:
        """Each bar: where it begins and ends, its words, its colour."""
        found, level = [(0, self.before, self.before_words, DEEP)], self.before
        for step in self.steps:
            found.append((level, level - step.pence, (step.label, step.printed), CLAY))
            level -= step.pence
        return [*found, (0, self.after, self.after_words, DEEP)]


def wide_waterfall(fall: Waterfall) -> dict[str, Any]:
    """Bars from nought for what was and what is; between them what went, with its words before it."""
    return _across(fall, WIDE, 300.0, 940.0)


def text_waterfall(fall: Waterfall) -> dict[str, Any]:
    return _across(fall, TEXT, 190.0, 430.0)


def _across(fall: Waterfall, width: float, left: float, right: float) -> dict[str, Any]:
    rows = fall.rows
    place = scale(left, right, [end for row in rows for end in row[:2]])
    height = STEP * len(rows)
    marks: list[Mark] = [drawing.rule([{"x": place(0), "x2": place(0), "y": 0, "y2": height}], stroke=INK, width=1)]
    for at, (start, end, (label, printed), fill) in enumerate(rows):
        y = STEP * at + 6.0
        low, high = place(min(start, end)), place(max(start, end))
        ink = INK if fill == DEEP else fill
        marks += [
            drawing.bars([{"x": low, "x2": max(high, low + 2), "y": y, "y2": y + BAR}], fill=fill),
            drawing.words([(0, y + 8, (cut(label, left - 20),))], align="left", bold=fill == DEEP),
            drawing.words([(high + 10, y + 8, (printed,))], align="left", bold=True, fill=ink),
        ]
    return drawing.picture(width, height, marks)


def narrow_waterfall(fall: Waterfall) -> dict[str, Any]:
    """The same for a phone: words above each bar."""
    rows, step_down = fall.rows, BAR + 2 * LINE + 14
    place = scale(0, NARROW, [end for row in rows for end in row[:2]])
    marks: list[Mark] = []
    for at, (start, end, (label, printed), fill) in enumerate(rows):
        y = 0.0 + step_down * at
        low, high = place(min(start, end)), place(max(start, end))
        ink = INK if fill == DEEP else fill
        marks += [
            drawing.words([(0, y, (cut(label, NARROW + 4 * LETTER),))], align="left", bold=fill == DEEP),
            drawing.words([(0, y + LINE, (printed,))], align="left", bold=True, fill=ink),
            drawing.bars([{"x": low, "x2": max(high, low + 2), "y": y + 2 * LINE + 4, "y2": y + 2 * LINE + 4 + BAR}],
                         fill=fill),
        ]  # fmt: skip
    return drawing.picture(NARROW, step_down * len(rows), marks)

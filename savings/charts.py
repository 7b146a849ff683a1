"""The pictures of the comparison, placed by pixels: what models cost and save, and how shares differ by method."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collab.calc.money import whole_pounds
from collab.web import drawing
from collab.web.drawing import DEEP, INK, LETTER, LINE, MID, NARROW, RULE, SAND, SOFT, TEXT, WHITE, WIDE, Mark

BAR, ROOM = 34, 12


@dataclass(frozen=True)
class ModelBar:
    """What a model costs and saves a year, in pence; `chosen` is the preferred one."""

    code: str
    name: str
    cost: int
    saving: int
    chosen: bool

    @property
    def said(self) -> str:
        return f"saves {whole_pounds(self.saving)}" if self.saving >= 0 else f"costs {whole_pounds(-self.saving)} more"


@dataclass(frozen=True)
class Spread:
    """A council's shares in pence: the one as chosen (None where nothing is), and those by the other methods."""

    council: str
    chosen: int | None
    others: tuple[int, ...]

    @property
    def every(self) -> tuple[int, ...]:
        return (*self.others, *(() if self.chosen is None else (self.chosen,)))


def wide_bars(rows: Sequence[ModelBar], today: int) -> dict[str, Any]:
    """A bar to each model: its cost from nought, and its saving up to today's cost."""
    return _bars(rows, today, WIDE, 300.0, 950.0)


def text_bars(rows: Sequence[ModelBar], today: int) -> dict[str, Any]:
    return _bars(rows, today, TEXT, 170.0, 415.0)


def _bars(rows: Sequence[ModelBar], today: int, width: float, left: float, right: float) -> dict[str, Any]:
    step = BAR + 24
    place = scale(left, right, [today, *(row.cost for row in rows)])
    marks: list[Mark] = [_today(place(today), 22, 30 + step * len(rows))]
    marks.append(drawing.words([(place(today), 0, (f"cost today {whole_pounds(today)}",))], align="right", fill=SOFT))
    for at, row in enumerate(rows):
        y = 32.0 + step * at
        heads = [(0.0, y - 1, (cut(f"Model {row.code}", left - 16),))]
        marks += [*_bar(row, place, today, y), drawing.words(heads, align="left", bold=True)]
        marks.append(drawing.words([(0, y + LINE - 1, (cut(row.name, left - 16),))], align="left", fill=SOFT))
        marks += _amounts(row, place, today, y)
    return drawing.picture(width, 40 + step * len(rows), marks)


def narrow_bars(rows: Sequence[ModelBar], today: int) -> dict[str, Any]:
    """The same for a phone: words above each bar."""
    step = BAR + 2 * LINE + 2 * ROOM
    place = scale(0, NARROW, [today, *(row.cost for row in rows)])
    height = LINE + ROOM + step * len(rows)
    marks: list[Mark] = [
        drawing.words([(0, 0, (f"Cost today {whole_pounds(today)}: the broken line",))], align="left", fill=SOFT)
    ]
    for at, row in enumerate(rows):
        y = LINE + ROOM + step * at
        marks += _bar(row, place, today, y + 2 * LINE + 4)
        costs = f"Model {cut(row.code, NARROW / 2 - 32)} costs {whole_pounds(row.cost)}"
        marks.append(drawing.words([(0, y, (costs,))], align="left", bold=True))
        marks.append(drawing.words([(0, y + LINE, (row.said,))], align="left"))
    return drawing.picture(NARROW, height, [*marks, _today(place(today), LINE + ROOM + 2 * LINE, height - ROOM)])


def wide_spread(rows: Sequence[Spread]) -> dict[str, Any]:
    return _spread(rows, WIDE, 300.0, 910.0)


def text_spread(rows: Sequence[Spread]) -> dict[str, Any]:
    return _spread(rows, TEXT, 150.0, 420.0)


def narrow_spread(rows: Sequence[Spread]) -> dict[str, Any]:
    return _spread(rows, NARROW, 8.0, NARROW - 8.0, above=True)


def _spread(rows: Sequence[Spread], width: float, left: float, right: float, *, above: bool = False) -> dict[str, Any]:
    """A line to each council from its lowest share to its highest, with a dot to each method."""
    step = 3 * LINE + 18 if above else 46
    place = scale(left, right, [amount for row in rows for amount in row.every])
    height = step * len(rows) + LINE + ROOM
    marks: list[Mark] = [
        drawing.rule([{"x": place(0), "x2": place(0), "y": 0, "y2": height - LINE - 4}], stroke=RULE, width=1),
        drawing.words([(place(0), height - LINE, ("£0",))], align="left" if above else "center", fill=SOFT),
    ]
    for at, row in enumerate(rows):
        y = step * at
        dots_at = y + (2 * LINE + 12 if above else 20)
        low, high = min(row.every), max(row.every)
        ends = f"{whole_pounds(low)} to {whole_pounds(high)}"
        marks.append(drawing.words([(0, y if above else y + 10, (cut(row.council, 280),))], align="left", bold=True))
        line = {"x": place(low), "x2": place(high), "y": dots_at, "y2": dots_at}
        marks.append(drawing.rule([line], stroke=MID, width=2))
        marks += drawing.dots([(place(amount), dots_at, False) for amount in row.others], size=70)
        if row.chosen is not None:
            marks += drawing.dots([(place(row.chosen), dots_at, True)], size=200)
        spot = (0.0, y + LINE, (ends,)) if above else (place(high) + 16, dots_at - 9, (ends,))
        marks.append(drawing.words([spot], align="left"))
    return drawing.picture(width, height, marks)


class _Scale:
    """Pence as pixels; nought is always on it."""

    def __init__(self, left: float, right: float, amounts: Sequence[int]) -> None:
        self.left, self.low, self.high = left, min(0, *amounts), max(1, *amounts)
        self.room = right - left

    def __call__(self, pence: int) -> float:
        thousandths = round(1000 * self.room) * (pence - self.low) // (self.high - self.low)
        return self.left + thousandths / 1000


def scale(left: float, right: float, amounts: Sequence[int]) -> _Scale:
    return _Scale(left, right, amounts)


def _today(x: float, top: float, bottom: float) -> Mark:
    return drawing.rule([{"x": x, "x2": x, "y": top, "y2": bottom}], stroke=INK, width=1, dash=[3, 3])


def _bar(row: ModelBar, place: _Scale, today: int, y: float) -> list[Mark]:
    costs = {"x": place(0), "x2": place(row.cost), "y": y, "y2": y + BAR}
    saves = {"x": place(row.cost), "x2": place(today), "y": y, "y2": y + BAR}
    return [
        drawing.bars([costs], fill=DEEP if row.chosen else MID),
        drawing.bars([saves] if row.saving > 0 else [], fill=SAND, stroke=INK),
    ]


def _amounts(row: ModelBar, place: _Scale, today: int, y: float) -> list[Mark]:
    """The cost in its bar where it has room, and the saving in its own or to the right of everything; both together
    beside a bar that has no room."""
    costs, words_at = f"costs {whole_pounds(row.cost)}", y + 9
    inside = place(row.cost) - place(0) > len(costs) * LETTER + 20
    saves_inside = inside and place(today) - place(row.cost) > len(row.said) * LETTER + 24
    end = max(place(today), place(row.cost)) if inside else place(row.cost)
    said = row.said if inside else f"{costs}, {row.said}"
    spot = (place(today) - 10 if saves_inside else end + 10, words_at, (said,))
    return [
        drawing.words([(place(0) + 10, words_at, (costs,))] if inside else [], align="left", fill=WHITE),
        drawing.words([spot], align="right" if saves_inside else "left", bold=True),
    ]


def cut(words: str, room: float) -> str:
    """As much as has room."""
    letters = int(room / LETTER)
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"

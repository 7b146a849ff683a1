"""Sharing amounts between councils to the penny, by the largest remainder, in formulas that stay exact.

In each period a council has its own amount × part, and its weight's part of what is shared × part:
a × p + b × p × w ÷ W. The part p stands in millionths, the rest in pennies, so that all are whole numbers. b × p is
taken apart into digits, multiplied by w and divided by W as on paper, one digit after the other, so that no number has
more than fifteen figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collab.calc import profile
from collab.calc.appraisal import Appraisal
from savings.workbook.pen import Formula, Look, Pen

MILLION = 1_000_000
# Digits of b × p: four groups of six.
GROUPS = 4
IN_GROUP = 6
# What a spreadsheet tells apart; and what may go into these formulas so that they stay exact: an amount in pence, the
# parts of all years together, and the net of all years, which is multiplied by a thousand and never compared.
MOST = 10**15
MOST_AMOUNT, MOST_PARTS, MOST_NET = 10**13, 100, 9 * 10**12
TOO_LARGE = "These amounts are too large for a spreadsheet to work out to the penny."


@dataclass(frozen=True)
class Period:
    """What is shared up to a point in time, as cells or numbers: `shared` (b) of `part` (p), which adds up to `whole` ×
    part with the councils' own amounts."""

    label: str
    shared: str
    part: str
    whole: str


@dataclass(frozen=True)
class Councils:
    """The councils in their order: names, own amounts (a), weights (w) and the sum of weights (W), as cells."""

    names: Sequence[str]
    own: Sequence[str]
    weights: Sequence[str]
    together: str

    def without_own(self) -> "Councils":
        return replace(self, own=["0"] * len(self.names))


@dataclass(frozen=True)
class Shares:
    """Where the results stand: by period, the rounded total and each council's pennies."""

    totals: Sequence[str]
    pennies: Sequence[Sequence[str]]


def digits_at_once(weights_together: int) -> int:
    """How many digits may be taken at once, with room for weights ten times as large where there is any."""
    for digits, room in ((3, 10), (2, 10), (1, 10), (1, 1)):
        if 2 * weights_together * 10**digits * room <= MOST:
            return digits
    raise OverflowError(TOO_LARGE)


def check_size(appraisal: Appraisal) -> None:
    """Raises OverflowError where a formula would have to go beyond the figures that a spreadsheet has."""
    inputs = appraisal.inputs
    costs = [*inputs.one_off_pence.values(), inputs.model_cost_pence, inputs.baseline_pence]
    parts = sum(abs(part) for part in profile.phased(inputs.phasing, inputs.years))
    nets = [sum(abs(year.net.total) for year in appraisal.years)]
    nets += [sum(abs(year.net.councils[each.slug]) for year in appraisal.years) for each in inputs.councils]
    if max(map(abs, costs)) > MOST_AMOUNT or parts > MOST_PARTS or max(nets) > MOST_NET:
        raise OverflowError(TOO_LARGE)


def write_shares(pen: Pen, periods: Sequence[Period], councils: Councils, *, digits: int) -> Shares:
    """The sheet, in which a digit is a number below 10 to the power of `digits`."""
    rows = _write_periods(pen, periods, digits)
    pen.write()
    pen.write(*_headings(digits), looks=Look.HEADING)
    pennies = [
        _Period(pen, row, len(councils.names), digits).write(period, councils)
        for row, period in zip(rows, periods, strict=True)
    ]
    return Shares([pen.at(TOTAL, row) for row in rows], pennies)


# Periods

TOTAL = 4
FIRST_DIGIT = 8


def _write_periods(pen: Pen, periods: Sequence[Period], digits: int) -> list[int]:
    """A row for each, with its rounded total and the digits of what is shared; returns their numbers."""
    steps = GROUPS * IN_GROUP // digits
    pen.write(
        "Up to the end of", "Shared, pence", "Part, millionths", "Together, pence", "Total, pence", "Last six digits",
        "Six before", "All before", *(f"Digit {step + 1}" for step in range(steps)), looks=Look.HEADING,
    )  # fmt: skip
    return [
        pen.write(
            period.label, *(Formula(words) for words in _of_period(period, pen, pen.row + 1, digits)),
            looks=(Look.TEXT, Look.WHOLE),
        )
        for period in periods
    ]  # fmt: skip


def _of_period(period: Period, pen: Pen, row: int, digits: int) -> list[str]:
    shared, part, whole, last, before, rest = (pen.here(column, row) for column in (1, 2, 3, 5, 6, 7))
    over = f"(ABS({whole})-INT(ABS({whole})/{MILLION})*{MILLION})"
    found = [
        period.shared,
        period.part,
        period.whole,
        f"SIGN({whole})*SIGN({part})*(INT(ABS({whole})/{MILLION})*ABS({part})"
        f"+INT(({over}*ABS({part})+{MILLION // 2})/{MILLION}))",
        f"{_six(f'ABS({shared})', 0)}*ABS({part})",
        f"{_six(f'ABS({shared})', 1)}*ABS({part})+INT({last}/{MILLION})",
        f"INT(ABS({shared})/{MILLION**2})*ABS({part})+INT({before}/{MILLION})",
    ]
    for group in (f"INT({rest}/{MILLION})", _six(rest, 0), _six(before, 0), _six(last, 0)):
        for place in range(IN_GROUP - digits, -1, -digits):
            upper, lower = 10 ** (place + digits), 10**place
            found.append(f"INT({group}/{lower})-INT({group}/{upper})*{10**digits}")
    return found


def _six(number: str, group: int) -> str:
    """Six digits of a number, the last ones being group 0."""
    above, below = MILLION ** (group + 1), MILLION**group
    shifted = number if below == 1 else f"INT({number}/{below})"
    return f"({shifted}-INT({number}/{above})*{MILLION})"


# Councils in a period


def _headings(digits: int) -> list[str]:
    steps = GROUPS * IN_GROUP // digits
    divided = [heading for step in range(1, steps + 1) for heading in (f"Quotient {step}", f"Rest {step}")]
    return [
        "Up to the end of", "Council", "Order", "Own amount, pence", "Weight", *divided, "Whole pence of the digits",
        "Last digits", "Pence", "Millionths", "Signed: pence", "Millionths", "Rest of the weights", "Own: pence",
        "Millionths", "Millionths together", "Down to the penny", "Millionths over", "Councils with more over",
        "To the penny",
    ]  # fmt: skip


class _Period:
    """The rows of a period: one for each council."""

    def __init__(self, pen: Pen, period_row: int, councils: int, digits: int) -> None:
        self.pen, self.period_row, self.digits = pen, period_row, digits
        self.steps = GROUPS * IN_GROUP // digits
        self.first = pen.row + 1
        self.last = pen.row + councils
        self.after = 5 + 2 * self.steps

    def write(self, period: Period, councils: Councils) -> list[str]:
        rows = zip(councils.names, councils.own, councils.weights, strict=True)
        found = []
        for order, (name, own, weight) in enumerate(rows, 1):
            row = self.pen.row + 1
            formulas = [own, weight, *self._divided(row, councils.together), *self._whole(row, councils.together)]
            self.pen.write(
                period.label, name, order, *(Formula(words) for words in [*formulas, *self._shared(row)]),
                looks=(Look.TEXT, Look.TEXT, Look.WHOLE),
            )  # fmt: skip
            found.append(self.pen.at(self.after + 13, row))
        return found

    def _divided(self, row: int, together: str) -> list[str]:
        """Quotient and rest after each digit. A quotient that a spreadsheet has rounded up is put right."""
        found, rest, weight = [], "0", self.pen.here(4, row)
        for step in range(self.steps):
            taken = f"({rest}*{10**self.digits}+{self.pen.here(FIRST_DIGIT + step, self.period_row)}*{weight})"
            quotient = self.pen.here(5 + 2 * step, row)
            found += [
                f"INT({taken}/{together})-IF(INT({taken}/{together})*{together}>{taken},1,0)",
                f"{taken}-{quotient}*{together}",
            ]
            rest = self.pen.here(6 + 2 * step, row)
        return found

    def _whole(self, row: int, together: str) -> list[str]:
        """The exact amounts as whole pence and millionths of a penny; what is shared has a rest in parts of W."""
        at = [self.pen.here(self.after + place, row) for place in range(14)]
        quotients = [self.pen.here(5 + 2 * step, row) for step in range(self.steps)]
        low = IN_GROUP // self.digits
        rest = self.pen.here(self.after - 1, row)
        shared, part = (self.pen.here(column, self.period_row) for column in (1, 2))
        own = self.pen.here(3, row)
        below = f"SIGN({shared})*SIGN({part})<0"
        over = f"(({own}-INT({own}/{MILLION})*{MILLION})*{part})"
        return [
            _number(quotients[:-low], self.digits),
            _number(quotients[-low:], self.digits),
            f"{at[0]}+INT({at[1]}/{MILLION})",
            f"{at[1]}-INT({at[1]}/{MILLION})*{MILLION}",
            f"IF({below},-{at[2]}-IF({at[3]}+{rest}>0,1,0),{at[2]})",
            f"IF({below},IF({rest}>0,{MILLION - 1}-{at[3]},IF({at[3]}>0,{MILLION}-{at[3]},0)),{at[3]})",
            f"IF(AND({below},{rest}>0),{together}-{rest},{rest})",
            f"INT({own}/{MILLION})*{part}+INT({over}/{MILLION})",
            f"{over}-INT({over}/{MILLION})*{MILLION}",
        ]

    def _shared(self, row: int) -> list[str]:
        """Down to the penny, and the pennies that are over to the largest rests; between equal ones by order."""
        at = [self.pen.here(self.after + place, row) for place in range(14)]
        down, millionths, rests, orders = (
            self.pen.run(column, self.first, self.last)
            for column in (self.after + 10, self.after + 11, self.after + 6, 2)
        )
        return [
            f"{at[5]}+{at[8]}",
            f"{at[4]}+{at[7]}+IF({at[9]}>={MILLION},1,0)",
            f"{at[9]}-IF({at[9]}>={MILLION},{MILLION},0)",
            f"SUMPRODUCT(({millionths}>{at[11]})+({millionths}={at[11]})*({rests}>{at[6]})"
            f"+({millionths}={at[11]})*({rests}={at[6]})*({orders}<{self.pen.here(2, row)}))",
            f"{at[10]}+IF({at[12]}<{self.pen.here(TOTAL, self.period_row)}-SUM({down}),1,0)",
        ]


def _number(cells: Sequence[str], digits: int) -> str:
    """The number that digits make, the last one standing last."""
    return "+".join(f"{cell}*{10 ** (digits * place)}" for place, cell in enumerate(reversed(cells)))

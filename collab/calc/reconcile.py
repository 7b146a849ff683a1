"""A tracker that somebody brings, against ours and against itself. Whole pence; nothing is netted off or mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from collab.calc.tracker import Row, Tracker

COLUMNS = ("proposed", "achieved", "pressures", "net", "net_budget")
# The budget of a council has services in it that save nothing, and are in no row.
ADDED_UP = ("proposed", "achieved", "pressures", "net")
SUM, NET, PERCENT = "sum", "net", "percent"


@dataclass(frozen=True)
class Line:
    """A row as it is brought. Of what it does not say there is no amount; pressures are above nought. `percent` has as
    many decimals as are written."""

    place: str
    service: str
    amounts: Mapping[str, int]
    percent: Decimal | None = None


@dataclass(frozen=True)
class Cell:
    """An amount in the file and in ours; None where one of them says nothing."""

    theirs: int | None
    ours: int | None

    @property
    def difference(self) -> int | None:
        return None if self.theirs is None or self.ours is None else self.theirs - self.ours

    def differs(self, step: int) -> bool:
        """By more than rounding to the nearest `step` pence."""
        return 2 * abs(self.difference or 0) > (step if step > 1 else 0)


@dataclass(frozen=True)
class Pair:
    """A service in both, or in one of them; `cells` are those of COLUMNS of which either says anything."""

    service: str
    theirs: Line | None
    ours: Row | None
    cells: Mapping[str, Cell]

    @property
    def percents(self) -> tuple[Decimal | None, Decimal | None]:
        return self.theirs.percent if self.theirs else None, self.ours.percent if self.ours else None


@dataclass(frozen=True)
class Slip:
    """Where the file does not follow from itself: a total from its rows (`kind` SUM), a net from its parts, or a
    percentage. `reckoned` is what follows. `rounding`: amounts that were rounded may do so."""

    kind: str
    place: str
    service: str
    column: str
    said: int | Decimal
    reckoned: int | Decimal
    rounding: bool


@dataclass(frozen=True)
class Reconciled:
    """`step` is the pence to which the file is rounded. Where it has no total, `total` has the sums of its rows."""

    pairs: tuple[Pair, ...]
    total: Pair
    has_total: bool
    slips: tuple[Slip, ...]
    step: int

    @property
    def only_theirs(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.ours is None)

    @property
    def only_ours(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.theirs is None)

    @property
    def differences(self) -> list[tuple[Pair, str, Cell]]:
        """Every amount in both that is another in ours, the total's among them."""
        return [
            (pair, column, cell)
            for pair in (*self.pairs, self.total)
            for column, cell in pair.cells.items()
            if cell.differs(self.step)
        ]


def reconcile(lines: Sequence[Line], total: Line | None, ours: Tracker, *, step: int) -> Reconciled:
    """`lines` in their order, each service once, then what is in ours alone. Services are the same whatever their
    capitals and spaces."""
    left = {_plain(row.service): row for row in ours.rows}
    pairs = [_pair(line, left.pop(_plain(line.service), None)) for line in lines]
    pairs += [_pair(None, row) for row in left.values()]
    slips = [slip for line in (*lines, *([total] if total else [])) for slip in _of_line(line, step)]
    sums = Line("", "", {column: _sum(lines, column) for column in _said(lines)})
    if total is not None:
        slips += [slip for column in ADDED_UP for slip in _of_sum(lines, total, column, step)]
    return Reconciled(tuple(pairs), _pair(total or sums, ours.total), total is not None, tuple(slips), step)


def follows(line: Line, step: int) -> bool:
    """Whether the percentage is that of the net in the net budget, as far as rounding lets one tell; True where one of
    them is not said."""
    slip = _of_percent(line, step)
    return slip is None or slip.rounding


def _pair(theirs: Line | None, ours: Row | None) -> Pair:
    said: Mapping[str, int] = theirs.amounts if theirs else {}
    kept = {} if ours is None else {
        "proposed": ours.saved.proposed, "achieved": ours.saved.achieved, "pressures": ours.pressures, "net": ours.net,
        **({} if ours.net_budget is None else {"net_budget": ours.net_budget}),
    }  # fmt: skip
    cells = {key: Cell(said.get(key), kept.get(key)) for key in COLUMNS if key in said or key in kept}
    service = theirs.service if theirs else ours.service if ours else ""
    return Pair(service, theirs, ours, cells)


def _of_line(line: Line, step: int) -> list[Slip]:
    found, said = [], line.amounts
    if {"proposed", "achieved", "net"} <= said.keys():
        reckoned = said["proposed"] - said["achieved"] + said.get("pressures", 0)
        terms = 3 + ("pressures" in said)
        if reckoned != said["net"]:
            rounding = _by_rounding(said["net"] - reckoned, terms, step)
            found.append(Slip(NET, line.place, line.service, "net", said["net"], reckoned, rounding))
    percent = _of_percent(line, step)
    return [*found, percent] if percent else found


def _of_percent(line: Line, step: int) -> Slip | None:
    net, budget = line.amounts.get("net"), line.amounts.get("net_budget")
    if line.percent is None or net is None or budget is None or budget <= 0:
        return None
    unit = Decimal(1).scaleb(int(line.percent.as_tuple().exponent))
    reckoned = (Decimal(net) * 100 / Decimal(budget)).quantize(unit, ROUND_HALF_UP) + 0
    if reckoned == line.percent:
        return None
    return Slip(
        PERCENT, line.place, line.service, "percent", line.percent, reckoned, _may_be(line.percent, net, budget, step)
    )


def _may_be(percent: Decimal, net: int, budget: int, step: int) -> bool:
    """Whether amounts that round to these give the percentage."""
    half = Fraction(step, 2) if step > 1 else Fraction(0)
    if budget <= half:
        return False
    ends = [100 * (net + up) / (budget + down) for up in (-half, half) for down in (-half, half)]
    around = Fraction(Decimal(1).scaleb(int(percent.as_tuple().exponent))) / 2
    return min(ends) - around <= Fraction(percent) <= max(ends) + around


def _of_sum(lines: Sequence[Line], total: Line, column: str, step: int) -> list[Slip]:
    said, reckoned = total.amounts.get(column), _sum(lines, column)
    if said is None or said == reckoned or column not in _said(lines):
        return []
    terms = 1 + sum(column in line.amounts for line in lines)
    rounding = _by_rounding(said - reckoned, terms, step)
    return [Slip(SUM, total.place, total.service, column, said, reckoned, rounding)]


def _by_rounding(difference: int, terms: int, step: int) -> bool:
    return step > 1 and 2 * abs(difference) <= terms * step


def _sum(lines: Iterable[Line], column: str) -> int:
    return sum(line.amounts.get(column, 0) for line in lines)


def _said(lines: Iterable[Line]) -> set[str]:
    """What any of the lines says, of what may be added up."""
    return {column for line in lines for column in line.amounts if column in ADDED_UP}


def _plain(service: str) -> str:
    return " ".join(service.split()).casefold()

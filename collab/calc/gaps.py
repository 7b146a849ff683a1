"""What a council still has to find in each year, once its own savings and its share of the joint one are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from collab.calc.years import FinancialYear

Amounts = Mapping[FinancialYear, int]


@dataclass(frozen=True)
class Savings:
    """Cash-releasing savings of one year, in pence. `unconfirmed`: the forecasts of lines of which nothing is
    confirmed; `rest`: what the forecasts of the others say over and above what is confirmed."""

    confirmed: int = 0
    unconfirmed: int = 0
    rest: int = 0

    def to_come(self, *, is_over: bool) -> int:
        """What is forecast and not yet confirmed. Of a year that is over, no more comes of a line that has been
        confirmed."""
        return self.unconfirmed if is_over else self.unconfirmed + self.rest


@dataclass(frozen=True)
class GapYear:
    """One year. `position` is what has to be found by then in all, `increment` what that year adds to it; `typed` says
    whether the year has an amount of its own. `joint` is None where no share of the joint saving is known."""

    year: FinancialYear
    typed: bool
    increment: int
    position: int
    confirmed: int
    to_come: int
    joint: int | None

    @property
    def remaining(self) -> int:
        """What is still to be found; below nought where more is found than has to be."""
        return self.position - self.confirmed - self.to_come - (self.joint or 0)


@dataclass(frozen=True)
class FrontLoading:
    """How much of the last position falls in the first half of the years (the smaller half of an odd number)."""

    first: tuple[FinancialYear, ...]
    years: int
    found: int
    whole: int

    @property
    def part(self) -> Fraction:
        return Fraction(self.found, self.whole)

    @property
    def is_front_loaded(self) -> bool:
        """Whether they have more of it than their number among the years."""
        return self.part > Fraction(len(self.first), self.years)


def gap_years(
    amounts: Amounts,
    *,
    increments: bool,
    savings: Mapping[FinancialYear, Savings],
    joint: Amounts,
    today: FinancialYear,
) -> tuple[GapYear, ...]:
    """Every year from the first typed to the last. `increments` says that the amounts are what each year adds; else
    each is the standing position. A year between them without an amount adds nothing. `today` is the running year."""
    if not amounts:
        return ()
    found, before = [], 0
    for start in range(min(amounts).start, max(amounts).start + 1):
        year = FinancialYear(start)
        typed = amounts.get(year)
        position = before if typed is None else before + typed if increments else typed
        saved = savings.get(year, Savings())
        found.append(
            GapYear(
                year=year,
                typed=typed is not None,
                increment=position - before,
                position=position,
                confirmed=saved.confirmed,
                to_come=saved.to_come(is_over=year < today),
                joint=joint.get(year),
            )
        )
        before = position
    return tuple(found)


def front_loading(years: tuple[GapYear, ...]) -> FrontLoading | None:
    """None where there is one year alone, or nothing that rises to a target."""
    if len(years) < 2 or years[-1].position <= 0:
        return None
    first = years[: len(years) // 2]
    return FrontLoading(tuple(row.year for row in first), len(years), first[-1].position, years[-1].position)

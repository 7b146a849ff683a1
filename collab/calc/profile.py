"""A full-year amount spread over years, and what the years are worth together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from collab.calc.apportion import in_pennies
from collab.calc.costing import rounded
from collab.calc.years import FinancialYear

MONTHS = 12


class OutsideTheYears(ValueError):
    """An amount stands in a year that the appraisal does not reach; the text is a plain sentence."""


@dataclass(frozen=True)
class Payback:
    """The time from the start of the first year until what was spent has come back: years and 0 to 11 months."""

    years: int
    months: int


def phased(phasing: Mapping[FinancialYear, Decimal], years: Sequence[FinancialYear]) -> list[Fraction]:
    """The part of the full-year amount in each of the years.

    A year that is not listed has the part of the last year listed before it, and none before the first.
    """
    parts = []
    for year in years:
        listed = [each for each in phasing if each <= year]
        parts.append(Fraction(phasing[max(listed)]) if listed else Fraction(0))
    return parts


def placed(amounts: Mapping[FinancialYear, int], years: Sequence[FinancialYear]) -> list[int]:
    """The amount of each of the years, none where none is listed. Raises OutsideTheYears."""
    outside = sorted(year for year in amounts if year not in years)
    if outside:
        raise OutsideTheYears(
            f"A one-off cost stands in {outside[0]}, outside the appraisal, which runs from {years[0]} to {years[-1]}."
        )
    return [amounts.get(year, 0) for year in years]


def running(amounts: Sequence[int]) -> list[int]:
    """The total up to each."""
    return list(accumulate(amounts))


def apportioned_yearly(entitlements: Sequence[Fraction], factors: Sequence[Fraction]) -> list[list[int]]:
    """A row of councils' pennies for each year, where year t adds `factors[t]` times what each is entitled to.

    The total up to each year is apportioned, and a year is what it adds to the year before: so every
    run of years from the first adds up to its own rounded total.
    """
    rows = []
    before = [0] * len(entitlements)
    for factor in accumulate(factors):
        upto = in_pennies([entitlement * factor for entitlement in entitlements])
        rows.append([amount - earlier for amount, earlier in zip(upto, before, strict=True)])
        before = upto
    return rows


def npv(net: Sequence[int], rate: Decimal) -> int:
    """Net present value in pence of a row of years, the first of them undiscounted. `rate` is above −1."""
    numerator, denominator = (1 + Fraction(rate)).as_integer_ratio()
    value, scale = 0, 1
    # From the last year back, in whole numbers: what follows is divided once more by 1 + rate.
    for amount in reversed(net):
        value, scale = amount * scale * numerator + value * denominator, scale * numerator
    return rounded(value, scale)


def payback(net: Sequence[int]) -> Payback | None:
    """When the running total is first back at nought or above, having been below; None where it never is.

    No time at all where it never was below. Months are rounded up. Later dips do not count.
    """
    totals = running(net)
    if all(total >= 0 for total in totals):
        return Payback(0, 0)
    for index, (before, total) in enumerate(zip([0, *totals], totals, strict=False)):
        if before < 0 <= total:
            years, months = divmod(-(MONTHS * before // net[index]), MONTHS)
            return Payback(index + years, months)
    return None

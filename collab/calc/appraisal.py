"""What an operating model saves, when, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from collab.calc import apportion, profile
from collab.calc.apportion import CouncilInput as CouncilInput
from collab.calc.apportion import NotApportionable as NotApportionable
from collab.calc.money import plain
from collab.calc.profile import OutsideTheYears as OutsideTheYears
from collab.calc.profile import Payback as Payback
from collab.calc.workings import Working, workings_of
from collab.calc.years import FinancialYear, run_of


@dataclass(frozen=True)
class Inputs:
    """All that an appraisal goes by. Councils stand in the programme's order, which settles ties.

    `phasing` is the part of the full-year saving in each year; a year not listed has that of the last
    one listed before it. `of` is one of `apportion.OF`, `by` one of `apportion.BY`.
    """

    councils: tuple[CouncilInput, ...]
    model_cost_pence: int
    phasing: Mapping[FinancialYear, Decimal]
    one_off_pence: Mapping[FinancialYear, int]
    first_year: FinancialYear
    appraisal_years: int
    discount_rate: Decimal
    of: str
    by: str
    # What of the model's cost is that of posts which it keeps; None where that is not told.
    kept_cost_pence: int | None = None

    def __post_init__(self) -> None:
        if self.of not in apportion.OF:
            raise NotApportionable(f"“{self.of}” cannot be shared: choose one of {', '.join(apportion.OF)}.", "of")
        if self.appraisal_years < 1 or self.discount_rate <= -1:
            raise ValueError("An appraisal has at least one year, and a discount rate above −1.")

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        return run_of(self.first_year, self.appraisal_years)

    @property
    def baseline_pence(self) -> int:
        return sum(council.baseline_cost_pence for council in self.councils)


@dataclass(frozen=True)
class Amounts:
    """An amount of all councils and of each, by slug. The total of a present value is no sum of its parts."""

    total: int
    councils: Mapping[str, int]

    def as_json(self) -> dict[str, str]:
        return {"total": plain(self.total)} | {slug: plain(pence) for slug, pence in self.councils.items()}


@dataclass(frozen=True)
class Year:
    """A year of the appraisal; `phasing` is its part of the full-year saving."""

    year: FinancialYear
    phasing: Fraction
    saving: Amounts
    one_off_cost: Amounts
    net: Amounts


@dataclass(frozen=True)
class Appraisal:
    """The figures of one model under one way of sharing. Amounts below nought are as they come, never clamped.

    `weights` and `entitlements` are exact: each council's part of the whole, and what it is due in a full year.
    """

    inputs: Inputs
    weights: tuple[Fraction, ...]
    entitlements: tuple[Fraction, ...]
    baseline_cost: Amounts
    gross_saving: Amounts
    years: tuple[Year, ...]
    npv: Amounts
    payback: Payback | None
    warnings: tuple[str, ...]

    @property
    def model_cost(self) -> int:
        return self.inputs.model_cost_pence

    @property
    def one_off_total(self) -> int:
        return sum(year.one_off_cost.total for year in self.years)

    @property
    def cumulative_net(self) -> tuple[Amounts, ...]:
        """The net of each year and all before it."""
        totals = profile.running([year.net.total for year in self.years])
        rows = {slug: profile.running([year.net.councils[slug] for year in self.years]) for slug in self._slugs}
        return tuple(
            Amounts(total, {slug: row[index] for slug, row in rows.items()}) for index, total in enumerate(totals)
        )

    @property
    def worse_off(self) -> dict[str, tuple[FinancialYear, ...]]:
        """The years in which a council pays more than it saves; councils without such a year are left out."""
        found = {slug: tuple(year.year for year in self.years if year.net.councils[slug] < 0) for slug in self._slugs}
        return {slug: years for slug, years in found.items() if years}

    @property
    def worse_off_by_the_end(self) -> tuple[str, ...]:
        """The councils that have paid more than they saved when the last year is over."""
        return tuple(slug for slug, net in self.cumulative_net[-1].councils.items() if net < 0)

    @property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(council.slug for council in self.inputs.councils)

    @cached_property
    def workings(self) -> dict[str, Working]:
        """How each figure came about, by a key such as "npv.total" or "saving.2014/15.darlington"."""
        return workings_of(self)

    def as_json(self, programme: str, model: str) -> dict[str, Any]:
        """The answer of command and API: amounts are text in pounds, councils stand by slug."""
        return {
            "programme": programme,
            "model": model,
            "of": self.inputs.of,
            "by": self.inputs.by,
            "baseline_cost": self.baseline_cost.as_json(),
            "model_cost": plain(self.model_cost),
            "gross_saving": self.gross_saving.as_json(),
            "years": [
                {
                    "year": str(year.year),
                    "saving": year.saving.as_json(),
                    "one_off_cost": year.one_off_cost.as_json(),
                    "net": year.net.as_json(),
                }
                for year in self.years
            ],
            "npv": self.npv.as_json(),
            "payback": self.payback and {"years": self.payback.years, "months": self.payback.months},
        }


def appraise(inputs: Inputs) -> Appraisal:
    """The appraisal. Raises NotApportionable and OutsideTheYears, whose text is a plain sentence."""
    weights = apportion.weights(inputs.by, inputs.councils)
    entitlements = _entitled(inputs, weights)
    years = _years(inputs, weights, entitlements)
    return Appraisal(
        inputs=inputs,
        weights=weights,
        entitlements=entitlements,
        baseline_cost=_amounts(inputs, [council.baseline_cost_pence for council in inputs.councils]),
        gross_saving=_amounts(inputs, apportion.in_pennies(entitlements)),
        years=years,
        npv=_npv(inputs, years),
        payback=profile.payback([year.net.total for year in years]),
        warnings=apportion.warnings(inputs.by, inputs.councils),
    )


def _entitled(inputs: Inputs, weights: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """What exactly each council is entitled to of the full-year saving; it adds up to the saving, whichever way."""
    if inputs.of == "saving":
        gross = inputs.baseline_pence - inputs.model_cost_pence
        return tuple(gross * weight for weight in weights)
    return tuple(
        council.baseline_cost_pence - inputs.model_cost_pence * weight
        for council, weight in zip(inputs.councils, weights, strict=True)
    )


def _years(inputs: Inputs, weights: tuple[Fraction, ...], entitlements: tuple[Fraction, ...]) -> tuple[Year, ...]:
    parts = profile.phased(inputs.phasing, inputs.years)
    costs = profile.placed(inputs.one_off_pence, inputs.years)
    savings = profile.apportioned_yearly(entitlements, parts)
    shares_of_cost = profile.apportioned_yearly(weights, [Fraction(cost) for cost in costs])
    return tuple(
        Year(
            year=year,
            phasing=part,
            saving=_amounts(inputs, saving),
            one_off_cost=_amounts(inputs, cost),
            net=_amounts(inputs, [gained - paid for gained, paid in zip(saving, cost, strict=True)]),
        )
        for year, part, saving, cost in zip(inputs.years, parts, savings, shares_of_cost, strict=True)
    )


def _amounts(inputs: Inputs, pence: list[int]) -> Amounts:
    """The councils' amounts with their sum."""
    return Amounts(sum(pence), {council.slug: each for council, each in zip(inputs.councils, pence, strict=True)})


def _npv(inputs: Inputs, years: tuple[Year, ...]) -> Amounts:
    """Worked out of the totals, and again of each council's own amounts."""
    own = {council.slug: [year.net.councils[council.slug] for year in years] for council in inputs.councils}
    return Amounts(
        profile.npv([year.net.total for year in years], inputs.discount_rate),
        {slug: profile.npv(net, inputs.discount_rate) for slug, net in own.items()},
    )

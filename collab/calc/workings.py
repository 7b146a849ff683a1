"""How each figure of an appraisal came about, in words and figures that page, paper and API print alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from collab.calc import profile
from collab.calc.apportion import WORDS, CouncilInput
from collab.calc.money import exactly, in_figures, to_the_penny

if TYPE_CHECKING:
    from collab.calc.appraisal import Amounts, Appraisal, Year

TOTAL = "total"
# Weights that are amounts of money, and are printed so.
BASELINE = "baseline_cost"
IN_POUNDS = (BASELINE, "net_revenue_budget")
ALL = "all councils together"
COST_OF_A_POST = "A post costs its salary × FTE × (1 + on-cost rate)."
NOT_ROUNDED = "Nothing is rounded: whole pennies are added and taken away."
EACH_POST = "The cost of each post is rounded to the penny, a half away from nought; then the costs are added up."
EACH_TOTAL = "The total to each year is rounded once, to the penny."
LARGEST_REMAINDER = (
    "Each council’s exact amount is taken down to the penny; the pennies that are over go, one each, to the largest "
    "fractions of a penny, and between equal ones to the council that comes first in the programme."
)


@dataclass(frozen=True)
class Figure:
    """Something that went into a figure, as it is printed; `key` leads to its own working where it has one."""

    label: str
    printed: str
    key: str = ""


@dataclass(frozen=True)
class Working:
    """One figure: what it is, the rule in words, what went in, how it was rounded, and what came out, as printed."""

    label: str
    rule: str
    inputs: tuple[Figure, ...]
    rounding: str
    result: str


def workings_of(appraisal: "Appraisal") -> dict[str, Working]:
    """A working for each figure, in the order in which they build on one another."""
    found: dict[str, Working] = {}
    for whose in [TOTAL, *(council.slug for council in appraisal.inputs.councils)]:
        found |= _WorkingsOf(appraisal, whose).all()
    return found | {"model_cost": _model_cost(appraisal), "payback": _payback(appraisal)}


def _model_cost(appraisal: "Appraisal") -> Working:
    kept, every = appraisal.inputs.kept_cost_pence, appraisal.model_cost
    parts = [] if kept is None else [("New posts", every - kept), ("Posts that it keeps from the councils", kept)]
    return Working(
        label="Cost of the model, full year",
        rule=f"The costs of the model’s posts added up. {COST_OF_A_POST}",
        inputs=tuple(Figure(label, to_the_penny(pence)) for label, pence in parts),
        rounding=EACH_POST,
        result=to_the_penny(every),
    )


def _payback(appraisal: "Appraisal") -> Working:
    totals = profile.running([year.net.total for year in appraisal.years])
    return Working(
        label="Payback of all councils together",
        rule=(
            "From the start of the first year: whole years before the year in which the running total of the net first "
            "returns to nought or above, and 12 × what was missing ÷ that year’s net in months. "
            "No time where the running total is never below nought; never, where it does not return."
        ),
        inputs=tuple(
            Figure(f"Net of all years to the end of {year.year}", to_the_penny(total), f"net.{year.year}.{TOTAL}")
            for year, total in zip(appraisal.years, totals, strict=True)
        ),
        rounding="Months are rounded up; 12 months are one more year.",
        result=in_words(appraisal),
    )


def in_words(appraisal: "Appraisal") -> str:
    """The payback as it is printed."""
    time = appraisal.payback
    if time is None:
        return "not within the years appraised"
    if not time.years and not time.months:
        # The year's saving met its cost, or there was none.
        return "repaid within the year in which it is spent" if appraisal.one_off_total else "nothing to repay"
    parts = [(time.years, "year"), (time.months, "month")]
    return " and ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts if number)


class _WorkingsOf:
    """The workings of the amounts of one council, or of all together (`TOTAL`)."""

    def __init__(self, appraisal: "Appraisal", whose: str) -> None:
        self.appraisal = appraisal
        self.whose = whose
        self.index = next((i for i, each in enumerate(appraisal.inputs.councils) if each.slug == whose), None)
        self.name = ALL if self.index is None else appraisal.inputs.councils[self.index].name

    def all(self) -> dict[str, Working]:
        found = {f"baseline_cost.{self.whose}": self.baseline(), f"gross_saving.{self.whose}": self.gross()}
        for number, year in enumerate(self.appraisal.years, 1):
            found |= {
                f"saving.{year.year}.{self.whose}": self.saving(self.appraisal.years[:number]),
                f"one_off_cost.{year.year}.{self.whose}": self.one_off(self.appraisal.years[:number]),
                f"net.{year.year}.{self.whose}": self.net(year),
            }
        return found | {f"npv.{self.whose}": self.npv()}

    def own(self, amounts: "Amounts") -> int:
        return amounts.total if self.index is None else amounts.councils[self.whose]

    def baseline(self) -> Working:
        return Working(
            label=f"Baseline cost of {self.name}",
            rule="The baselines of the councils added up."
            if self.index is None
            else f"The costs of the posts in scope of the latest validated baseline added up. {COST_OF_A_POST}",
            inputs=tuple(map(_baseline, self.appraisal.inputs.councils)) if self.index is None else (),
            rounding=NOT_ROUNDED if self.index is None else EACH_POST,
            result=to_the_penny(self.own(self.appraisal.baseline_cost)),
        )

    def gross(self) -> Working:
        inputs = self.appraisal.inputs
        model = Figure("Cost of the model", to_the_penny(self.appraisal.model_cost), "model_cost")
        together = Figure(f"Baseline cost of {ALL}", to_the_penny(inputs.baseline_pence), f"baseline_cost.{TOTAL}")
        saved = Figure(f"Gross saving of {ALL}", to_the_penny(inputs.baseline_pence - self.appraisal.model_cost))
        if self.index is None:
            rule, figures = "Baseline cost − cost of the model.", [together, model]
        elif inputs.of == "saving":
            rule = "The gross saving of all councils together × the council’s weight ÷ the weights of all."
            figures = [replace(saved, key=f"gross_saving.{TOTAL}"), *self.weighing(self.index)]
        else:
            rule = "The council’s own baseline cost − cost of the model × the council’s weight ÷ the weights of all."
            figures = [_baseline(inputs.councils[self.index]), model, *self.weighing(self.index)]
        return Working(
            label=f"Gross saving of {self.name}, full year",
            rule=rule,
            inputs=tuple(figures),
            rounding=NOT_ROUNDED if self.index is None else LARGEST_REMAINDER,
            result=to_the_penny(self.own(self.appraisal.gross_saving)),
        )

    def weighing(self, index: int) -> Iterator[Figure]:
        """The council's weight, what it is a part of, and what comes of it before rounding."""
        inputs = self.appraisal.inputs
        every = [council.weight(inputs.by) or Fraction(0) for council in inputs.councils]
        own, of_all = (f"{BASELINE}.{self.whose}", f"{BASELINE}.{TOTAL}") if inputs.by == BASELINE else ("", "")
        yield Figure(f"Weight of {self.name} ({WORDS[inputs.by]})", _weighed(inputs.by, every[index]), own)
        yield Figure("Weights of all councils", _weighed(inputs.by, sum(every, Fraction(0))), of_all)
        yield Figure("Before rounding", exactly(self.entitlement))

    @property
    def entitlement(self) -> Fraction:
        """What exactly is due in a full year."""
        if self.index is None:
            return Fraction(self.appraisal.gross_saving.total)
        return self.appraisal.entitlements[self.index]

    def saving(self, years: "Sequence[Year]") -> Working:
        """Of the last of the years."""
        year, added = years[-1], sum((each.phasing for each in years), Fraction(0))
        return Working(
            label=f"Saving of {self.name} in {year.year}",
            rule="The full-year saving × the parts of all years to this one, less the same to the year before.",
            inputs=(
                Figure("Full-year saving before rounding", exactly(self.entitlement), f"gross_saving.{self.whose}"),
                Figure(f"Part of the full year in {year.year}", in_figures(year.phasing)),
                Figure(f"Parts of all years to {year.year}", in_figures(added)),
                Figure(f"All years to {year.year} before rounding", exactly(self.entitlement * added)),
                *_cumulative(year, [self.own(each.saving) for each in years]),
            ),
            rounding=EACH_TOTAL if self.index is None else LARGEST_REMAINDER,
            result=to_the_penny(self.own(year.saving)),
        )

    def one_off(self, years: "Sequence[Year]") -> Working:
        """Of the last of the years."""
        year = years[-1]
        label, result = f"One-off cost of {self.name} in {year.year}", to_the_penny(self.own(year.one_off_cost))
        if self.index is None:
            return Working(label, "As the model states it.", (), NOT_ROUNDED, result)
        added = sum(each.one_off_cost.total for each in years)
        return Working(
            label=label,
            rule="The one-off costs of all years to this one × the council’s weight ÷ the weights of all, "
            "less the same to the year before.",
            inputs=(
                Figure(f"One-off costs of {ALL} to {year.year}", to_the_penny(added)),
                Figure("Weight ÷ weights of all", in_figures(self.appraisal.weights[self.index])),
                Figure("Before rounding", exactly(added * self.appraisal.weights[self.index])),
                *_cumulative(year, [self.own(each.one_off_cost) for each in years]),
            ),
            rounding=LARGEST_REMAINDER,
            result=result,
        )

    def net(self, year: "Year") -> Working:
        saving, cost = to_the_penny(self.own(year.saving)), to_the_penny(self.own(year.one_off_cost))
        return Working(
            label=f"Net of {self.name} in {year.year}",
            rule="Saving − one-off cost.",
            inputs=(
                Figure(f"Saving in {year.year}", saving, f"saving.{year.year}.{self.whose}"),
                Figure(f"One-off cost in {year.year}", cost, f"one_off_cost.{year.year}.{self.whose}"),
            ),
            rounding=NOT_ROUNDED,
            result=to_the_penny(self.own(year.net)),
        )

    def npv(self) -> Working:
        rate = in_figures(100 * Fraction(self.appraisal.inputs.discount_rate))
        years = self.appraisal.years
        return Working(
            label=f"Net present value of {self.name}",
            rule="Each year’s net ÷ (1 + discount rate) to the power of the years since the first, added up. "
            "Each council’s is worked out of its own years, so they need not add up to that of all.",
            inputs=(
                Figure("Discount rate", f"{rate}% a year"),
                *(
                    Figure(f"Net in {each.year}", to_the_penny(self.own(each.net)), f"net.{each.year}.{self.whose}")
                    for each in years
                ),
            ),
            rounding="Rounded once, at the end, to the penny.",
            result=to_the_penny(self.own(self.appraisal.npv)),
        )


def _baseline(council: CouncilInput) -> Figure:
    pence = council.baseline_cost_pence
    return Figure(f"Baseline cost of {council.name}", to_the_penny(pence), f"baseline_cost.{council.slug}")


def _weighed(by: str, weight: Fraction) -> str:
    return exactly(weight) if by in IN_POUNDS else in_figures(weight)


def _cumulative(year: "Year", amounts: Sequence[int]) -> Iterator[Figure]:
    """What all years to this one come to, and what those before it came to."""
    yield Figure(f"All years to {year.year}", to_the_penny(sum(amounts)))
    yield Figure("All years before", to_the_penny(sum(amounts[:-1])))

"""How each figure of a reassessment came about, as the workings of an appraisal say it of theirs."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from collab.calc.apportion import WORDS
from collab.calc.money import exactly, in_figures, to_the_penny
from collab.calc.workings import ALL, LARGEST_REMAINDER, NOT_ROUNDED, TOTAL, Figure, Working

if TYPE_CHECKING:
    from collab.calc.reassess import Effect, Reassessment, Year

PART_OF_A_POST = (
    "What a line takes of a post is its cost × the FTE taken ÷ the post’s FTE, where the lines on one post are added "
    "up in the order of the plan and never come to more than the post."
)
EACH_PART = "The part that is taken of a post is rounded to the penny, a half away from nought; then they are added up."
EACH_YEAR = f"Each year is rounded on its own. {LARGEST_REMAINDER}"


def workings_of(found: "Reassessment", told: Collection[str] | None = None) -> dict[str, Working]:
    """A working for each figure, by a key such as "erosion.2014/15.darlington", in the order in which they build on one
    another. `told`: the councils whose lines and posts are named; None for all."""
    slugs = [council.slug for council in found.inputs.councils]
    workings = {"as_validated": _as_validated(found)}
    for at in range(len(found.years)):
        of_year = _OfYear(found, at, told)
        workings |= {f"erosion.{of_year.year.year}.{whose}": of_year.erosion(whose) for whose in (*slugs, TOTAL)}
        workings |= {
            f"model_cost.{of_year.year.year}": of_year.model_cost(),
            f"reassessed.{of_year.year.year}": of_year.reassessed(),
        }
        for number, slug in enumerate(slugs):
            workings |= {
                f"share.{of_year.year.year}.{slug}": of_year.share(number),
                f"phased.{of_year.year.year}.{slug}": of_year.phased(number),
            }
        workings |= {f"phased.{of_year.year.year}.{TOTAL}": of_year.phased(None)}
    return workings


def _as_validated(found: "Reassessment") -> Working:
    return Working(
        label=f"Joint saving of {ALL} as validated, full year",
        rule="Baseline cost − cost of the model.",
        inputs=(
            Figure(f"Baseline cost of {ALL}", to_the_penny(found.inputs.baseline_pence)),
            Figure("Cost of the model", to_the_penny(found.inputs.model_cost_pence)),
        ),
        rounding=NOT_ROUNDED,
        result=to_the_penny(found.as_validated),
    )


class _OfYear:
    """The workings of one year."""

    def __init__(self, found: "Reassessment", at: int, told: Collection[str] | None) -> None:
        self.found = found
        self.at = at
        self.told = told
        self.year: Year = found.years[at]
        self.names = {council.slug: council.name for council in found.inputs.councils}

    def tells(self, effect: "Effect") -> bool:
        return self.told is None or effect.claim.council in self.told

    def erosion(self, whose: str) -> Working:
        own = self.year.erosion
        if whose == TOTAL:
            name, rule, rounding = ALL, "The erosion of the councils added up.", NOT_ROUNDED
            inputs = tuple(
                Figure(f"Erosion of {name}", to_the_penny(own.councils[slug]), f"erosion.{self.year.year}.{slug}")
                for slug, name in self.names.items()
            )
        else:
            name, rule, rounding = (
                self.names[whose],
                f"What its lines take of posts in scope. {PART_OF_A_POST}",
                EACH_PART,
            )
            inputs = tuple(self.taken(whose))
        return Working(
            label=f"Erosion of the baseline of {name} in {self.year.year}",
            rule=rule,
            inputs=inputs,
            rounding=rounding,
            result=to_the_penny(own.total if whose == TOTAL else own.councils[whose]),
        )

    def taken(self, council: str) -> Iterator[Figure]:
        """Line by line and post by post, to whom that is told."""
        for effect in self.found.effects:
            if effect.claim.council == council and effect.removed[self.at] and self.tells(effect):
                yield Figure(_named(effect), to_the_penny(effect.removed[self.at]))

    def model_cost(self) -> Working:
        spared = self.found.inputs.model_cost_pence - self.year.model_cost
        return Working(
            label=f"Cost of the model as it stands in {self.year.year}",
            rule="The cost of the model − the same part of each post that it keeps as lines take of it: its own cost "
            "in the model × the FTE taken ÷ the post’s FTE.",
            inputs=(
                Figure("Cost of the model as validated", to_the_penny(self.found.inputs.model_cost_pence)),
                Figure("Taken of the posts that it keeps", to_the_penny(spared)),
                *(
                    Figure(f"of which {_named(effect)}", to_the_penny(effect.spared[self.at]))
                    for effect in self.found.effects
                    if effect.spared[self.at] and self.tells(effect)
                ),
            ),
            rounding=EACH_PART,
            result=to_the_penny(self.year.model_cost),
        )

    def reassessed(self) -> Working:
        year = self.year
        return Working(
            label=f"Joint saving of {ALL} as it stands in {year.year}, full year",
            rule="Baseline cost − erosion − cost of the model as it stands. Phasing does not apply.",
            inputs=(
                Figure(f"Baseline cost of {ALL} as validated", to_the_penny(self.found.inputs.baseline_pence)),
                Figure(f"Erosion of {ALL}", to_the_penny(year.erosion.total), f"erosion.{year.year}.{TOTAL}"),
                Figure("Cost of the model as it stands", to_the_penny(year.model_cost), f"model_cost.{year.year}"),
            ),
            rounding=NOT_ROUNDED,
            result=to_the_penny(year.reassessed),
        )

    def share(self, number: int) -> Working:
        inputs, year = self.found.inputs, self.year
        council = inputs.councils[number]
        weight = Figure(
            f"Weight ÷ weights of all as validated ({WORDS[inputs.by]})", in_figures(self.found.weights[number])
        )
        exact = Figure("Before rounding", exactly(year.entitlements[number]))
        if inputs.of == "saving":
            rule = "The joint saving as it stands × the council’s weight ÷ the weights of all."
            saved = Figure(f"Joint saving of {ALL}", to_the_penny(year.reassessed), f"reassessed.{year.year}")
            figures: tuple[Figure, ...] = (saved, weight, exact)
        else:
            rule = (
                "The council’s own baseline cost − its erosion − cost of the model as it stands × the council’s "
                "weight ÷ the weights of all."
            )
            own = year.erosion.councils[council.slug]
            figures = (
                Figure(f"Baseline cost of {council.name} as validated", to_the_penny(council.baseline_cost_pence)),
                Figure(f"Erosion of {council.name}", to_the_penny(own), f"erosion.{year.year}.{council.slug}"),
                Figure("Cost of the model as it stands", to_the_penny(year.model_cost), f"model_cost.{year.year}"),
                weight,
                exact,
            )
        return Working(
            label=f"Share of {council.name} as the joint saving stands in {year.year}, full year",
            rule=rule,
            inputs=figures,
            rounding=EACH_YEAR,
            result=to_the_penny(year.shares[council.slug]),
        )

    def phased(self, number: int | None) -> Working:
        """Of one council, or of all together."""
        year = self.year
        if number is None:
            name, whole, result = ALL, sum(year.entitlements, Fraction(0)), year.phased.total
            key = f"reassessed.{year.year}"
        else:
            council = self.found.inputs.councils[number]
            name, whole, result = council.name, year.entitlements[number], year.phased.councils[council.slug]
            key = f"share.{year.year}.{council.slug}"
        return Working(
            label=f"What of it {name} has in {year.year} itself",
            rule="The full year before rounding × the part of the full year that the model’s phasing has in the year.",
            inputs=(
                Figure("Full year before rounding", exactly(whole), key),
                Figure(f"Part of the full year in {year.year}", in_figures(year.phasing)),
                Figure("Before rounding", exactly(whole * year.phasing)),
            ),
            rounding="The total is rounded once, to the penny." if number is None else EACH_YEAR,
            result=to_the_penny(result),
        )


def _named(effect: "Effect") -> str:
    return f"{effect.claim.line}, post {effect.claim.post}"

"""The appraisal of one model: its sentence, its headline figures, its amounts to the penny, and their workings."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from collab.calc.appraisal import Amounts, Appraisal, Year
from collab.calc.money import in_figures, to_the_penny, whole_pounds
from collab.calc.workings import TOTAL, Figure, Working
from collab.calc.workings import in_words as payback_in_words
from programme.models import ProgrammeCouncil
from savings.presenters.words import in_years, plural, rate, repaid
from savings.queries import Appraised, Case

MATTERS = (("saving", "Saving"), ("one_off_cost", "One-off cost"), ("net", "Net"))


@dataclass(frozen=True)
class Head:
    """A headline figure, half a sentence on it, and the working that it leads to."""

    label: str
    amount: str
    words: str
    at: str


@dataclass(frozen=True)
class CouncilRow:
    """A council's full year in text; the total has no part. `at` leads to the workings of its amounts."""

    part: ProgrammeCouncil | None
    slug: str
    baseline: str
    saving: str
    once: str
    npv: str
    worse_off: str


@dataclass(frozen=True)
class YearRow:
    year: str
    phasing: str
    saving: str
    once: str
    net: str
    so_far: str
    at: str


@dataclass(frozen=True)
class Matter:
    """One kind of amount, of every council in every year."""

    heading: str
    rows: list[tuple[ProgrammeCouncil | None, list[str]]]


@dataclass(frozen=True)
class ShownWorking:
    """`inputs` are label, amount, the place of the amount's own working ("" where it has none), and whose workings
    that place is among, where they are somebody else's."""

    at: str
    working: Working
    inputs: list[tuple[str, str, str, str]]


def place_of(key: str) -> str:
    """Where the working of a figure stands on the page."""
    return "working-" + re.sub(r"[^a-z0-9]+", "-", key.lower())


def appraisal_headline(row: Appraised) -> str:
    saving = row.total.gross_saving.total
    if saving <= 0:
        more = f"costs {whole_pounds(-saving)} a year more than today" if saving else "costs as much as today"
        return f"Model {row.case.model.code} {more}."
    return f"Model {row.case.model.code} saves {whole_pounds(saving)} a year and {repaid(row.total)}."


def present_heads(row: Appraised) -> list[Head]:
    found = row.total
    inputs = found.inputs
    paid = [year.year for year in found.years if year.one_off_cost.total]
    return [
        Head(
            "Gross saving", whole_pounds(found.gross_saving.total),
            f"a year, of {whole_pounds(found.baseline_cost.total)} today", place_of(f"gross_saving.{TOTAL}"),
        ),
        Head(
            "Cost to achieve", whole_pounds(found.one_off_total),
            f"once, in {in_years(paid)}" if paid else "no one-off cost is entered", place_of(f"npv.{TOTAL}"),
        ),
        Head(
            "Net present value", whole_pounds(found.npv.total),
            f"{plural(inputs.appraisal_years, 'year')} from {inputs.first_year} at {rate(inputs.discount_rate)}",
            place_of(f"npv.{TOTAL}"),
        ),
        Head("Payback", payback_in_words(found), "from the start of the first year", place_of("payback")),
    ]  # fmt: skip


def present_councils(case: Case, found: Appraisal) -> list[CouncilRow]:
    rows = [_council(found, row.part, row.council.slug) for row in case.councils]
    return [*rows, _council(found, None, TOTAL)]


def _of(whose: str) -> Callable[[Amounts], int]:
    return lambda amounts: amounts.total if whose == TOTAL else amounts.councils[whose]


def _council(found: Appraisal, part: ProgrammeCouncil | None, whose: str) -> CouncilRow:
    own = _of(whose)
    return CouncilRow(
        part=part,
        slug=whose,
        baseline=to_the_penny(own(found.baseline_cost)),
        saving=to_the_penny(own(found.gross_saving)),
        once=to_the_penny(sum(own(year.one_off_cost) for year in found.years)),
        npv=to_the_penny(own(found.npv)),
        worse_off=in_years([year.year for year in found.years if own(year.net) < 0]) or "none",
    )


def present_appraised_years(found: Appraisal) -> list[YearRow]:
    return [
        YearRow(
            year=str(year.year),
            phasing=f"{in_figures(100 * year.phasing)}%",
            saving=to_the_penny(year.saving.total),
            once=to_the_penny(year.one_off_cost.total),
            net=to_the_penny(year.net.total),
            so_far=to_the_penny(so_far.total),
            at=place_of(f"saving.{year.year}.{TOTAL}"),
        )
        for year, so_far in zip(found.years, found.cumulative_net, strict=True)
    ]


def present_matters(case: Case, found: Appraisal) -> list[Matter]:
    """Saving, one-off cost and net, of every council in every year."""
    whose: list[tuple[ProgrammeCouncil | None, str]] = [(row.part, row.council.slug) for row in case.councils]
    return [
        Matter(
            heading,
            [
                (part, [to_the_penny(_of(slug)(_amounts(year, kind))) for year in found.years])
                for part, slug in [*whose, (None, TOTAL)]
            ],
        )
        for kind, heading in MATTERS
    ]


def _amounts(year: Year, kind: str) -> Amounts:
    return {"saving": year.saving, "one_off_cost": year.one_off_cost, "net": year.net}[kind]


def present_workings(found: Appraisal, whose: str) -> list[ShownWorking]:
    """Of the amounts of one council, or of all together (with what is nobody's: the model's cost, the payback)."""
    own = {"model_cost", "payback"} if whose == TOTAL else set()
    return [
        ShownWorking(place_of(key), working, [_input(figure, whose) for figure in working.inputs])
        for key, working in found.workings.items()
        if key in own or key.rpartition(".")[2] == whose
    ]


def _input(figure: Figure, whose: str) -> tuple[str, str, str, str]:
    if not figure.key:
        return figure.label, figure.printed, "", ""
    theirs = TOTAL if "." not in figure.key else figure.key.rpartition(".")[2]
    return figure.label, figure.printed, place_of(figure.key), "" if theirs == whose else theirs

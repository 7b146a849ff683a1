"""What each council would have of a saving: in the way that is chosen, and in every other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collab.calc.appraisal import Appraisal
from collab.calc.money import in_whole_pounds_adds_up as adds_up
from collab.calc.money import whole_pounds
from programme.models import ProgrammeCouncil
from savings import charts
from savings.presenters.comparison import Picture, drawn
from savings.presenters.words import METHODS, ROUNDED
from savings.queries import Appraised, Case, ModelCase

UNKNOWN = "not known"


@dataclass(frozen=True)
class ShareRow:
    """A council with an amount to each column; the total has no part."""

    part: ProgrammeCouncil | None
    cells: list[str]


def present_shares(case: Case, rows: list[Appraised]) -> list[ShareRow]:
    """Each council's part of the full-year saving, model by model, and what the parts add up to."""
    found = [
        ShareRow(council.part, [_share(row.shared, council.council.slug) for row in rows]) for council in case.councils
    ]
    return [*found, ShareRow(None, [whole_pounds(row.total.gross_saving.total) for row in rows])]


def rounding_of(appraisals: Iterable[Appraisal | None]) -> str:
    """What to say where some column's whole pounds do not add up to its total; empty where all of them do."""
    gross = [appraisal.gross_saving for appraisal in appraisals if appraisal]
    return "" if all(adds_up(list(each.councils.values()), each.total) for each in gross) else ROUNDED


def _share(appraisal: Appraisal | None, slug: str) -> str:
    return whole_pounds(appraisal.gross_saving.councils[slug]) if appraisal else UNKNOWN


@dataclass(frozen=True)
class Methods:
    """One model, shared in every way: a row to each council, a column to each method. `unknown` says what is missing,
    `chosen` is the heading of the way that is chosen."""

    model: ModelCase
    of: str
    headings: list[str]
    chosen: str
    rows: list[ShareRow]
    unknown: list[str]
    rounding: str
    picture: Picture | None


def present_methods(
    case: Case, model: ModelCase, ways: Mapping[str, Appraisal | str], *, of: str, chosen: str
) -> Methods:
    known = {by: way for by, way in ways.items() if isinstance(way, Appraisal)}
    rows = [
        ShareRow(council.part, [_share(known.get(by), council.council.slug) for by in ways])
        for council in case.councils
    ]
    total = [whole_pounds(known[by].gross_saving.total) if by in known else UNKNOWN for by in ways]
    return Methods(
        model=model,
        of=of,
        headings=[METHODS[by] for by in ways],
        chosen=METHODS.get(chosen, ""),
        rows=[*rows, ShareRow(None, total)],
        unknown=[way for way in ways.values() if isinstance(way, str)],
        rounding=rounding_of(known.values()),
        picture=_spread(case, model, known, chosen) if len(known) > 1 else None,
    )


def _spread(case: Case, model: ModelCase, known: Mapping[str, Appraisal], chosen: str) -> Picture:
    """How far each council's share depends on the method."""

    def amounts(slug: str, methods: list[str]) -> tuple[int, ...]:
        return tuple(known[by].gross_saving.councils[slug] for by in methods)

    others = [by for by in known if by != chosen]
    spreads = [
        charts.Spread(
            row.council.short_name,
            amounts(row.council.slug, [chosen])[0] if chosen in known else None,
            amounts(row.council.slug, others),
        )
        for row in case.councils
    ]
    widest = max(spreads, key=lambda row: max(row.every) - min(row.every))
    title = (
        f"{widest.council}’s share depends most on the method: "
        f"from {whole_pounds(min(widest.every))} to {whole_pounds(max(widest.every))} a year"
    )
    filled = f"Filled: by {METHODS[chosen].lower()}, as chosen. Open: the other methods." if chosen in known else ""
    note = f"Model {model.model.code}, full-year saving. {filled or 'A ring to each method.'}"
    said = "; ".join(
        f"{row.council} {whole_pounds(min(row.every))} to {whole_pounds(max(row.every))}" for row in spreads
    )
    return drawn(
        (charts.wide_spread, charts.narrow_spread, charts.text_spread), spreads, title=title, note=note,
        description=f"A line to each council, from its lowest share to its highest: {said}.",
    )  # fmt: skip

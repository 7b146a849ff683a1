"""One council's savings plan in words and tables."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collab.calc.money import pounds, to_the_penny
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Council
from savings.models import SavingsLine
from savings.presenters.line_words import amount, rating_of, seen, status_of
from savings.presenters.words import left_out, unforecast
from savings.queries import LineSight
from savings.queries.asking import Asked
from savings.queries.lines import AMOUNTS, PlanYear
from savings.queries.plans import YearSums

ROUNDED = "Amounts of single lines are shown to the nearest £5,000; the sums of the council are to the penny."
GROSS = "Gross of what they cost to achieve, at the prices of their year."


@dataclass(frozen=True)
class PlanPage:
    """`heads` are headline figures, each as (label, amount, half a sentence); `beside` what counts for the council's
    own people alone; `total` what is shown adds up to."""

    headline: str
    scope: str
    year: str
    chosen: int
    years: list[tuple[int, str]]
    heads: list[tuple[str, str, str]]
    beside: list[str]
    total: list[str]
    lines: int


@dataclass(frozen=True)
class LineRow:
    """`asked` says until when the update of the quarter is wanted, where that was asked of the lines."""

    line: SavingsLine
    status: str
    shape: str
    rating: str
    amounts: list[tuple[str, str]]
    files: int
    asked: str = ""


def present_plan(
    council: Council, years: Mapping[int, PlanYear], year: int, *, on: datetime.date, sight: LineSight, sums: YearSums
) -> PlanPage:
    """`sums` is of the lines that are shown."""
    found, named = years.get(year, PlanYear()), FinancialYear(year)
    released, over = found.released, named.last_day < on
    return PlanPage(
        _headline(council, released, named, over=over), _scope(on), str(named), year,
        [(start, str(FinancialYear(start))) for start in years], _heads(released, named, sight, over=over),
        _beside(found, named) if sight == LineSight.OWN else _other(found, named),
        [to_the_penny(pence) for pence in (sums.planned_pence, sums.forecast_pence, sums.actual_pence)], sums.lines,
    )  # fmt: skip


def _headline(council: Council, sums: YearSums, year: FinancialYear, *, over: bool) -> str:
    if not sums.lines:
        return f"The savings plan of {council.short_name} has no released line for {year} yet"
    if over:
        confirmed, planned = pounds(sums.actual_pence), pounds(sums.planned_pence)
        return f"{council.short_name} has confirmed {confirmed} of the {planned} that it planned to save in {year}"
    forecast, planned = pounds(sums.forecast_pence), pounds(sums.planned_pence)
    if not sums.is_forecast:
        return f"{council.short_name} plans to save {planned} in {year}, with no forecast yet"
    but = f", and {unforecast(sums.unforecast)}" if sums.unforecast else ""
    return f"{council.short_name} expects to save {forecast} in {year}, of {planned} planned{but}"


def _scope(on: datetime.date) -> str:
    return (
        f"Lines that are agreed, released and release cash, as at {day(on)}, by the council’s own plan. {GROSS} "
        "Confirmed is what finance has seen leave the budget."
    )


def _heads(
    sums: YearSums, year: FinancialYear, sight: LineSight, *, over: bool
) -> list[tuple[str, str, str]]:  # fmt: skip
    lines = f"{sums.lines:,} line{'' if sums.lines == 1 else 's'}"
    return [
        ("Planned", pounds(sums.planned_pence), f"{lines} in {year}"),
        (
            "Forecast",
            pounds(sums.forecast_pence) if sums.is_forecast else "None yet",
            "as the owners of the lines expect the whole year",
        ),
        ("Confirmed", pounds(sums.actual_pence), "by finance, from the beginning of the year"),
        ("Not delivered", pounds(sums.planned_pence - sums.actual_pence), "planned less confirmed")
        if over
        else ("At risk", *_at_risk(sums, sight)),
    ]


def _at_risk(sums: YearSums, sight: LineSight) -> tuple[str, str]:
    """Of the lines that have a forecast. Where some have none, what those plan is the rest of the sums, and so is told
    no closer than a line is."""
    if not sums.is_forecast:
        return "Not known", unforecast(sums.unforecast)
    if not sums.unforecast:
        return pounds(sums.at_risk_pence), "planned less forecast"
    how = "" if sight > LineSight.ROUNDED else ", to the nearest £5,000"
    return pounds(seen(sums.at_risk_pence, sight)), f"planned less forecast{how}; {left_out(sums.unforecast)}"


def _beside(found: PlanYear, year: FinancialYear) -> list[str]:
    said = [
        ("held", found.held, "for your own council only, until released"),
        ("proposed", found.proposed, "for nothing until agreed"),
    ]
    sentences = [
        f"{sums.lines:,} {what} line{'' if sums.lines == 1 else 's'} with {pounds(sums.planned_pence)} planned in "
        f"{year} {'counts' if sums.lines == 1 else 'count'} {so}."
        for what, sums, so in said
        if sums.lines
    ]
    return [*sentences, *_other(found, year)]


def _other(found: PlanYear, year: FinancialYear) -> list[str]:
    if not found.other.lines:
        return []
    planned = pounds(found.other.planned_pence)
    return [f"Released lines that release no cash, with {planned} planned in {year}, close no budget gap."]


def present_rows(
    lines: Iterable[Any], sight: LineSight, files: Mapping[int, int], asked: Asked | None = None
) -> list[LineRow]:
    """Of lines from `lines_wanted`; with `asked`, of those that are `lines_owing` as well. `files`: how many files of
    evidence each has, for the council's own people."""
    return [
        LineRow(
            line, status_of(line), *rating_of(line),
            [(name.capitalize(), amount(getattr(line, name), sight)) for name in AMOUNTS], files.get(line.pk, 0),
            _asked(asked, line.asked_year) if asked else "",
        )
        for line in lines
    ]  # fmt: skip


def _asked(asked: Asked, year: int) -> str:
    late = "overdue since" if year in asked.late else "due by"
    return f"Update of quarter {asked.quarters[year].number} {late} {day(asked.due[year])}"


def plan_table(council: Council, lines: Iterable[Any], year: int, sight: LineSight, *, on: datetime.date) -> Table:
    """The same as on the page, all of it; owners for the council's own people."""
    own, named = sight == LineSight.OWN, FinancialYear(year)
    words = ["Reference", "Title", "Service", "Kind", "Status", "Rating", "Recurring", "Cash-releasing"]
    words += ["Owner"] if own else []
    rows = [_cells(line, sight, own=own) for line in lines]
    notes = [f"As at {day(on)}, from the council’s own plan. {GROSS}"]
    notes += [ROUNDED] if sight == LineSight.ROUNDED else []
    columns = [*map(Column, words), *(Column(f"{name} {named}", Kind.MONEY) for name in AMOUNTS)]
    return Table(f"{council.name}: savings plan, {named}", columns, rows, notes=notes, name="Savings plan")


def _cells(line: Any, sight: LineSight, *, own: bool) -> list[Value]:
    cells: list[Value] = [
        line.ref, line.title, line.service, line.get_kind_display(), status_of(line), line.get_rating_display(),
        line.recurring, line.closes_gap,
    ]  # fmt: skip
    cells += [line.owner.name if line.owner else ""] if own else []
    amounts = [getattr(line, name) for name in AMOUNTS]
    return [*cells, *(None if pence is None else seen(pence, sight) for pence in amounts)]

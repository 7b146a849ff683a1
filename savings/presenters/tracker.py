"""A tracker in words and as a table, as councils print it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from collab.calc.money import to_the_penny, whole_pounds
from collab.calc.quarters import Quarter, quarters_of
from collab.calc.tracker import Row
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Council, Programme
from savings.enums import LIVE
from savings.presenters.words import plural, unforecast
from savings.queries import LineSight
from savings.queries.tracker import Tracked

NO_SERVICE = "No service said"
LONGEST_LIST = 100


@dataclass(frozen=True)
class ShownRow:
    """`key` is the service as addresses have it; None for the total."""

    name: str
    key: str | None
    row: Row
    proposed: str
    achieved: str
    pressures: str
    net: str
    percent: str
    substitutions: str
    budget: str


@dataclass(frozen=True)
class TrackerShown:
    headline: str
    council: Council
    quarter: Quarter
    is_outturn: bool
    quarters: list[tuple[Quarter, bool]]
    years: list[tuple[int, str, bool]]
    # What the columns are called.
    achieved: str
    net: str
    rows: list[ShownRow]
    total: ShownRow
    other: list[ShownRow]
    other_total: ShownRow | None
    reconciles: str
    notes: list[str]
    by_service: bool


@dataclass(frozen=True)
class ShownLine:
    ref: str
    title: str
    pk: int
    proposed: str
    achieved: str
    basis: str


@dataclass(frozen=True)
class ShownLines:
    service: str
    rows: list[ShownLine]
    left_out: int


def choose_quarter(years: Sequence[int], year: str, quarter: str, programme: Programme) -> Quarter:
    """As asked; else the latest quarter that has ended, in the nearest year of which the tracker has anything."""
    latest = Quarter.ended_by(programme.today)
    if year in map(str, years):
        chosen = FinancialYear(int(year))
    else:
        nearest = min(years, key=lambda each: (abs(each - latest.year.start), each), default=latest.year.start)
        chosen = FinancialYear(nearest)
    if quarter in ("1", "2", "3", "4"):
        return Quarter(chosen, int(quarter))
    return latest if chosen == latest.year else Quarter(chosen, 4 if chosen < latest.year else 1)


def present_tracker(
    programme: Programme, council: Council, found: Tracked, years: Sequence[int], sight: LineSight
) -> TrackerShown:  # fmt: skip
    by_service = sight > LineSight.ROUNDED
    other = found.other.rows
    return TrackerShown(
        headline=_headline(council, found),
        council=council,
        quarter=found.quarter,
        is_outturn=found.is_outturn,
        quarters=[(each, each == found.quarter) for each in quarters_of(found.quarter.year)],
        years=[(year, str(FinancialYear(year)), year == found.quarter.year.start) for year in years],
        achieved="Achieved" if found.is_outturn else "Achieved or anticipated",
        net="Net unachieved" if found.is_outturn else "Net at risk",
        rows=[_row(row, row.service or NO_SERVICE, row.service) for row in found.cash.rows] if by_service else [],
        total=_row(found.cash.total, f"All of {council.short_name}", None),
        other=[_row(row, row.service or NO_SERVICE, row.service) for row in other] if by_service else [],
        other_total=_row(found.other.total, f"All of {council.short_name}", None) if other else None,
        reconciles=_reconciles(found),
        notes=_notes(programme, found),
        by_service=by_service,
    )


def _headline(council: Council, found: Tracked) -> str:
    total, name, year = found.cash.total, council.short_name, found.quarter.year
    proposed, net = whole_pounds(total.saved.proposed), total.net
    if not found.cash.rows:
        return f"{name} has nothing to track in {year} yet"
    if net <= 0:
        more = f", and {whole_pounds(-net)} more" if net else ""
        verb = "achieved" if found.is_outturn else "achieves or anticipates"
        return f"{name} {verb} all of the {proposed} proposed for {year}{more}"
    if found.is_outturn:
        return f"{name} did not achieve {whole_pounds(net)} net of the {proposed} proposed for {year}"
    but = f", and {unforecast(found.said.unforecast)}" if found.said.unforecast else ""
    return f"{whole_pounds(net)} net of the {proposed} that {name} proposed for {year} is at risk{but}"


def _row(row: Row, name: str, key: str | None) -> ShownRow:
    return ShownRow(
        name=name,
        key=key,
        row=row,
        proposed=to_the_penny(row.saved.proposed),
        achieved=to_the_penny(row.saved.achieved),
        pressures=to_the_penny(-row.pressures) if row.pressures else "none",
        net=to_the_penny(row.net),
        percent="no budget entered" if row.percent is None else percent(row),
        substitutions=to_the_penny(row.substitutions) if row.substitutions else "none",
        budget="not entered" if row.net_budget is None else to_the_penny(row.net_budget),
    )


def percent(row: Row) -> str:
    """Of the net budget: "−5.1%"."""
    return f"{row.percent}%".replace("-", "−")


def _reconciles(found: Tracked) -> str:
    total = found.cash.total
    achieved = "achieved" if found.is_outturn else "achieved or anticipated"
    parts = (
        f"{to_the_penny(total.saved.proposed)} proposed − {to_the_penny(total.saved.achieved)} "
        f"{achieved} + {to_the_penny(total.pressures)} of pressures = "
        f"{to_the_penny(total.net)}"
    )
    return f"{parts}. The services add up to the total to the penny."


def _notes(programme: Programme, found: Tracked) -> list[str]:
    said, quarter, notes = found.said, found.quarter, []
    if not found.is_outturn and said.without_update:
        notes.append(
            f"{plural(said.without_update, 'line')} of {said.lines:,} {'has' if said.without_update == 1 else 'have'} "
            "no update for this quarter: an earlier update counts, or the forecast recorded."
        )
    if found.is_outturn and said.unconfirmed:
        verb = "awaits" if said.unconfirmed == 1 else "await"
        notes.append(
            f"{plural(said.unconfirmed, 'line')} of {said.lines:,} {verb} confirmation by finance: the forecast "
            "as it is recorded counts until then."
        )
    if said.unforecast:
        counts, plans = ("counts", "it plans") if said.unforecast == 1 else ("count", "they plan")
        notes.append(
            f"{unforecast(said.unforecast)} and {counts} as nothing, so that the net has all that {plans} in it."
        )
    if quarter.ends >= programme.today:
        notes.append(f"The quarter ends on {quarter.end_name}: this is what is recorded so far.")
    if found.budgets_differ_by:
        notes.append(
            "The net budgets of the services come to "
            f"{to_the_penny(found.cash.budgets or 0)}, {to_the_penny(abs(found.budgets_differ_by))} "
            f"{'less' if found.budgets_differ_by > 0 else 'more'} than that of the council."
        )
    if found.with_held is not None:
        notes.append(
            f"For your council alone: with its {plural(found.held, 'held line')}, "
            f"{to_the_penny(found.with_held.total.saved.proposed)} is proposed and the net is "
            f"{to_the_penny(found.with_held.total.net)}."
        )
    return notes


def present_lines(rows: Any, service: str, quarter: Quarter, *, is_outturn: bool) -> ShownLines:
    shown = [
        ShownLine(
            amount.line.ref, amount.line.title, amount.line_id, to_the_penny(amount.planned_pence or 0),
            to_the_penny(amount.achieved), _basis(amount, quarter, is_outturn=is_outturn),
        )
        for amount in rows[:LONGEST_LIST]
    ]  # fmt: skip
    return ShownLines(service, shown, max(0, rows.count() - LONGEST_LIST))


def _basis(amount: Any, quarter: Quarter, *, is_outturn: bool) -> str:
    """What the amount that counts is."""
    if amount.line.status not in LIVE:
        return f"{amount.line.get_status_display().lower()}: what had been confirmed"
    if is_outturn and amount.actual_pence is not None:
        return "confirmed by finance"
    if amount.updated is not None and not is_outturn:
        return "forecast of this quarter’s update" if amount.has_update else "forecast of an earlier update"
    if amount.forecast_pence is None:
        return "nothing forecast"
    return "forecast recorded, not confirmed" if is_outturn else "forecast recorded, no update"


def tracker_tables(programme: Programme, page: TrackerShown) -> list[Table]:
    """What the page shows, to the penny; pressures with the sign that trackers print."""
    tables = [_table(programme, page, f"Tracker of {page.council.name}", page.rows, page.total, "Tracker")]
    if page.other_total:
        title = f"Not cash-releasing, of {page.council.name}"
        tables.append(_table(programme, page, title, page.other, page.other_total, "Not cash-releasing"))
    return tables


def _table(
    programme: Programme, page: TrackerShown, title: str, rows: Iterable[ShownRow], total: ShownRow, name: str
) -> Table:
    money = Kind.MONEY
    columns = [
        Column("Service"), Column("Proposed", money), Column(page.achieved, money), Column("In-year pressures", money),
        Column(page.net, money), Column("Net budget", money), Column("% of net budget", Kind.RATE),
        Column("Substitutions", money),
    ]  # fmt: skip
    notes = [
        programme.name, programme.demonstration_note, f"{page.quarter} ({page.quarter.year})",
        f"As recorded on {day(programme.today)}. {page.reconciles}", *page.notes,
    ]  # fmt: skip
    return Table(
        title, columns, [_cells(row) for row in rows], [note for note in notes if note], total=_cells(total), name=name
    )


def _cells(shown: ShownRow) -> list[Value]:
    row = shown.row
    return [
        shown.name, row.saved.proposed, row.saved.achieved, -row.pressures, row.net, row.net_budget,
        None if row.percent is None else row.percent / 100, row.substitutions,
    ]  # fmt: skip

"""Quarterly updates: which one a line is asked for, what was said last, and what waits for finance."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts.roles import Permission
from collab.calc.quarters import LAST, Quarter, quarters_of
from collab.calc.years import FinancialYear
from programme.models import Council, Programme
from programme.queries.access import members_where
from savings.enums import LIVE, UpdateState
from savings.models import LineAmount, LineUpdate, RatingRules, SavingsLine
from savings.queries.ratings import rules_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class LineQuarter:
    """A line in one of its quarters. `update` is what was sent for it, `before` the latest of an earlier quarter."""

    line: SavingsLine
    quarter: Quarter
    amount: LineAmount
    update: LineUpdate | None
    before: LineUpdate | None
    rules: RatingRules

    @property
    def due(self) -> datetime.date:
        return self.quarter.due(self.rules.due_days)

    @property
    def wants_answer(self) -> bool:
        """Nothing has been sent, or finance has returned it."""
        return self.update is None or self.update.state == UpdateState.RETURNED

    @property
    def delivered_pence(self) -> int | None:
        """What was last said to be delivered in this year; None where nothing was."""
        last = self.update or self.before
        if last is not None and last.year == self.quarter.year.start:
            return last.delivered_pence if last.confirmed_pence is None else last.confirmed_pence
        return self.amount.actual_pence


def quarter_asked(line: SavingsLine, years: Collection[int], today: datetime.date) -> Quarter | None:
    """The latest quarter that has ended, of a year for which the line has an amount, in which it was agreed."""
    if not line.is_live:
        return None
    ended = Quarter.ended_by(today)
    past = [year for year in years if year <= ended.year.start]
    if not past:
        return None
    year = max(past)
    quarter = ended if year == ended.year.start else Quarter(FinancialYear(year), LAST)
    return None if line.agreed_on and line.agreed_on > quarter.ends else quarter


def next_quarter(line: SavingsLine, years: Collection[int], today: datetime.date) -> Quarter | None:
    """The first that has not ended yet and will be asked for."""
    if not line.is_live:
        return None
    coming = (quarter for year in sorted(years) for quarter in quarters_of(FinancialYear(year)))
    return next((quarter for quarter in coming if quarter.ends >= today), None)


def line_quarter(line: SavingsLine, quarter: Quarter, rules: Iterable[RatingRules]) -> LineQuarter | None:
    """None where the line has nothing in that year. Reads `amounts` and `updates`, which may have been fetched."""
    amount = next((row for row in line.amounts.all() if row.year == quarter.year.start), None)
    if amount is None:
        return None
    at = quarter.year.start, quarter.number
    said = list(line.updates.all())
    update = next((row for row in said if (row.year, row.quarter) == at), None)
    earlier = [row for row in said if (row.year, row.quarter) < at]
    before = max(earlier, key=lambda row: (row.year, row.quarter), default=None)
    return LineQuarter(line, quarter, amount, update, before, rules_of(rules, line.plan.council, quarter.ends))


def open_quarters(line: SavingsLine, today: datetime.date) -> list[Quarter]:
    """Ends of earlier years of which nothing was sent, or that finance has returned: the oldest first."""
    asked = quarter_asked(line, [row.year for row in line.amounts.all()], today)
    if asked is None:
        return []
    said = {(row.year, row.quarter): row for row in line.updates.all()}
    years = sorted(row.year for row in line.amounts.all() if row.year < asked.year.start and not row.settled)
    ends = [Quarter(FinancialYear(year), LAST) for year in years]
    rows = [(quarter, said.get((quarter.year.start, quarter.number))) for quarter in ends]
    live = [(quarter, row) for quarter, row in rows if not line.agreed_on or line.agreed_on <= quarter.ends]
    return [quarter for quarter, row in live if row is None or row.state == UpdateState.RETURNED]


@dataclass(frozen=True)
class Coming:
    """The next quarter of which a line will be asked, and the day by which its update is due then."""

    line: SavingsLine
    quarter: Quarter
    due: datetime.date


def coming_update(line: SavingsLine, rules: Iterable[RatingRules], today: datetime.date) -> Coming | None:
    """None where the plan names no year of the line that is running or to come. Reads `amounts`, which may have been
    fetched."""
    quarter = next_quarter(line, [row.year for row in line.amounts.all() if not row.settled], today)
    if quarter is None:
        return None
    return Coming(line, quarter, quarter.due(rules_of(rules, line.plan.council, quarter.ends).due_days))


def to_confirm(programme: Programme, council: Council) -> QuerySet[LineUpdate]:
    """What owners have sent and finance has not answered: the oldest quarter first. Two queries."""
    rows = LineUpdate.objects.filter(
        line__plan__programme=programme, line__plan__council=council, state=UpdateState.SENT
    ).select_related("line__plan__council", "line__plan__programme", "sent_by")
    return rows.prefetch_related("line__amounts").order_by("year", "quarter", "line__position", "line_id")


def asked_of_owner(user: "User") -> list[LineQuarter]:
    """The updates that a person owes, in all programmes. Four queries at most."""
    may = members_where(Permission.SAVINGS_UPDATE, user, programme="plan__programme", council="plan__council")
    return [row for row in asked_of_lines(Q(may, owner=user)) if row.wants_answer]


def coming_for_owner(user: "User") -> list[Coming]:
    """The updates that a person will be asked for next, in all programmes. Three queries at most."""
    may = members_where(Permission.SAVINGS_UPDATE, user, programme="plan__programme", council="plan__council")
    rows = SavingsLine.objects.filter(may, owner=user, status__in=sorted(LIVE)).order_by("plan", "position", "pk")
    lines = list(rows.select_related("plan__programme", "plan__council").prefetch_related("amounts"))
    rules = _rules_for(lines)
    found = [coming_update(line, rules, line.plan.programme.today) for line in lines]
    return [row for row in found if row is not None]


def asked_of_lines(which: Q) -> list[LineQuarter]:
    """The quarter that each of these lines is asked for, answered or not; lines that are asked nothing are left out.
    Four queries at most."""
    rows = SavingsLine.objects.filter(which, status__in=sorted(LIVE), owner__isnull=False)
    lines = list(
        rows.select_related("plan__programme", "plan__council", "owner")
        .prefetch_related("amounts", "updates")
        .order_by("plan", "position", "pk")
    )
    rules = _rules_for(lines)
    found = []
    for line in lines:
        years = [row.year for row in line.amounts.all() if not row.settled]
        quarter = quarter_asked(line, years, line.plan.programme.today)
        row = line_quarter(line, quarter, rules) if quarter else None
        found += [row] if row else []
    return found


def _rules_for(lines: Collection[SavingsLine]) -> list[RatingRules]:
    return list(RatingRules.objects.filter(council__in={line.plan.council_id for line in lines})) if lines else []

"""The councils' savings plans in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from collab.calc.money import whole_pounds
from collab.calc.years import FinancialYear
from programme.models import Council
from savings.presenters.words import unforecast
from savings.queries.plans import CouncilPlan, YearSums


@dataclass(frozen=True)
class PlanRow:
    council: Council | None
    position: int
    has_plan: bool
    lines: int
    planned: str
    forecast: str
    confirmed: str
    unforecast: str


@dataclass(frozen=True)
class Plans:
    """`years` are those to choose from, each as (year in which it begins, "2014/15")."""

    headline: str
    year: str
    years: list[tuple[int, str]]
    chosen: int
    rows: list[PlanRow]
    total: PlanRow


def present_plans(plans: Sequence[CouncilPlan], *, asked: str, on: datetime.date) -> Plans:
    """Cash-releasing lines of one year: that asked for, else the present one, else the nearest that has any."""
    known = sorted({year for plan in plans for year in plan.cash})
    present = FinancialYear.containing(on).start
    year = int(asked) if asked in map(str, known) else min(known, key=lambda y: (abs(y - present), y), default=present)
    named = str(FinancialYear(year))
    sums = [plan.cash.get(year, YearSums()) for plan in plans]
    total = sum(sums, YearSums())
    return Plans(
        _headline(total, named) if known else "No savings plan has a released line yet", named,
        [(start, str(FinancialYear(start))) for start in known], year,
        [_row(plan.council, plan.position, plan.has_plan, row) for plan, row in zip(plans, sums, strict=True)],
        _row(None, 0, True, total),
    )  # fmt: skip


def _headline(total: YearSums, year: str) -> str:
    if not total.is_forecast:
        return f"Local plans are to save {whole_pounds(total.planned_pence)} in {year}, with no forecast yet"
    but = f", and {unforecast(total.unforecast)}" if total.unforecast else ""
    return f"Local plans are to save {whole_pounds(total.forecast_pence)} in {year}{but}"


def _row(council: Council | None, position: int, has_plan: bool, sums: YearSums) -> PlanRow:
    planned, forecast, confirmed = map(whole_pounds, (sums.planned_pence, sums.forecast_pence, sums.actual_pence))
    said = unforecast(sums.unforecast) if sums.unforecast else ""
    return PlanRow(council, position, has_plan, sums.lines, planned, forecast, confirmed, said)

"""The councils' savings plans in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from collab.calc.money import whole_pounds
from collab.calc.years import FinancialYear
from programme.models import Council
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
    total = YearSums(*(sum(parts) for parts in zip(*map(_parts, sums), strict=True))) if sums else YearSums()
    headline = f"Local plans are to save {whole_pounds(total.forecast_pence)} in {named}"
    return Plans(
        headline if known else "No savings plan has a released line yet", named,
        [(start, str(FinancialYear(start))) for start in known], year,
        [_row(plan.council, plan.position, plan.has_plan, row) for plan, row in zip(plans, sums, strict=True)],
        _row(None, 0, True, total),
    )  # fmt: skip


def _parts(sums: YearSums) -> tuple[int, int, int, int]:
    return sums.lines, sums.planned_pence, sums.forecast_pence, sums.actual_pence


def _row(council: Council | None, position: int, has_plan: bool, sums: YearSums) -> PlanRow:
    amounts = (sums.planned_pence, sums.forecast_pence, sums.actual_pence)
    return PlanRow(council, position, has_plan, sums.lines, *map(whole_pounds, amounts))

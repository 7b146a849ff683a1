"""The councils' budget gaps, with what closes them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Sum

from collab.calc.gaps import FrontLoading, GapYear, Savings, front_loading, gap_years
from collab.calc.years import FinancialYear
from programme.models import Council, Programme
from savings.enums import LIVE, GapType, LineKind
from savings.models import BudgetGap, GapAmount, LineAmount
from savings.queries.joint import Joint

BOTH_SAID = Q(actual_pence__isnull=False, forecast_pence__isnull=False)
AWAITS = Q(actual_pence__isnull=True, forecast_pence__isnull=False)


@dataclass(frozen=True)
class Delivery:
    """A council's released lines that release cash, by year; `awaiting` counts those of which nothing is confirmed."""

    savings: Mapping[FinancialYear, Savings] = field(default_factory=dict)
    awaiting: Mapping[FinancialYear, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """One gap as it was typed, and what is left of it in each year."""

    row: BudgetGap
    years: tuple[GapYear, ...]
    loading: FrontLoading | None

    @property
    def is_increments(self) -> bool:
        return self.row.type == GapType.IN_YEAR_INCREMENT

    def of(self, year: FinancialYear) -> GapYear | None:
        return next((row for row in self.years if row.year == year), None)


@dataclass(frozen=True)
class CouncilGap:
    """A council's gaps: none, one, or one of each type, which are never mixed."""

    council: Council
    position: int
    gaps: tuple[Gap, ...]
    delivery: Delivery


def gaps_of(programme: Programme, joint: Joint, council: Council | None = None) -> list[CouncilGap]:
    """Of each council in the programme's order, or of one. Four queries."""
    parts = programme.programme_councils.select_related("council")
    parts = parts if council is None else parts.filter(council=council)
    today, amounts = FinancialYear.containing(programme.today), _amounts(programme)
    deliveries, gaps = deliveries_of(programme), defaultdict(list)
    for row in BudgetGap.objects.filter(programme=programme).select_related("council").order_by("type"):
        delivery = deliveries.get(row.council_id, Delivery())
        years = gap_years(
            amounts[row.pk],
            increments=row.type == GapType.IN_YEAR_INCREMENT,
            savings=delivery.savings,
            joint=joint.shares(row.council.slug),
            today=today,
        )
        gaps[row.council_id].append(Gap(row, years, front_loading(years)))
    return [
        CouncilGap(
            part.council, part.position, tuple(gaps[part.council_id]), deliveries.get(part.council_id, Delivery())
        )
        for part in parts
    ]


def deliveries_of(programme: Programme) -> dict[int, Delivery]:
    """By council's key. One query: what is not confirmed yet has to be told line from line."""
    lines = Q(line__status__in=sorted(LIVE), line__held=False, line__cash_releasing=True)
    rows = (
        LineAmount.objects.filter(lines, line__plan__programme=programme)
        .exclude(line__kind=LineKind.COST_AVOIDANCE)
        .order_by()
        .values_list("line__plan__council", "year")
        .annotate(
            confirmed=Sum("actual_pence"),
            unconfirmed=Sum("forecast_pence", filter=AWAITS),
            rest=Sum(F("forecast_pence") - F("actual_pence"), filter=BOTH_SAID),
            awaiting=Count("pk", filter=AWAITS),
        )
    )
    savings: dict[int, dict[FinancialYear, Savings]] = defaultdict(dict)
    awaiting: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    for council, start, *sums, lines_awaiting in rows:
        year = FinancialYear(start)
        savings[council][year] = Savings(*(int(pence or 0) for pence in sums))
        awaiting[council][year] = lines_awaiting
    return {council: Delivery(years, awaiting[council]) for council, years in savings.items()}


def _amounts(programme: Programme) -> dict[int, dict[FinancialYear, int]]:
    """By the key of the gap."""
    found: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    rows: Any = GapAmount.objects.filter(gap__programme=programme).order_by()
    for gap, year, pence in rows.values_list("gap", "year", "amount_pence"):
        found[gap][FinancialYear(year)] = pence
    return found

"""The councils' budget gaps, with what closes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from collab.calc.gaps import FrontLoading, GapYear, Savings, front_loading, gap_years
from collab.calc.years import FinancialYear
from programme.models import Council, Programme
from savings.enums import GapType
from savings.models import BudgetGap, GapAmount, LineAmount, SavingsLine
from savings.models.plan import CASH, OPEN_TO_ALL
from savings.queries.joint import Joint
from savings.queries.plans import UNFORECAST

BOTH_SAID = Q(actual_pence__isnull=False, forecast_pence__isnull=False)
AWAITS = Q(actual_pence__isnull=True, forecast_pence__isnull=False)


@dataclass(frozen=True)
class Delivery:
    """A council's released lines that release cash, by year; `awaiting` counts those that are forecast and of which
    nothing is confirmed, `unforecast` those that are planned and neither."""

    savings: Mapping[FinancialYear, Savings] = field(default_factory=dict)
    awaiting: Mapping[FinancialYear, int] = field(default_factory=dict)
    unforecast: Mapping[FinancialYear, int] = field(default_factory=dict)


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
    """Of each council in the programme's order, or of one. Three queries."""
    rows = BudgetGap.objects.filter(programme=programme)
    typed = Typed(rows, GapAmount.objects.filter(gap__programme=programme), deliveries_of(programme))
    return gaps_beside(joint, typed, FinancialYear.containing(programme.today), council)


@dataclass(frozen=True)
class Typed:
    """Gaps with their amounts, as they stand or as they stood, and what was delivered by council's key."""

    gaps: Iterable[BudgetGap]
    amounts: QuerySet[Any]
    deliveries: Mapping[int, Delivery]


def gaps_beside(joint: Joint, typed: Typed, today: FinancialYear, council: Council | None) -> list[CouncilGap]:
    """As `gaps_of`, for the councils of the joint saving's case. `today` is the running year."""
    amounts: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    for key, year, pence in typed.amounts.order_by().values_list("gap_id", "year", "amount_pence"):
        amounts[key][FinancialYear(year)] = pence
    slugs = {row.council.pk: row.council.slug for row in joint.case.councils}
    gaps = defaultdict(list)
    for row in sorted((gap for gap in typed.gaps if gap.council_id in slugs), key=lambda gap: gap.type):
        years = gap_years(
            amounts[row.pk],
            increments=row.type == GapType.IN_YEAR_INCREMENT,
            savings=typed.deliveries.get(row.council_id, Delivery()).savings,
            joint=joint.shares(slugs[row.council_id]),
            today=today,
        )
        gaps[row.council_id].append(Gap(row, years, front_loading(years)))
    return [
        CouncilGap(row.council, row.part.position, tuple(gaps[row.council.pk]),
                   typed.deliveries.get(row.council.pk, Delivery()))
        for row in joint.case.councils
        if council in (None, row.council)
    ]  # fmt: skip


def deliveries_of(programme: Programme) -> dict[int, Delivery]:
    """By council's key. One query: what is not confirmed yet has to be told line from line."""
    lines = SavingsLine.objects.filter(OPEN_TO_ALL, CASH, plan__programme=programme)
    return added_up(LineAmount.objects.filter(line__in=lines), F("line__plan__council"))


def added_up(amounts: QuerySet[Any], council: Combinable) -> dict[int, Delivery]:
    """Amounts of lines, or rows of their history; `council` leads from one to whose it is. One query."""
    rows = (
        amounts.order_by()
        .annotate(whose=council)
        .values_list("whose", "year")
        .annotate(
            confirmed=Sum("actual_pence"),
            unconfirmed=Sum("forecast_pence", filter=AWAITS),
            rest=Sum(F("forecast_pence") - F("actual_pence"), filter=BOTH_SAID),
            awaiting=Count("pk", filter=AWAITS),
            unforecast=Count("pk", filter=UNFORECAST & Q(actual_pence__isnull=True)),
        )
    )
    savings: dict[int, dict[FinancialYear, Savings]] = defaultdict(dict)
    awaiting: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    unforecast: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    for whose, start, *sums, lines_awaiting, lines_unforecast in rows:
        year = FinancialYear(start)
        savings[whose][year] = Savings(*(int(pence or 0) for pence in sums))
        awaiting[whose][year], unforecast[whose][year] = lines_awaiting, lines_unforecast
    return {whose: Delivery(years, awaiting[whose], unforecast[whose]) for whose, years in savings.items()}

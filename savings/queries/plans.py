"""Sums of the councils' savings plans, from the groups that are kept beside them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Sum

from programme.models import Council, Programme
from savings.enums import LIVE
from savings.models import PlanGroup


@dataclass(frozen=True)
class YearSums:
    """What lines add up to in a year, in pence; `lines` counts those that say something of it."""

    lines: int = 0
    planned_pence: int = 0
    forecast_pence: int = 0
    actual_pence: int = 0


@dataclass(frozen=True)
class CouncilPlan:
    """A council's lines that are agreed and released, by year: those that close a gap, and the others."""

    council: Council
    position: int
    has_plan: bool
    cash: dict[int, YearSums] = field(default_factory=dict)
    other: dict[int, YearSums] = field(default_factory=dict)


def released_plans(programme: Programme) -> list[CouncilPlan]:
    """What everybody in the programme may know of each council's plan, in the programme's order. Three queries."""
    groups = PlanGroup.objects.filter(plan__programme=programme, status__in=sorted(LIVE), held=False).order_by()
    summed = ("lines", "planned_pence", "forecast_pence", "actual_pence")
    rows = groups.values_list("plan__council", "cash", "year").annotate(*(Sum(name) for name in summed))
    found: dict[tuple[int, bool], dict[int, YearSums]] = defaultdict(dict)
    for council, cash, year, *sums in rows:
        found[council, cash][year] = YearSums(*(int(value) for value in sums))
    planned = set(programme.savings_plans.values_list("council", flat=True))
    return [
        CouncilPlan(
            part.council, part.position, part.council_id in planned, found[part.council_id, True],
            found[part.council_id, False],
        )
        for part in programme.programme_councils.select_related("council")
    ]  # fmt: skip

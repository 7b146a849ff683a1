"""The sums of all the councils' plans, of each as much as one person may see."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from programme.models import Council, Programme
from programme.queries.access import May
from programme.queries.staffing import current_baselines
from savings.enums import LIVE, UpdateState
from savings.models import LineAmount, LineUpdate, PlanGroup
from savings.queries.lines import PlanYear, part_of, years_of_groups
from savings.queries.sight import LineSight, line_sight
from savings.queries.tracker import CASH


@dataclass(frozen=True)
class PlanSums:
    """`delivered` is by year and part (a field of PlanYear), and for the council's own people alone: what the owners of
    live lines said last, or finance has confirmed."""

    council: Council
    sight: LineSight
    years: dict[int, PlanYear]
    delivered: dict[tuple[int, str], int]


def plans_in_sight(programme: Programme, may: May) -> list[PlanSums]:
    """In the programme's order. Four queries."""
    groups: dict[int, list[PlanGroup]] = defaultdict(list)
    for group in PlanGroup.objects.filter(plan__programme=programme).select_related("plan"):
        groups[group.plan.council_id].append(group)
    sights = [(row.council, line_sight(may, row)) for row in current_baselines(programme)]
    delivered = _delivered(programme, [council for council, sight in sights if sight == LineSight.OWN])
    return [
        PlanSums(council, sight, years_of_groups(groups[council.pk], sight), delivered[council.pk])
        for council, sight in sights
    ]


def _delivered(programme: Programme, councils: list[Council]) -> dict[int, dict[tuple[int, str], int]]:
    """By council's key. One query."""
    updates = LineUpdate.objects.filter(line=OuterRef("line"), year=OuterRef("year"))
    latest = updates.exclude(state=UpdateState.RETURNED).order_by("-quarter")
    said = Subquery(latest.values(known=Coalesce("confirmed_pence", "delivered_pence"))[:1])
    rows: Any = LineAmount.objects.filter(line__plan__programme=programme, line__plan__council__in=councils)
    rows = rows.filter(line__status__in=sorted(LIVE)).annotate(cash=CASH).order_by()
    rows = rows.values_list("line__plan__council", "year", "line__status", "line__held", "cash")
    found: dict[int, dict[tuple[int, str], int]] = defaultdict(lambda: defaultdict(int))
    for council, year, status, held, cash, pence in rows.annotate(said=Sum(Coalesce(said, "actual_pence"))):
        found[council][year, part_of(status, held=held, cash=cash)] += int(pence or 0)
    return found

"""A plan's lines summed by what they have in common, written beside them so that pages need not read them all."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from savings.enums import LIVE, LineKind
from savings.models import LineAmount, PlanGroup, SavingsPlan

ALIKE = ("line__service", "line__status", "line__held", "cash", "was_agreed", "line__rating", "year")
SUMMED = ("planned_pence", "forecast_pence", "actual_pence", "cost_pence")
COLUMNS = (*(name.removeprefix("line__") for name in ALIKE), "lines", *SUMMED)


def refresh_groups(plan: SavingsPlan, *, services: Collection[str] | None = None) -> None:
    """The groups of a plan, anew: all of them, or those of these services. To be called in the transaction of every
    change of a line, with the services that it had and has. Three statements."""
    amounts, groups = LineAmount.objects.filter(line__plan=plan), PlanGroup.objects.filter(plan=plan)
    if services is not None:
        amounts, groups = amounts.filter(line__service__in=services), groups.filter(service__in=services)
    groups.delete()
    PlanGroup.objects.bulk_create(
        PlanGroup(plan=plan, **dict(zip(COLUMNS, row, strict=True))) for row in _sums(amounts)
    )


def _sums(amounts: QuerySet[LineAmount]) -> Iterable[tuple[Any, ...]]:
    """A row for each that are alike, with how many they are and what they add up to."""
    avoided = Q(line__kind=LineKind.COST_AVOIDANCE)
    cash = Case(When(Q(line__cash_releasing=True) & ~avoided, then=Value(True)), default=Value(False))
    agreed = Case(
        When(line__status__in=sorted(LIVE), then=Value(True)),
        When(line__agreed_on__isnull=False, then=Value(True)),
        default=Value(False),
    )
    sums = {f"sum_{name}": Coalesce(Sum(name), 0) for name in SUMMED}
    rows = amounts.order_by().annotate(cash=cash, was_agreed=agreed).values(*ALIKE).annotate(lines=Count("pk"), **sums)
    found: Iterable[tuple[Any, ...]] = rows.values_list(*ALIKE, "lines", *sums)
    return found

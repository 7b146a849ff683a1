"""What was planned for years that are over, was not delivered, and of which nobody has said what becomes of it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from programme.queries.access import members_where
from programme.queries.waiting import Waiting
from savings.enums import LIVE
from savings.models import LineAmount, SavingsPlan

if TYPE_CHECKING:
    from accounts.models import User


def unsettled(plan: SavingsPlan, *, today: date) -> QuerySet[LineAmount]:
    """By year, then as the lines stand in the plan."""
    rows = LineAmount.objects.filter(_undelivered(today), line__plan=plan)
    return rows.select_related("line").order_by("year", "line__position", "line_id")


def waiting_for(user: "User") -> list[Waiting]:
    """For those who keep a council's plan: one thing a plan. Two queries."""
    keeps = Q(members_where(Permission.SAVINGS_EDIT, user, programme="programme", council="council"))
    plans = list(SavingsPlan.objects.filter(keeps).select_related("programme", "council"))
    if not plans:
        return []
    days = {plan.programme_id: plan.programme.today for plan in plans}
    of_plans = Q()
    for programme, today in days.items():
        of_plans |= Q(line__plan__programme=programme) & _undelivered(today)
    rows = LineAmount.objects.filter(of_plans, line__plan__in=plans).order_by().values("line__plan")
    found = {row["line__plan"]: row for row in rows.annotate(lines=Count("line", distinct=True), last=Max("year"))}
    return [_waiting(plan, found[plan.pk]) for plan in plans if plan.pk in found]


def _undelivered(today: date) -> Q:
    """Only of lines that are live; a year that ends today is not over."""
    over = FinancialYear.containing(today).start
    return Q(line__status__in=sorted(LIVE), settled="", year__lt=over) & Q(
        planned_pence__gt=Coalesce(F("actual_pence"), 0)
    )


def _waiting(plan: SavingsPlan, row: Mapping[str, Any]) -> Waiting:
    number = row["lines"]
    lines = "a line that" if number == 1 else f"{number:,} lines that"
    return Waiting(
        f"Say what becomes of {lines} did not deliver all of a year",
        reverse("plan-unsettled", args=[plan.programme.slug, plan.council.slug]), plan.programme, plan.council,
        note=f"The last of those years is {FinancialYear(row['last'])}. The rest is re-timed, replaced or withdrawn.",
    )  # fmt: skip

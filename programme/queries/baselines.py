"""The baselines of a council that one person may know of, and what became of each."""

from typing import Any

from django.db.models import QuerySet

from accounts.roles import Permission
from programme.enums import BaselineStatus
from programme.models import Baseline, Council, Post, Programme
from programme.queries.access import May


def baselines_known(programme: Programme, council: Council, may: May) -> QuerySet[Baseline]:
    """All of them for those who see the council's posts, what is validated for all who see baselines; as
    programme.queries.sight has it. The latest day first."""
    rows = Baseline.objects.filter(programme=programme, council=council).select_related("programme", "council")
    if may(Permission.STAFFING_VIEW, council):
        return rows
    return rows.filter(status=BaselineStatus.VALIDATED) if may(Permission.BASELINE_VIEW, council) else rows.none()


def others_to_compare(baseline: Baseline) -> list[Baseline]:
    """The council's other baselines, the one that came before it first; for those who see its posts. One query.

    What came before is the latest that was validated for its day or an earlier one.
    """
    rows = list(
        Baseline.objects.filter(programme=baseline.programme_id, council=baseline.council_id)
        .exclude(pk=baseline.pk)
        .order_by("-as_at", "-validated_at", "-pk")
    )
    before = [row for row in rows if _comes_before(row, baseline)]
    return [*before, *(row for row in rows if row not in before)]


def _comes_before(row: Baseline, baseline: Baseline) -> bool:
    if not row.validated_at or row.as_at > baseline.as_at:
        return False
    return row.as_at < baseline.as_at or baseline.validated_at is None or row.validated_at < baseline.validated_at


def history_of_baseline(baseline: Baseline) -> Any:
    """Every act on it and its posts, the latest first: each is a version of it."""
    return Baseline.history.filter(id=baseline.pk).select_related("history_user").order_by("-history_id")


def history_of_post(baseline: Baseline, pk: int) -> list[Any]:
    """The states of one post, the latest first. One query."""
    rows = Post.history.filter(id=pk, baseline=baseline.pk).select_related("history_user")
    return list(rows.order_by("-history_id"))

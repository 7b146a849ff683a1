"""What waits for a person among the councils' savings: updates that they owe, and claims that finance confirms."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse

from accounts.roles import Permission
from programme.models import Council, Programme
from programme.queries.access import members_where
from programme.queries.waiting import Waiting
from savings.enums import UpdateState
from savings.models import LineUpdate
from savings.queries.updates import LineQuarter, asked_of_owner

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: "User") -> list[Waiting]:
    """In no order. Seven queries at most."""
    return [*(_update(row) for row in asked_of_owner(user)), *_confirmations(user)]


def _update(row: LineQuarter) -> Waiting:
    line, plan = row.line, row.line.plan
    returned = row.update is not None
    return Waiting(
        f"Say how {line.ref} {line.title} is going: quarter {row.quarter.number} of {row.quarter.year}",
        reverse("line-update", args=[plan.programme.slug, plan.council.slug, line.pk]), plan.programme, plan.council,
        due=row.due, note="Finance has returned your update with a question." if returned else "About a minute.",
    )  # fmt: skip


def _confirmations(user: "User") -> list[Waiting]:
    """One for each council, of what others have sent."""
    may = members_where(
        Permission.SAVINGS_CONFIRM, user, programme="line__plan__programme", council="line__plan__council"
    )
    sent = LineUpdate.objects.filter(may, state=UpdateState.SENT).filter(~Q(sent_by=user)).order_by()
    rows = list(sent.values_list("line__plan__programme", "line__plan__council").annotate(updates=Count("pk")))
    programmes = Programme.objects.in_bulk({row[0] for row in rows}) if rows else {}
    councils = Council.objects.in_bulk({row[1] for row in rows}) if rows else {}
    return [
        Waiting(
            f"Confirm what {count:,} line{'' if count == 1 else 's'} of {councils[council].short_name} "
            f"{'has' if count == 1 else 'have'} delivered",
            reverse("plan-confirmations", args=[programmes[programme].slug, councils[council].slug]),
            programmes[programme], councils[council], note="Until then it closes no gap.",
        )
        for programme, council, count in rows
    ]  # fmt: skip

"""What waits for the finance and HR leads of a council: a file, a baseline to validate, one that is stale."""

import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from accounts.roles import Permission
from collab.moments import day, moment
from programme.enums import BaselineStatus
from programme.models import Baseline, Council, CouncilSettings, default_settings
from programme.queries.access import members_where
from programme.queries.uploads import uploads_of
from programme.queries.waiting import Waiting

if TYPE_CHECKING:
    from accounts.models import User


def waiting_for(user: "User") -> list[Waiting]:
    """In no order. Four queries at most."""
    return [*_files(user), *_to_validate(user), *_stale(user)]


def _files(user: "User") -> list[Waiting]:
    return [
        Waiting(
            f"Look at what was read of {row.file_name}",
            reverse("staffing-file", args=[row.programme.slug, row.council.slug, row.pk]), row.programme, row.council,
            note="Nothing of it is saved before you save it.",
        )
        for row in uploads_of(user)
    ]  # fmt: skip


def _to_validate(user: "User") -> list[Waiting]:
    """What somebody else of the council has submitted."""
    rows = Baseline.objects.filter(_of_own(Permission.STAFFING_VALIDATE, user), status=BaselineStatus.SUBMITTED)
    others = rows.filter(Q(submitted_by__isnull=True) | ~Q(submitted_by=user))
    return [
        Waiting(
            f"Validate the baseline of {row.council.short_name} as at {day(row.as_at)}", _page(row), row.programme,
            row.council, note=_submitted(row),
        )
        for row in others.select_related("programme", "council", "submitted_by")
    ]  # fmt: skip


def _stale(user: "User") -> list[Waiting]:
    """The latest validated baseline of a council, where it is older than the council has set."""
    rows = Baseline.objects.filter(_of_own(Permission.STAFFING_EDIT, user), status=BaselineStatus.VALIDATED)
    latest: dict[tuple[int, int], Baseline] = {}
    for row in rows.select_related("programme", "council").order_by("-as_at"):
        latest.setdefault((row.programme_id, row.council_id), row)
    settings = list(CouncilSettings.objects.filter(council__in={row.council_id for row in latest.values()}))
    found = []
    for row in latest.values():
        days = _stale_after(row.council, settings, row.programme.today)
        until = row.as_at + datetime.timedelta(days=days)
        if until < row.programme.today:
            found.append(
                Waiting(
                    f"Bring in a newer baseline of {row.council.short_name}: the last is as at {day(row.as_at)}",
                    reverse("staffing-upload", args=[row.programme.slug, row.council.slug]), row.programme, row.council,
                    due=until, note=f"After {days:,} days a baseline is stale.",
                )
            )  # fmt: skip
    return found


def _stale_after(council: Council, settings: list[CouncilSettings], today: datetime.date) -> int:
    held = [row for row in settings if row.council_id == council.pk and row.in_force_from <= today]
    return max(held, key=lambda row: row.in_force_from, default=default_settings(council)).stale_after_days


def _of_own(permission: Permission, user: "User") -> Q:
    return Q(members_where(permission, user, programme="programme", council="council"))


def _submitted(row: Baseline) -> str:
    who = f" by {row.submitted_by.name}" if row.submitted_by else ""
    return f"Submitted {moment(row.submitted_at)}{who}." if row.submitted_at else ""


def _page(row: Baseline) -> str:
    return reverse("baseline", args=[row.programme.slug, row.council.slug, row.pk])

"""Staffing files that wait for whoever brought them in."""

import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from accounts.roles import Permission
from programme.models import Programme, StaffingUpload
from programme.queries.access import members_where

if TYPE_CHECKING:
    from accounts.models import User

KEPT_FOR = datetime.timedelta(days=7)


def uploads_of(user: "User") -> QuerySet[StaffingUpload]:
    """One's own, for as long as they are kept and one may keep the council's staffing; without the files themselves."""
    allowed = members_where(Permission.STAFFING_EDIT, user, programme="programme", council="council")
    rows = StaffingUpload.objects.filter(allowed, by=user, read_at__gt=timezone.now() - KEPT_FOR)
    return rows.select_related("programme", "council").defer("data", "reading")


def upload_of(user: "User", programme: Programme, pk: int) -> StaffingUpload | None:
    """With all that it says."""
    return uploads_of(user).defer(None).filter(programme=programme, pk=pk).first()

"""What every change of a savings plan begins and ends with."""

from collections.abc import Collection
from typing import Any

from accounts.roles import Role
from collab.errors import Refused
from collab.history import Job, record
from programme.models import Programme
from programme.queries.access import May, may_in
from savings.models import SavingsLine, SavingsPlan
from savings.services.groups import refresh_groups

STALE = "Somebody else has changed this line since you opened the page. Look at it as it is now, then decide."
GONE = "Somebody else has deleted this line in the meantime."
# The operator's commands ask no role for leave.
_EVERY = May(frozenset((role, None) for role in Role))


def lock_plan(plan: SavingsPlan) -> SavingsPlan:
    """The plan as it is now, locked with all its lines until the transaction ends."""
    SavingsPlan.objects.select_for_update().get(pk=plan.pk)
    return SavingsPlan.objects.select_related("programme", "council").get(pk=plan.pk)


def lock_line(line: SavingsLine, *, version: int | None = None) -> SavingsLine:
    """The line as it is now. Refused with code "gone", or "stale" where it is no longer at `version`."""
    lock_plan(line.plan)
    found = SavingsLine.objects.select_related("plan__programme", "plan__council").filter(pk=line.pk).first()
    if found is None:
        raise Refused(GONE, code="gone")
    if version is not None and found.version != version:
        raise Refused(STALE, code="stale")
    return found


def rights(programme: Programme, by: Any) -> May:
    return _EVERY if isinstance(by, Job) else may_in(programme, by)


def count_change(line: SavingsLine, *, by: Any, reason: str, services: Collection[str] = ()) -> SavingsLine:
    """The line at its next version, and the sums of its plan anew. `services`: what it was of, where that changed."""
    line.version += 1
    record(line, by=by, reason=reason)
    refresh_groups(line.plan, services={line.service, *services})
    return line

"""A council's baseline goes its way: submitted, sent back or validated, released, or thrown away as a draft."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from collab.errors import Refused
from collab.history import Job, erase, erase_many, record
from programme.enums import BASELINE_STEPS, BaselineStatus
from programme.models import Baseline, Council
from programme.queries.access import May, may_in
from programme.rules import baselines as rules
from programme.services.groups import keep_groups
from programme.services.membership import refuse

STALE = "Somebody else has changed this baseline since you opened the page. Look at it as it is now, then decide."
GONE = "Somebody else has thrown this draft away in the meantime."
NOT_ALLOWED = "not-allowed"
# The operator's commands ask no role for leave.
_EVERY = May(frozenset((role, None) for role in Role))


@transaction.atomic
def submit_baseline(baseline: Baseline, *, version: int, note: str = "", by: Any) -> Baseline:
    """A draft, handed to somebody else of the council to validate. `note` is for them.

    Refused with code "not-allowed", "stale" or "gone", as every step here.
    """
    row = lock_baseline(baseline, version=version)
    refuse(rules.why_not_submit(row, rights(row, by), posts=row.posts.count()), NOT_ALLOWED)
    row.note, row.submitted_at = note.strip(), timezone.now()
    row.submitted_by = None if isinstance(by, Job) else by
    return _step("submit", row, by=by, reason="submitted")


@transaction.atomic
def return_baseline(baseline: Baseline, *, version: int, by: Any, reason: str) -> Baseline:
    """What was submitted becomes a draft again, for a reason that its council reads: taken back or sent back."""
    row = lock_baseline(baseline, version=version)
    refuse(rules.why_not_return(row, rights(row, by)), NOT_ALLOWED)
    row.submitted_at = row.submitted_by = None
    return _step("return", row, by=by, reason=f"back to draft: {reason}")


@transaction.atomic
def validate_baseline(baseline: Baseline, *, version: int, by: Any) -> Baseline:
    """Frozen for good, with its groups beside it. One of the same day that was validated before is superseded.

    Never by whoever submitted it.
    """
    row = lock_baseline(baseline, version=version)
    refuse(rules.why_not_validate(row, rights(row, by), by=by), NOT_ALLOWED)
    same_day = Baseline.objects.filter(
        programme=row.programme_id, council=row.council_id, as_at=row.as_at, status=BaselineStatus.VALIDATED
    )
    for earlier in same_day:
        _step("supersede", earlier, by=by, reason="superseded by another of the same day")
    row.validated_at = timezone.now()
    row.validated_by = None if isinstance(by, Job) else by
    row = _step("validate", row, by=by, reason="validated")
    keep_groups(row)
    return row


@transaction.atomic
def release_baseline(baseline: Baseline, *, version: int, by: Any) -> Baseline:
    """From now on the programme sees its posts, each part of it as its role allows. It cannot be taken back."""
    row = lock_baseline(baseline, version=version)
    refuse(rules.why_not_release(row, rights(row, by)), NOT_ALLOWED)
    row.released_at = timezone.now()
    row.released_by = None if isinstance(by, Job) else by
    return _step("release", row, by=by, reason="released to the programme")


@transaction.atomic
def discard_draft(baseline: Baseline, *, version: int, by: Any, reason: str = "") -> None:
    """A draft is gone with its posts; their histories stay."""
    row = lock_baseline(baseline, version=version)
    refuse(rules.why_not_change(row, rights(row, by)), NOT_ALLOWED)
    erase_many(list(row.posts.all()), by=by, reason=reason or "draft thrown away")
    erase(row, by=by, reason=reason or "draft thrown away")


def lock_baseline(baseline: Baseline, *, version: int | None = None) -> Baseline:
    """The baseline as it is now, locked with all of its council's until the transaction ends.

    Refused with code "gone", or "stale" where it is no longer at `version`.
    """
    Council.objects.select_for_update().get(pk=baseline.council_id)
    row = Baseline.objects.select_related("programme", "council").filter(pk=baseline.pk).first()
    if row is None:
        raise Refused(GONE, code="gone")
    if version is not None and row.version != version:
        raise Refused(STALE, code="stale")
    return row


def rights(baseline: Baseline, by: Any) -> May:
    return _EVERY if isinstance(by, Job) else may_in(baseline.programme, by)


def touch(baseline: Baseline, *, by: Any, reason: str) -> Baseline:
    """Save it as its next version, so that its history tells of every change of its posts too."""
    baseline.version += 1
    record(baseline, by=by, reason=reason)
    return baseline


def _step(name: str, baseline: Baseline, *, by: Any, reason: str) -> Baseline:
    baseline.status = BASELINE_STEPS[name][1]
    return touch(baseline, by=by, reason=reason)

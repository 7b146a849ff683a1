"""A programme goes from one stage to another."""

import datetime
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import record
from programme.enums import Stage
from programme.models import Programme
from programme.rules import keeping as rules
from programme.services.records import STALE, lock_programme


@transaction.atomic
def change_stage(
    programme: Programme, *, stage: str, since: str, stage_reason: str, stage_review_on: datetime.date | None,
    version: int, by: Any, reason: str = "",
) -> Programme:  # fmt: skip
    """The programme in its new stage, since a date as exactly as it is known and for a reason that everybody reads.

    A wrong stage is put right by another change. `reason` is why the record was changed, where that is something else.
    Refused with code "not-allowed", "stale", "same" where nothing differs, or "incomplete" where a deferral lacks its
    reason or its day of review.
    """
    programme = lock_programme(programme, by)
    if programme.version != version:
        raise Refused(STALE, code="stale")
    lacks = rules.why_not_stage(stage, reason=stage_reason, review=stage_review_on is not None)
    if lacks:
        raise Refused(f"{lacks[1]}.", code="incomplete")
    before = (programme.stage, programme.since, programme.stage_reason, programme.stage_review_on)
    programme.stage, programme.since = Stage(stage), since
    programme.stage_reason, programme.stage_review_on = stage_reason, stage_review_on
    if before == (programme.stage, programme.since, programme.stage_reason, programme.stage_review_on):
        raise Refused("Nothing of the stage is different from what is saved.", code="same")
    programme.version += 1
    record(programme, by=by, reason=reason or f"stage: {Stage(stage).label}")
    return programme

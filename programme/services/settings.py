"""A council changes what its figures go by, from a day on."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import Job, erase, record
from programme.models import Council, CouncilSettings, Programme
from programme.queries.access import may_in
from programme.rules import settings as rules


@dataclass(frozen=True)
class Values:
    """As in CouncilSettings: a share of salary, pence, a count, days."""

    on_cost_rate: Decimal
    key_decision_pence: int
    suppression_threshold: int
    stale_after_days: int


@transaction.atomic
def change_settings(
    council: Council,
    *,
    programme: Programme,
    in_force_from: datetime.date,
    values: Values,
    source: str,
    by: Any,
    reason: str = "",
) -> CouncilSettings:
    """New settings from a day on, which stay in force until others begin.

    Refused with code "not-allowed", or "day" where the day is past or has settings already.
    """
    council = lock_council(council, programme, by)
    taken = CouncilSettings.objects.filter(council=council, in_force_from=in_force_from).exists()
    why_not = rules.why_not_from(in_force_from, today=programme.today, taken=taken)
    if why_not:
        raise Refused(why_not, code="day")
    row = CouncilSettings(council=council, in_force_from=in_force_from, source=source.strip(), **vars(values))
    record(row, by=by, reason=reason or "settings changed")
    return row


@transaction.atomic
def withdraw_settings(row: CouncilSettings, *, programme: Programme, by: Any, reason: str = "") -> None:
    """Take back settings whose day has not passed. Refused with code "not-allowed", "day" or "gone"."""
    lock_council(row.council, programme, by)
    found = CouncilSettings.objects.filter(pk=row.pk).first()
    if found is None:
        raise Refused("These settings have been withdrawn already.", code="gone")
    why_not = rules.why_not_withdraw_settings(found, today=programme.today)
    if why_not:
        raise Refused(why_not, code="day")
    erase(found, by=by, reason=reason or "settings withdrawn")


def lock_council(council: Council, programme: Programme, by: Any) -> Council:
    """The council, locked until the transaction ends; Refused where `by` may not change its settings."""
    council = Council.objects.select_for_update().get(pk=council.pk)
    if not isinstance(by, Job):
        why_not = rules.why_not_change_settings(council, may_in(programme, by))
        if why_not:
            raise Refused(why_not, code="not-allowed")
    return council

"""A council changes what it means by its ratings, from a day on."""

import datetime
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import Job, erase, record
from programme.models import Council, Programme
from programme.queries.access import may_in
from programme.rules.settings import why_not_from
from savings.models import RatingRules
from savings.rules.ratings import why_not_change_ratings, why_not_withdraw_ratings


@transaction.atomic
def change_ratings(
    council: Council, *, programme: Programme, in_force_from: datetime.date, values: dict[str, Any], by: Any,
    reason: str = "",
) -> RatingRules:  # fmt: skip
    """Definitions from a day on, which stay in force until others begin. `values` are the fields of RatingRules.

    Refused with code "not-allowed", or "day" where the day is past or has definitions already.
    """
    council = _lock(council, programme, by)
    taken = RatingRules.objects.filter(council=council, in_force_from=in_force_from).exists()
    if why_not := why_not_from(in_force_from, today=programme.today, taken=taken):
        raise Refused(why_not, code="day")
    row = RatingRules(council=council, in_force_from=in_force_from, **values)
    record(row, by=by, reason=reason or "ratings defined")
    return row


@transaction.atomic
def withdraw_ratings(row: RatingRules, *, programme: Programme, by: Any, reason: str = "") -> None:
    """Take back definitions whose day has not passed. Refused with code "not-allowed", "day" or "gone"."""
    _lock(row.council, programme, by)
    found = RatingRules.objects.filter(pk=row.pk).first()
    if found is None:
        raise Refused("These definitions have been withdrawn already.", code="gone")
    if why_not := why_not_withdraw_ratings(found, today=programme.today):
        raise Refused(why_not, code="day")
    erase(found, by=by, reason=reason or "definitions withdrawn")


def _lock(council: Council, programme: Programme, by: Any) -> Council:
    """The council, locked until the transaction ends; Refused where `by` may not change what it means."""
    council = Council.objects.select_for_update().get(pk=council.pk)
    why_not = None if isinstance(by, Job) else why_not_change_ratings(council, may_in(programme, by))
    if why_not:
        raise Refused(why_not, code="not-allowed")
    return council

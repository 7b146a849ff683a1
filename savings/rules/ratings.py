"""When a council may change what it means by its ratings: a reason in plain English, or None."""

import datetime

from accounts.roles import Permission
from programme.models import Council
from programme.queries.access import May
from savings.models import RatingRules


def why_not_change_ratings(council: Council, may: May) -> str | None:
    if may(Permission.SAVINGS_EDIT, council):
        return None
    return f"What {council.name} means by its ratings is kept by its finance lead and its HR lead."


def why_not_withdraw_ratings(row: RatingRules, *, today: datetime.date) -> str | None:
    if row.in_force_from < today:
        return "These definitions have been in force, so they stay on record. Make a change from today or a later day."
    return None

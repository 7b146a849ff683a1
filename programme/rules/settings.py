"""When a council's settings may change: a reason in plain English, or None."""

import datetime

from accounts.roles import Permission
from collab import moments
from programme.models import Council, CouncilSettings
from programme.queries.access import May


def why_not_change_settings(council: Council, may: May) -> str | None:
    if not may(Permission.SETTINGS_EDIT, council):
        return (
            f"You may see the settings of {council.name} but not change them. Its finance lead and its democratic "
            "services officer may."
        )
    return None


def why_not_from(day: datetime.date, *, today: datetime.date, taken: bool) -> str | None:
    """Why settings or a house style cannot begin on `day`; `taken`: others of the council begin on it."""
    words = moments.day(day)
    if day < today:
        return (
            f"{words} is past, and what was reckoned and printed since then stays as it was. "
            "Choose today or a later day."
        )
    if taken:
        return f"A change from {words} is there already. Withdraw that one first, or choose another day."
    return None


def why_not_withdraw_settings(row: CouncilSettings, *, today: datetime.date) -> str | None:
    if row.in_force_from < today:
        return "These settings have been in force, so they stay on record. Make a change from today or a later day."
    return None

"""Who keeps what stands beside a council's savings plan: a reason in plain English why not, or None."""

from accounts.roles import Permission
from programme.models import Council
from programme.queries.access import May

STALE = "Somebody else has changed this since you opened the page. Look at it as it is now, then decide."
GONE = "Somebody else has deleted this in the meantime."


def why_not_keep_savings(council: Council, may: May) -> str | None:
    """For somebody who may read it."""
    if not may(Permission.SAVINGS_EDIT, council):
        return f"The gap and the tracker of {council.name} are kept by its finance lead and its HR lead."
    return None

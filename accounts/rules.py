"""When something may be done to an account: a reason in plain English, or None."""

from typing import Any

from accounts.models import User
from collab.history import Job


def why_not_close(user: User, by: Any) -> str | None:
    return _why_not_keep(by) or (None if user.is_active else f"The account of {user.email} is closed already.")


def why_not_reopen(user: User, by: Any) -> str | None:
    return _why_not_keep(by) or (f"The account of {user.email} is open." if user.is_active else None)


def _why_not_keep(by: Any) -> str | None:
    """An account may serve in several programmes, so that no administrator of one of them closes it."""
    if isinstance(by, Job) or by.may_set_up:
        return None
    return "Accounts are closed and opened by whoever keeps the installation."

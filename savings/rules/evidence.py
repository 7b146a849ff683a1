"""Who keeps the files that show what a line says: a reason in plain English why not, or None."""

from typing import Any

from accounts.roles import Permission
from programme.queries.access import May
from savings.enums import LineStatus
from savings.models import Evidence, SavingsLine
from savings.rules.plans import WITHDRAWN
from savings.rules.updates import why_not_update

GONE = "Somebody else has removed this file in the meantime."
NO_REASON = "Say why it is removed."


def why_not_add_evidence(line: SavingsLine, may: May, by: Any) -> str | None:
    """For somebody of the council. Whoever says how a line goes may show it."""
    if why_not_update(line, may, by) is None:
        return None
    return (
        f"Files that show what a line of {line.plan.council.name} says are added by the person who owns the line, or "
        "by the council’s finance lead or HR lead."
    )


def why_not_remove_evidence(row: Evidence, may: May, by: Any) -> str | None:
    """For somebody of the council; `row` with its line."""
    why_not = why_not_add_evidence(row.line, may, by)
    if why_not or may(Permission.SAVINGS_EDIT, row.line.plan.council) or row.added_by_id == by.pk:
        return why_not
    return "It is removed by whoever added it, or by the council’s finance lead or HR lead."


def why_not_now(line: SavingsLine) -> str | None:
    return WITHDRAWN if line.status == LineStatus.WITHDRAWN else None


def why_not_again(same: Evidence | None) -> str | None:
    """`same`: what the line has of the same bytes."""
    return f"The line has this file already, as “{same.title}”." if same else None

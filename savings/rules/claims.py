"""Who may decide on a claim, and what may be decided: a reason in plain English, or None."""

from accounts.roles import Permission
from collab.calc.claims import POST_NOT_FOUND
from programme.models import Council
from programme.queries.access import May
from savings.enums import Keeper


def why_not_decide(council: Council, may: May) -> str | None:
    """For somebody who knows of the conflict."""
    if not may(Permission.CLAIM_DECIDE, council):
        return f"Who keeps a claim on a post of {council.name} is decided by its finance lead."
    return None


def why_not_keeper(kind: str, keeper: str, *, lines: int, line: str) -> str | None:
    """`lines`: how many claim the post; `line`: which of them keeps it, where that is said."""
    if kind == POST_NOT_FOUND and keeper == Keeper.JOINT:
        return "The joint model cannot count on a post that the current baseline does not have."
    if line and keeper != Keeper.LOCAL:
        return "A line is named only where the council’s own line keeps the claim."
    if keeper == Keeper.LOCAL and lines > 1 and not line:
        return "Several lines claim the post: choose which of them keeps the claim."
    return None

"""When something may be done to a programme: a reason in plain English, or None."""

from accounts.roles import Permission
from programme.enums import Stage
from programme.queries import May


def why_not_keep(may: May) -> str | None:
    if not may(Permission.PROGRAMME_EDIT):
        return "You may read this but not change it. The programme manager keeps the programme."
    return None


def why_not_stage(stage: str, *, reason: str, review: bool) -> tuple[str, str] | None:
    """What a stage lacks: the name of the field ("stage_reason", "stage_review_on") and a sentence."""
    if stage == Stage.DEFERRED and not reason:
        return "stage_reason", "Say why the programme is deferred"
    if stage == Stage.DEFERRED and not review:
        return "stage_review_on", "Say when the deferral is to be looked at again"
    if stage != Stage.DEFERRED and review:
        return "stage_review_on", "Only a deferral has a day on which it is looked at again"
    return None

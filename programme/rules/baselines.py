"""What may be done with a council's baseline, and when: a reason in plain English, or None."""

from typing import Any

from accounts.roles import Permission
from programme.enums import BASELINE_STEPS, BaselineStatus
from programme.models import Baseline, Council
from programme.queries.access import May

# Why not, where a baseline is not where a step begins; by where it is.
_WHERE = {
    BaselineStatus.DRAFT: "It is a draft still. Submit it first.",
    BaselineStatus.SUBMITTED: "It has been submitted and waits to be validated. Send it back before it is changed.",
    BaselineStatus.VALIDATED: "It has been validated, and is never edited. Bring in a later baseline instead.",
    BaselineStatus.SUPERSEDED: "A later validation for the same day has taken its place, so it stays as it was.",
}


def why_not_keep_staffing(council: Council, may: May) -> str | None:
    if not may(Permission.STAFFING_EDIT, council):
        return f"The baselines of {council.name} are kept by its finance lead and its HR lead."
    return None


def why_not_see_posts(baseline: Baseline, may: May) -> str | None:
    """For somebody who knows of the baseline: every post of it."""
    if not may(Permission.STAFFING_VIEW, baseline.council):
        return f"The posts of {baseline.council.name} are seen one by one by its own finance lead and HR lead."
    return None


def why_not_change(baseline: Baseline, may: May) -> str | None:
    return why_not_keep_staffing(baseline.council, may) or _why_not_step("change", baseline)


def why_not_submit(baseline: Baseline, may: May, *, posts: int) -> str | None:
    why_not = why_not_keep_staffing(baseline.council, may) or _why_not_step("submit", baseline)
    if why_not is None and not posts:
        return "It has no posts yet. Add them, or bring in a file."
    return why_not


def why_not_return(baseline: Baseline, may: May) -> str | None:
    return why_not_keep_staffing(baseline.council, may) or _why_not_step("return", baseline)


def why_not_validate(baseline: Baseline, may: May, *, by: Any) -> str | None:
    """`by`: whoever would validate it."""
    if not may(Permission.STAFFING_VALIDATE, baseline.council):
        return f"A baseline of {baseline.council.name} is validated by its finance lead or its HR lead."
    why_not = _why_not_step("validate", baseline)
    if why_not is None and baseline.submitted_by_id is not None and baseline.submitted_by == by:
        return (
            "You submitted it yourself. Somebody else of the council who may validate it has to look at it: its "
            "finance lead or its HR lead."
        )
    return why_not


def why_not_release(baseline: Baseline, may: May) -> str | None:
    why_not = why_not_keep_staffing(baseline.council, may) or _why_not_step("release", baseline)
    if why_not is None and baseline.released_at is not None:
        return "It has been released already."
    return why_not


def _why_not_step(step: str, baseline: Baseline) -> str | None:
    status = BaselineStatus(baseline.status)
    begins = BASELINE_STEPS[step][0]
    if status == begins:
        return None
    if step == "release" and status == BaselineStatus.SUBMITTED:
        return "Somebody else of the council has to validate it first."
    if step == "return" and status == BaselineStatus.DRAFT:
        return "It is a draft already."
    return _WHERE[status]

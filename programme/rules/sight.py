"""Why somebody who knows of a council's baseline does not see its posts: a reason in plain English, or None."""

from programme.models import Baseline
from programme.queries.sight import Sight

NOT_RELEASED = (
    "{} has not released this baseline to the programme yet. Its finance lead and its HR lead can do so. Until then "
    "others see its date, and its FTE and cost in all."
)


def why_not_see_groups(baseline: Baseline, sight: Sight) -> str | None:
    """Its managers, and its totals by service and tier."""
    return None if sight >= Sight.GROUPS else NOT_RELEASED.format(baseline.council.name)


def why_not_see_posts(baseline: Baseline, sight: Sight, *, of_the_team: bool) -> str | None:
    """Every post. `of_the_team`: whether releasing it would let them."""
    if sight >= Sight.POSTS:
        return None
    if of_the_team:
        return NOT_RELEASED.format(baseline.council.name)
    return (
        f"The posts of {baseline.council.name} are seen one by one by its own finance lead and HR lead and, once they "
        "are released, by the programme team. Others see the managers, and totals in which small groups are left out."
    )

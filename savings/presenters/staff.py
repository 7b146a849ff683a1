"""Posts in words, as far as everybody in the programme may know them."""

from dataclasses import dataclass

from collab.calc.money import to_one_decimal
from programme.queries.operating_models import Staff, together
from programme.queries.sight import LOWEST_LISTED
from savings.presenters.words import plural
from savings.queries.case import Tiers


@dataclass(frozen=True)
class Told:
    """All posts together, and those of each tier: "26 posts, 22.6 FTE"."""

    all: str
    tiers: dict[str, str]


def tell_tiers(tiers: Tiers, threshold: int) -> Told:
    """Tiers 1 to 3 one by one, and the tiers below together. Where those are few, neither they nor the total is told,
    since the one would give away the other."""
    managers = sorted(tier for tier in tiers if tier is not None and tier <= LOWEST_LISTED)
    below = together(staff for tier, staff in tiers.items() if tier not in managers)
    few = f"fewer than {threshold} posts" if 0 < below.posts < threshold else ""
    found = {f"Tier {tier}": in_posts(tiers[tier]) for tier in managers}
    if below.posts:
        found["Below tier 3"] = few or in_posts(below)
    every = together(tiers.values())
    return Told(f"{few} below tier 3, and those above" if few else in_posts(every), found)


def in_posts(staff: Staff) -> str:
    return f"{plural(staff.posts, 'post')}, {to_one_decimal(staff.fte)} FTE"

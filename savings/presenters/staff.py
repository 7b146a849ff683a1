"""Posts in words, as far as everybody in the programme may know them."""

from dataclasses import dataclass

from collab.calc.money import to_one_decimal
from programme.queries.operating_models import Staff, is_below, is_few, together
from savings.presenters.words import plural
from savings.queries.case import Tiers


@dataclass(frozen=True)
class Told:
    """All posts together, and those of each tier: "26 posts, 22.6 FTE"."""

    all: str
    tiers: dict[str, str]


def tell_tiers(tiers: Tiers, own: Tiers, threshold: int) -> Told:
    """Tiers 1 to 3 one by one, and the tiers below together. `own`: those among them that are the councils'. Where
    these are few below tier 3, they are not told, nor a number from which they could be worked out, since a model's
    new posts are told one by one."""
    few = f"fewer than {threshold} posts of councils" if is_few(_below(own).posts, threshold) else ""
    managers = sorted(tier for tier in tiers if tier is not None and not is_below(tier))
    found = {f"Tier {tier}": in_posts(tiers[tier]) for tier in managers}
    below = _below(tiers)
    if below.posts:
        found["Below tier 3"] = few or in_posts(below)
    every = in_posts(together(tiers.values()))
    return Told(f"{few} below tier 3, and others" if few else every, found)


def _below(tiers: Tiers) -> Staff:
    return together(staff for tier, staff in tiers.items() if is_below(tier))


def in_posts(staff: Staff) -> str:
    return f"{plural(staff.posts, 'post')}, {to_one_decimal(staff.fte)} FTE"

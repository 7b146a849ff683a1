"""How much of a council's baseline one person may see, and that much of it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from django.db.models import Q, QuerySet

from accounts.roles import Permission
from collab.calc.suppression import pay_band
from programme.enums import BaselineStatus
from programme.models import Baseline, Post, Programme
from programme.queries.access import May

# Down to this tier the councils tell each other of their posts one by one.
LOWEST_LISTED = 3
LISTED = Q(tier__lte=LOWEST_LISTED)


class Sight(IntEnum):
    """Each sees what those before it see, and more.

    NOTHING: it is not there. TOTALS: its date, and FTE and cost of all of it. GROUPS: the posts of tiers 1 to 3 by
    title, service, FTE and pay band, and totals by service and tier without small ones. POSTS: every post, with what it
    costs, but no name. OWN: everything, drafts too.
    """

    NOTHING = 0
    TOTALS = 1
    GROUPS = 2
    POSTS = 3
    OWN = 4


def sight_of(may: May, baseline: Baseline) -> Sight:
    """No query."""
    if may(Permission.STAFFING_VIEW, baseline.council):
        return Sight.OWN
    # Whoever takes part knows of all the councils' baselines.
    if baseline.status != BaselineStatus.VALIDATED or not may(Permission.BASELINE_VIEW):
        return Sight.NOTHING
    if baseline.released_at is None:
        return Sight.TOTALS
    return Sight.POSTS if may(Permission.STAFFING_RELEASED_VIEW, baseline.council) else Sight.GROUPS


def posts_in_sight(may: May, baseline: Baseline) -> QuerySet[Post]:
    """Every post where all may be seen, else none; without what is said of their holders unless they are the own."""
    sight = sight_of(may, baseline)
    if sight < Sight.POSTS:
        return baseline.posts.none()
    return baseline.posts.all() if sight == Sight.OWN else baseline.posts.defer("personal")


@dataclass(frozen=True)
class ListedPost:
    """What the members of a programme see of another council's post of tiers 1 to 3."""

    title: str
    service: str
    tier: int
    fte: Decimal
    band_from_pence: int
    in_scope: bool

    @property
    def band_to_pence(self) -> int:
        """The first amount that is above the band."""
        return pay_band(self.band_from_pence)[1]


def listed_posts(may: May, baseline: Baseline) -> list[ListedPost]:
    """By tier, service and title, and in an order that tells nothing of their pay but the band. One query; none where
    they may not be seen."""
    if sight_of(may, baseline) < Sight.GROUPS:
        return []
    rows = baseline.posts.filter(LISTED).order_by("pk")
    found = rows.values_list("title", "service", "tier", "fte", "salary_pence", "in_scope")
    return sorted(
        (
            ListedPost(title, service, tier or 0, fte, pay_band(salary)[0], in_scope)
            for title, service, tier, fte, salary, in_scope in found
        ),
        key=lambda post: (post.tier, post.service, post.title, -post.band_from_pence, -post.fte),
    )


def own_drafts(may: May, programme: Programme) -> list[Baseline]:
    """What the councils whose posts this person keeps have under way, the latest day first. One query."""
    rows = Baseline.objects.filter(programme=programme, status__in=[BaselineStatus.DRAFT, BaselineStatus.SUBMITTED])
    return [row for row in rows.select_related("council") if sight_of(may, row) == Sight.OWN]

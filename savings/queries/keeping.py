"""What a change of a savings line has to know of others."""

from accounts.models import User
from accounts.roles import Permission, roles_with
from programme.models import Council, Post, Programme
from programme.queries.posts import PostsWanted, posts_wanted
from programme.queries.staffing import CurrentBaseline
from savings.enums import LIVE
from savings.models import SavingsLine

POSTS_FOUND = 20


def owners_of(programme: Programme, council: Council) -> list[User]:
    """The people of the council who may own a line, by name. One query."""
    roles = roles_with(Permission.SAVINGS_OWN_VIEW)
    found = User.objects.filter(
        memberships__programme=programme, memberships__council=council, memberships__role__in=roles, is_active=True
    )
    return list(found.distinct().order_by("name", "pk"))


def was_agreed(line: SavingsLine) -> bool:
    """Whether it counted at any time."""
    return bool(line.agreed_on) or SavingsLine.history.filter(id=line.pk, status__in=sorted(LIVE)).exists()


def uses_of(line: SavingsLine) -> list[str]:
    """What else names the line, in words."""
    found = {
        "a line that it replaces": line.replaces.exists(),
        "a substitution in the tracker": line.substitutions.exists(),
        "a decision on a claim": line.claims_kept.exists(),
    }
    return [words for words, there in found.items() if there]


def posts_found(current: CurrentBaseline, words: str) -> list[Post]:
    """The first posts of the council's current baseline that have these words; none without words."""
    if current.baseline is None or not words.strip():
        return []
    return list(posts_wanted(current.baseline, PostsWanted(text=words))[:POSTS_FOUND])


def posts_called(current: CurrentBaseline, refs: list[str]) -> dict[str, Post]:
    """Posts of the current baseline by reference."""
    return {post.ref: post for post in Post.objects.filter(baseline=current.baseline, ref__in=refs).defer("personal")}

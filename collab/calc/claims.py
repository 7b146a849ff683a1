"""What the councils' savings lines take of their posts, and where two count on the same post."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from collab.calc.years import FinancialYear

ALSO_IN_MODEL = "also_in_model"
OVER_CLAIMED = "over_claimed"
POST_NOT_FOUND = "post_not_found"
# In the order of a post's conflicts.
KINDS = (ALSO_IN_MODEL, OVER_CLAIMED, POST_NOT_FOUND)

# A council, by its slug, and a post of it, by its reference.
Place = tuple[str, str]


@dataclass(frozen=True)
class Claim:
    """What a line takes of a post: `fte` of it from a year on, where a year before the first counts as the first.

    `council` is a slug; a line is known by its council and reference.
    """

    council: str
    line: str
    post: str
    from_year: FinancialYear
    fte: Decimal

    @property
    def place(self) -> Place:
        return self.council, self.post


@dataclass(frozen=True)
class ClaimedPost:
    """A post of a council's current baseline that a line names."""

    council: str
    ref: str
    cost_pence: int
    fte: Decimal
    in_scope: bool


@dataclass(frozen=True)
class KeptPost:
    """A post of a council that the model keeps, with what it costs in the model."""

    council: str
    ref: str
    cost_pence: int


@dataclass(frozen=True)
class Local:
    """What the councils' lines take: the claims of those that count, in the order of the plans, the posts that the
    current baselines have of those named, and those of them that the model keeps. Whatever else is given is left out
    of account."""

    claims: tuple[Claim, ...] = ()
    posts: tuple[ClaimedPost, ...] = ()
    kept: tuple[KeptPost, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """`kind` is one of KINDS; `lines` names each line once."""

    council: str
    post: str
    kind: str
    lines: tuple[str, ...]


def conflicts_of(
    councils: Sequence[str],
    claims: Mapping[Place, Sequence[Claim]],
    posts: Mapping[Place, ClaimedPost],
    kept: Collection[Place],
) -> Iterator[Conflict]:
    """By council in the order of `councils`, by post, and by kind."""
    order = {slug: at for at, slug in enumerate(councils)}
    for place in sorted(claims, key=lambda place: (order[place[0]], place[1])):
        lines = tuple(dict.fromkeys(claim.line for claim in claims[place]))
        for kind in _kinds(posts.get(place), sum(claim.fte for claim in claims[place]), place in kept):
            yield Conflict(*place, kind, lines)


def _kinds(post: ClaimedPost | None, claimed: Decimal | int, is_kept: bool) -> Iterator[str]:
    """What is wrong with a post of which so much FTE is claimed, in the order of KINDS."""
    if post is None:
        yield POST_NOT_FOUND
        return
    if post.in_scope and claimed and not is_kept:
        yield ALSO_IN_MODEL
    if claimed > post.fte:
        yield OVER_CLAIMED


def told_to(conflicts: Sequence[Conflict], told: Collection[str] | None) -> Iterator[dict[str, Any]]:
    """As command and API answer. `told`: the councils whose conflicts name post and lines; None for all. Those of
    another go by kind alone, so that their order tells nothing of its posts."""
    for council, of_council in groupby(conflicts, key=lambda conflict: conflict.council):
        if told is None or council in told:
            yield from (
                {"council": council, "post": each.post, "kind": each.kind, "lines": list(each.lines)}
                for each in of_council
            )
        else:
            for kind in sorted(each.kind for each in of_council):
                yield {"council": council, "post": None, "kind": kind, "lines": []}

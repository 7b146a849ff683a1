"""Posts on which two count, with what has been decided of each."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from collab.calc.claims import ALSO_IN_MODEL, POST_NOT_FOUND, Claim, ClaimedPost, Conflict, Place
from collab.calc.reassess import Effect, Reassessment
from programme.models import Council, OperatingModel, Programme
from savings.enums import Keeper
from savings.models import ClaimDecision
from savings.queries.appraisal import why_not_appraise
from savings.queries.case import Case, ModelCase, case_of
from savings.queries.reassessment import Counting, LocalPlans, claims_of, local_plans, reassess

# What a decision goes by: council, post, kind, and the model where it is about one.
DecidedOf = tuple[str, str, str, int | None]


class State(Enum):
    """AGAIN: what is claimed now is not what was decided on. TO_FOLLOW: a line or the model has to be changed before
    what was decided holds."""

    AWAITING = "awaiting"
    AGAIN = "again"
    TO_FOLLOW = "to_follow"
    DECIDED = "decided"


TO_DECIDE = (State.AWAITING, State.AGAIN)


@dataclass(frozen=True)
class Contested:
    """A conflict with its claims, what each does in the years (nothing where the post is out of scope or not there),
    the decision, if there is one, and
    the post, if the current baseline has it."""

    council: Council
    conflict: Conflict
    claims: tuple[Claim, ...]
    effects: tuple[Effect, ...] = ()
    decision: ClaimDecision | None = None
    post: ClaimedPost | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        return self.conflict.council, self.conflict.post, self.conflict.kind

    @property
    def state(self) -> State:
        if self.decision is None:
            return State.AWAITING
        if self.decision.claims != as_kept(self.claims):
            return State.AGAIN
        return State.DECIDED if self._holds(self.decision) else State.TO_FOLLOW

    @property
    def seen(self) -> str:
        """What tells these claims from others."""
        return hashlib.sha256(repr(as_kept(self.claims)).encode()).hexdigest()[:16]

    def _holds(self, decision: ClaimDecision) -> bool:
        """A line that keeps a post has it out of the joint saving already, and one whose post is gone took it away."""
        return decision.keeper == Keeper.LOCAL and self.conflict.kind in (ALSO_IN_MODEL, POST_NOT_FOUND)


@dataclass(frozen=True)
class Conflicts:
    """`standing` in the order of the reassessment; `gone`: decisions whose conflict there is no longer."""

    standing: tuple[Contested, ...]
    gone: tuple[ClaimDecision, ...] = ()

    @property
    def to_decide(self) -> tuple[Contested, ...]:
        return tuple(row for row in self.standing if row.state in TO_DECIDE)


@dataclass(frozen=True)
class NamedClaims:
    """The keys under which pages find what is claimed: the first claim on a post, and the lines with their titles."""

    first: Mapping[Place, int] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], tuple[int, str]] = field(default_factory=dict)


def as_kept(claims: Sequence[Claim]) -> list[dict[str, str]]:
    """Claims as a decision keeps them."""
    return [{"line": row.line, "fte": f"{row.fte:.4f}", "from": str(row.from_year)} for row in claims]


def named_claims(case: Case) -> NamedClaims:
    """Of the lines that count for everybody. One query."""
    rows = claims_of(case, Counting.RELEASED, ()).order_by("line__position", "line_id", "position", "pk")
    names = ("pk", "line__plan__council__slug", "ref", "line_id", "line__ref", "line__title")
    first: dict[Place, int] = {}
    lines: dict[tuple[str, str], tuple[int, str]] = {}
    for pk, council, post, line, ref, title in rows.values_list(*names):
        first.setdefault((council, post), pk)
        lines[council, ref] = (line, title)
    return NamedClaims(first, lines)


def conflicts_of(case: Case, model: ModelCase, plans: LocalPlans, found: Reassessment) -> Conflicts:
    """One query."""
    decided: dict[DecidedOf, ClaimDecision] = {}
    kept = ClaimDecision.objects.filter(programme=case.programme).select_related("council", "line")
    for row in kept:
        if row.model_id in (None, model.model.pk):
            decided[row.council.slug, row.post_ref, row.kind, row.model_id] = row
    claims: dict[Place, list[Claim]] = {}
    for claim in plans.claims:
        claims.setdefault(claim.place, []).append(claim)
    effects: dict[Place, list[Effect]] = {}
    for effect in found.effects:
        effects.setdefault(effect.claim.place, []).append(effect)
    councils = {row.council.slug: row.council for row in case.councils}
    posts = {(post.council, post.ref): post for post in plans.posts}
    standing = []
    for conflict in found.conflicts:
        place = (conflict.council, conflict.post)
        decision = decided.pop(_key(conflict, model.model), None)
        standing.append(
            Contested(
                councils[conflict.council],
                conflict,
                tuple(claims[place]),
                tuple(effects.get(place, ())),
                decision,
                posts.get(place),
            )
        )
    return Conflicts(tuple(standing), tuple(sorted(decided.values(), key=lambda row: row.pk)))


def _key(conflict: Conflict, model: OperatingModel) -> DecidedOf:
    return conflict.council, conflict.post, conflict.kind, model.pk if conflict.kind == ALSO_IN_MODEL else None


def conflicts_beside(programme: Programme, code: str) -> Conflicts:
    """Of one model, read anew; none where there is nothing to reassess."""
    case = case_of(programme, code=code)
    if not case.models or why_not_appraise(case):
        return Conflicts(())
    return _conflicts(case, case.models[0])


def claims_to_decide(case: Case, model: ModelCase) -> Mapping[str, int]:
    """How many conflicts wait for a decision beside the model, by the slug of the council. Four queries more than the
    case."""
    return Counter(row.council.slug for row in _conflicts(case, model).to_decide)


def _conflicts(case: Case, model: ModelCase) -> Conflicts:
    plans = local_plans(case)
    return conflicts_of(case, model, plans, reassess(case, model, plans, of="saving", by="equal"))

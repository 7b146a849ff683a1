"""Posts that two count on, in words: to each person as much as they may know."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from collab.calc.claims import ALSO_IN_MODEL, OVER_CLAIMED
from collab.calc.money import whole_pounds
from collab.moments import day
from programme.models import Council, OperatingModel
from savings.enums import ConflictKind, Keeper
from savings.models import ClaimDecision
from savings.presenters.losses import Eyes
from savings.presenters.words import about, in_a_row
from savings.queries.conflicts import Contested, NamedClaims, State

SIGNS = {
    State.AWAITING: ("triangle", "Awaiting a decision"),
    State.AGAIN: ("triangle", "Decided on other claims: look again"),
    State.TO_FOLLOW: ("half", "Decided, not followed yet"),
    State.DECIDED: ("done", "Decided"),
}
ORDER = list(SIGNS)


@dataclass(frozen=True)
class ShownClaim:
    ref: str
    title: str
    line: int | None
    words: str


@dataclass(frozen=True)
class ShownConflict:
    """`post` and `claims` only where posts are told; `reason` only to the council's own people. `number` is the claim
    by which the page of the decision is found, None for whoever may not know of it."""

    council: Council
    position: int
    kind: str
    kind_words: str
    state: State
    shape: str
    state_words: str
    amount: str
    post: str
    claims: list[ShownClaim]
    model_words: str
    has: str
    decision: str
    follow: str
    reason: str
    decision_pk: int | None
    number: int | None


def present_conflict(
    row: Contested, *, at: int, position: int, model: OperatingModel, eyes: Eyes, named: NamedClaims
) -> ShownConflict:  # fmt: skip
    told, own = row.conflict.council in eyes.told, row.conflict.council in eyes.own
    shape, words = SIGNS[row.state]
    pence = sum(effect.removed[at] for effect in row.effects)
    also = row.conflict.kind == ALSO_IN_MODEL
    return ShownConflict(
        council=row.council,
        position=position,
        kind=row.conflict.kind,
        kind_words=ConflictKind(row.conflict.kind).label,
        state=row.state,
        shape=shape,
        state_words=words,
        amount="" if not pence else f"{whole_pounds(pence) if told else about(pence)} a year",
        post=row.conflict.post if told else "",
        claims=[_claim(row, at, ref, named) for ref in row.conflict.lines] if told else [],
        model_words="does without the post, and counts its cost as saved" if also else "",
        has=f"The post has {row.post.fte.normalize():f} FTE." if told and row.post else "",
        decision=decided_words(row.decision, tells_line=_tells_line(row.decision, eyes)) if row.decision else "",
        follow=follow_words(row) if row.decision else "",
        reason=row.decision.reason if row.decision and own else "",
        decision_pk=row.decision.pk if row.decision and own else None,
        number=named.first.get((row.conflict.council, row.conflict.post)) if told else None,
    )


def _claim(row: Contested, at: int, ref: str, named: NamedClaims) -> ShownClaim:
    line, title = named.lines.get((row.conflict.council, ref), (None, ""))
    parts = [
        f"{claim.fte.normalize():f} FTE from {claim.from_year}" for claim in row.claims if claim.line == ref
    ]  # fmt: skip
    pence = sum(effect.removed[at] for effect in row.effects if effect.claim.line == ref)
    return ShownClaim(ref, title, line, f"{in_a_row(parts)}{f': {whole_pounds(pence)} a year' if pence else ''}")


def _tells_line(decision: ClaimDecision, eyes: Eyes) -> bool:
    """Whether the line that keeps the claim is named: one that is held or withdrawn by now is its council's alone."""
    line, slug = decision.line, decision.council.slug
    open_to_all = line is not None and line.is_live and not line.held
    return slug in eyes.told and (open_to_all or slug in eyes.own)


def decided_words(decision: ClaimDecision, *, tells_line: bool) -> str:
    """Who keeps the claim, when and by what authority it was decided."""
    keeps = {
        Keeper.LOCAL: "The council’s own line keeps the claim",
        Keeper.JOINT: "The joint model keeps the claim",
        Keeper.NEITHER: "Neither keeps the claim: the line is to be corrected",
    }[Keeper(decision.keeper)]
    if tells_line and decision.line is not None:
        keeps = f"Line {decision.line.ref} keeps the claim"
    return f"{keeps}. Decided on {day(decision.decided_on)}: {decision.authority}."


def follow_words(row: Contested) -> str:
    """What has to happen still, in a sentence; empty where nothing has."""
    if row.state != State.TO_FOLLOW or row.decision is None:
        return ""
    if row.decision.keeper == Keeper.JOINT:
        return "The line still takes the post: it is to let go of it."
    if row.conflict.kind == OVER_CLAIMED:
        return "The lines still claim more than the post has: they are to be corrected."
    return "The line still names the post: it is to be corrected."


def in_order(rows: Sequence[ShownConflict]) -> list[ShownConflict]:
    """What waits first; those of a council whose posts are not told by kind, so that their order tells nothing."""
    return sorted(rows, key=lambda row: (ORDER.index(row.state), row.position, row.post, row.kind))


@dataclass(frozen=True)
class ShownDecision:
    """A decision, or one state of it in its history."""

    council: Council
    words: str
    post: str
    kind_words: str
    reason: str
    pk: int | None
    who: str = ""
    at: datetime.datetime | None = None


def present_decisions(rows: Sequence[ClaimDecision], eyes: Eyes) -> list[ShownDecision]:
    """Decisions that have been followed: their conflict is gone."""
    return [
        ShownDecision(
            row.council, decided_words(row, tells_line=_tells_line(row, eyes)),
            row.post_ref if row.council.slug in eyes.told else "", ConflictKind(row.kind).label, "",
            row.pk if row.council.slug in eyes.own else None,
        )
        for row in rows
    ]  # fmt: skip


def present_decision_acts(acts: Iterable[Any], *, tells_line: bool) -> list[ShownDecision]:
    """Every state of one decision, the latest first."""
    return [
        ShownDecision(
            act.council, decided_words(act, tells_line=tells_line), "", ConflictKind(act.kind).label, act.reason, None,
            str(act.history_user or act.history_job), act.history_date,
        )
        for act in acts
    ]  # fmt: skip

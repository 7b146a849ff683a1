"""Who keeps the claim on a post: decided, and decided anew."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from collab.calc.claims import ALSO_IN_MODEL
from collab.errors import Refused
from collab.history import record
from programme.models import OperatingModel
from programme.queries.access import may_in
from programme.services.membership import refuse
from savings.enums import Keeper
from savings.models import ClaimDecision, SavingsLine, SavingsPlan
from savings.queries.conflicts import Contested, as_kept, conflicts_beside
from savings.rules import claims as rules

STALE = "What is claimed, or what was decided, has changed since you opened the page. Look at it as it is now."
GONE = "There is no such conflict any more: a line or the model has been changed in the meantime."


@dataclass(frozen=True)
class Decided:
    """`line` is the reference of the one that keeps the claim; needed where several lines claim the post."""

    keeper: str
    reason: str
    authority: str
    decided_on: datetime.date
    line: str = ""


@transaction.atomic
def decide_claim(
    contested: Contested, *, model: OperatingModel, decided: Decided, version: int, seen: str, by: Any
) -> ClaimDecision:
    """The decision, written or changed; it changes no figure. `version` is that of the decision that was seen, 0 where
    there was none, and `seen` what `Contested.seen` was.

    Refused with code "not-allowed", "gone" where the conflict is no longer there, "stale" where it is another than was
    seen, and "keeper" where that cannot be decided.
    """
    programme, council, conflict = model.programme, contested.council, contested.conflict
    refuse(rules.why_not_decide(council, may_in(programme, by)), "not-allowed")
    # Every change of a line holds this row, and so does every decision on one.
    plan = SavingsPlan.objects.select_for_update().get(programme=programme, council=council)
    now = conflicts_beside(programme, model.code).standing
    found = next((row for row in now if row.place == contested.place), None)
    if found is None:
        raise Refused(GONE, code="gone")
    if found.seen != seen or (found.decision.version if found.decision else 0) != version:
        raise Refused(STALE, code="stale")
    lines = found.conflict.lines
    line = decided.line or (lines[0] if decided.keeper == Keeper.LOCAL and len(lines) == 1 else "")
    refuse(rules.why_not_keeper(conflict.kind, decided.keeper, lines=len(lines), line=line), "keeper")
    row = found.decision or ClaimDecision(
        programme=programme, council=council, post_ref=conflict.post, kind=conflict.kind,
        model=model if conflict.kind == ALSO_IN_MODEL else None, version=0,
    )  # fmt: skip
    row.keeper, row.reason, row.authority = decided.keeper, decided.reason, decided.authority
    row.decided_on, row.claims, row.version = decided.decided_on, as_kept(found.claims), row.version + 1
    row.line = _line(plan, line, lines)
    record(row, by=by, reason="who keeps the claim decided" if row.version == 1 else "decided anew")
    return row


def _line(plan: SavingsPlan, ref: str, claiming: tuple[str, ...]) -> SavingsLine | None:
    if not ref:
        return None
    if ref not in claiming:
        raise Refused(f"Line “{ref}” does not claim this post.", code="keeper")
    return plan.lines.get(ref=ref)

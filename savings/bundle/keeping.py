"""A bundle's savings plans and budget gaps are kept: a line or gap that is named becomes what the bundle says of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from collab.history import record
from programme.bundle import Kept, Signature
from programme.bundle.rows import assign, in_order, keep_rows
from programme.models import Council
from savings.bundle.keeping_tracker import keep_tracker
from savings.bundle.reading import GapPart, LinePart, SavingsPart
from savings.enums import UpdateState
from savings.models import BudgetGap, GapAmount, LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.models.plan import QUARTERS
from savings.services.groups import refresh_groups

AMOUNTS = ("planned_pence", "forecast_pence", "actual_pence", "cost_pence", *QUARTERS)
POST = ("ref", "from_year", "fte")


@transaction.atomic
def keep_savings(part: SavingsPart, *, kept: Kept, signature: Signature) -> None:
    """Into the programme of `kept`, whose counts it adds to."""
    for slug, lines in part.plans.items():
        kept.count("savings_lines", _keep_plan(kept, kept.councils[slug], lines, signature))
    for (slug, kind), gap in part.gaps.items():
        kept.count("budget_gaps", _keep_gap(kept, kept.councils[slug], kind, gap, signature))
    keep_tracker(part.tracker, kept=kept, signature=signature)


def _keep_plan(kept: Kept, council: Council, lines: Sequence[LinePart], signature: Signature) -> int:
    """How many lines were made or changed."""
    # Locked, as by whoever changes one of its lines.
    plan = SavingsPlan.objects.select_for_update().filter(programme=kept.programme, council=council).first()
    if plan is None:
        plan = SavingsPlan(programme=kept.programme, council=council)
        record(plan, by=signature.by, reason=signature.reason)
        kept.count("savings_plans", 1)
    there = {line.ref: line for line in plan.lines.prefetch_related("amounts", "posts", "updates")}
    order = in_order(list(there), [line.ref for line in lines])
    places = _places(order, there)
    changed = sum(
        keep_line(there.get(said.ref) or SavingsLine(plan=plan, ref=said.ref), said, places, signature)
        for said in lines
    )
    named = {line.ref for line in lines}
    for ref, line in there.items():
        if ref not in named and assign(line, {"position": places[ref]}):
            record(line, by=signature.by, reason=signature.reason)
    if changed:
        refresh_groups(plan)
    return changed


def _places(order: Sequence[str], there: Mapping[str, SavingsLine]) -> dict[str, int]:
    """Where each line stands: as it does, with what is new behind, unless the order is another."""
    if order[: len(there)] != list(there):
        return {ref: at for at, ref in enumerate(order, 1)}
    last = max((line.position for line in there.values()), default=0)
    new = {ref: last + at for at, ref in enumerate(order[len(there) :], 1)}
    return {**{ref: line.position for ref, line in there.items()}, **new}


def keep_line(line: SavingsLine, said: LinePart, places: Mapping[str, int], signature: Signature) -> bool:
    """Whether it was made or changed. Its version counts that once."""
    made = line.pk is None
    changed = assign(line, {**said.values, "position": places[said.ref]})
    if made:
        record(line, by=signature.by, reason=signature.reason)
    amounts = _amounts(line, said)
    posts = [
        LinePost(line=line, position=at, **{name: getattr(row, name) for name in POST})
        for at, row in enumerate(said.posts, 1)
    ]
    within = [
        keep_rows(line.amounts.all(), amounts, key=_year_of, fields=AMOUNTS, signature=signature),
        keep_rows(line.posts.all(), posts, key=_position_of, fields=POST, signature=signature),
    ]
    if not made and (changed or any(within)):
        line.version += 1
        record(line, by=signature.by, reason=signature.reason)
    return made or changed or any(within)


def _amounts(line: SavingsLine, said: LinePart) -> list[LineAmount]:
    """What is said of each year. Where nothing is said of them, a cost and what finance has confirmed stay, and a plan
    by quarter as long as it adds up."""
    there = {row.year: row for row in line.amounts.all()}
    found = []
    for year, pence in sorted(said.amounts.items()):
        row, old = LineAmount(line=line, year=year), there.get(year)
        if old is not None:
            row.cost_pence = old.cost_pence
            if old.planned_pence == pence["planned_pence"]:
                assign(row, {name: getattr(old, name) for name in QUARTERS})
        assign(row, pence)
        if old is not None and row.actual_pence is None and old.actual_pence is not None and _confirmed(line, year):
            row.actual_pence = old.actual_pence
        found.append(row)
    return found


def _confirmed(line: SavingsLine, year: int) -> bool:
    return any(row.year == year and row.state == UpdateState.CONFIRMED for row in line.updates.all())


def _keep_gap(kept: Kept, council: Council, kind: str, said: GapPart, signature: Signature) -> bool:
    gap = BudgetGap.objects.filter(programme=kept.programme, council=council, type=kind).first()
    made = gap is None
    if gap is None:
        gap = BudgetGap(programme=kept.programme, council=council, type=kind)
    sourced = said.source is not None and assign(gap, {"source": said.source})
    if made:
        record(gap, by=signature.by, reason=signature.reason)
    rows = [GapAmount(gap=gap, year=year, amount_pence=pence) for year, pence in sorted(said.amounts.items())]
    changed = keep_rows(gap.amounts.all(), rows, key=_year_of, fields=("amount_pence",), signature=signature)
    if not made and (sourced or changed):
        gap.version += 1
        record(gap, by=signature.by, reason=signature.reason)
    return made or sourced or changed


def _year_of(row: Any) -> int:
    found: int = row.year
    return found


def _position_of(row: Any) -> int:
    found: int = row.position
    return found

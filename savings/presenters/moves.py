"""What a decision on a line does to the figures that everybody sees, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from collab.calc.money import whole_pounds
from collab.calc.years import FinancialYear
from programme.queries.access import May
from savings.enums import LIVE, TRANSITIONS, LineStatus, UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine
from savings.presenters.words import in_a_row, in_years
from savings.queries.effects import JointYear, LineEffect
from savings.rules import moves as rules
from savings.rules import updates as updating

# What a status is, beside the choice of it.
MEANS = {
    LineStatus.PROPOSED: "Nobody outside the council sees it, and it counts for nothing yet.",
    LineStatus.AGREED: "It counts as promised. The other councils see it, unless it is held.",
    LineStatus.IN_DELIVERY: "Work on it has begun. It counts as it did.",
    LineStatus.DELIVERED: "All of it is out of the budget.",
    LineStatus.WITHDRAWN: "Nothing more comes of it. What was promised stays in the tracker.",
}
_NOT_AGREED = "It counts as promised no more; its history tells that it was."


@dataclass(frozen=True)
class Acts:
    """What this person may do with a line: `confirm` where an update waits for it; `settle` are the years of which it
    is to be said what becomes of the rest, each by the year in which it begins."""

    update: bool
    confirm: bool
    status: bool
    hold: bool
    release: bool
    settle: list[tuple[int, str]]


def present_acts(
    line: SavingsLine, amounts: Iterable[LineAmount], updates: Iterable[LineUpdate], may: May, *, by: Any, today: date
) -> Acts:
    waits = any(row.state == UpdateState.SENT and row.sent_by_id != by.pk for row in updates)
    return Acts(
        line.is_live and updating.why_not_update(line, may, by) is None,
        waits and updating.why_not_confirm(line.plan.council, may) is None,
        rules.why_not_decide(line.plan.council, may) is None,
        rules.why_not_hold(line, may) is None,
        rules.why_not_release(line, may) is None,
        [
            (row.year, str(FinancialYear(row.year)))
            for row in amounts
            if not row.settled and rules.why_not_settle(line, row, may, today=today, waits=False) is None
        ],
    )


def hints_of(line: SavingsLine, targets: Iterable[LineStatus]) -> dict[LineStatus, str]:
    """What each of the statuses means for this line."""
    found = {to: MEANS[to] for to in targets}
    if line.is_live and LineStatus.PROPOSED in found:
        found[LineStatus.PROPOSED] = _NOT_AGREED
    if not line.is_live and line.agreed_on is None and LineStatus.WITHDRAWN in found:
        found[LineStatus.WITHDRAWN] = "Nothing comes of it. It was never agreed, so that it was never promised."
    return found


def targets_of(line: SavingsLine) -> tuple[LineStatus, ...]:
    return TRANSITIONS[LineStatus(line.status)]


def what_changes(line: SavingsLine, targets: Iterable[LineStatus]) -> str:
    """When it begins to count, or ceases to; "" where no decision changes that."""
    names = in_a_row([to.label.lower() for to in targets if (to in LIVE) != line.is_live])
    if not names:
        return ""
    if line.is_live:
        return f"If it becomes {names}{', which the other councils do not see while it is held' if line.held else ''}"
    return f"If it becomes {names} and is not held"


def sentences_of(effect: LineEffect, *, counts: bool) -> list[str]:
    """Before and after. `counts`: whether the line counts for everybody now, so that it would cease to."""
    return [*_joint(effect, counts=counts), *_gap(effect.closes, counts=counts)]


def _joint(effect: LineEffect, *, counts: bool) -> list[str]:
    if effect.model is None:
        return [f"What it does to the joint saving cannot be said: {effect.why_not}"]
    name = f"The joint saving of model {effect.model.code}, gross and for a full year,"
    if effect.why_not:
        return [f"What it does to the joint saving cannot be said: {effect.why_not}"]
    if not effect.joint:
        return [f"{name} stays as it is."]
    found = []
    for (without, with_it), years in groupby(effect.joint, key=lambda row: (row.without_pence, row.with_pence)):
        before, after = (with_it, without) if counts else (without, with_it)
        verb = "rises" if after > before else "falls"
        found.append(f"{name} {verb} from {whole_pounds(before)} to {whole_pounds(after)} in {_named(years)}.")
    return found


def _named(years: Iterable[JointYear]) -> str:
    return in_years([row.year for row in years])


def _gap(closes: Mapping[int, int], *, counts: bool) -> list[str]:
    if not closes:
        return ["It closes nothing of the council’s budget gap."]
    way = "less is" if counts else "more is"
    parts = [f"{whole_pounds(abs(pence))} in {FinancialYear(year)}" for year, pence in sorted(closes.items())]
    return [f"Of the council’s budget gap, {way} closed by confirmed and forecast savings: {in_a_row(parts)}."]

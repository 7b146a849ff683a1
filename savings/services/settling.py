"""What was planned for a year that is over and did not come: re-timed, replaced or withdrawn, for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import erase, record
from programme.services.membership import refuse
from savings.enums import Settlement, UpdateState
from savings.models import LineAmount, SavingsLine
from savings.rules import moves as rules
from savings.rules.moves import Plan
from savings.services.locking import count_change, lock_line, rights
from savings.services.plans import says_nothing


@dataclass
class Replanning:
    """What later years are to plan, and what is kept of that with the year that is settled."""

    plans: dict[int, Plan]
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def settle_year(
    line: SavingsLine, *, year: int, settlement: Settlement, reason: str, replaced_by: SavingsLine | None = None,
    later: Mapping[int, int] | None = None, version: int, by: Any,
) -> SavingsLine:  # fmt: skip
    """What becomes of the part of the year that was not delivered, which its forecast counts on no longer. `later`:
    what is planned from now on for later years, of a re-timed one; where that is new, the plan by quarter is gone.

    What an earlier re-timing of the year planned later is taken back first (`taken_back`), so that nothing is planned
    twice. Refused as `move_line`, or with code "years", "settlement".
    """
    row = lock_line(line, version=version)
    amounts = {amount.year: amount for amount in row.amounts.all()}
    amount = amounts.get(year)
    if amount is None:
        raise Refused(f"The line says nothing of {FinancialYear(year)}.", code="years")
    waits = row.updates.filter(year=year, state=UpdateState.SENT).exists()
    may, today = rights(row.plan.programme, by), row.plan.programme.today
    refuse(rules.why_not_settle(row, amount, may, today=today, waits=waits), "not-allowed")
    if replaced_by is not None:
        replaced_by = row.plan.lines.filter(pk=replaced_by.pk).first()
    wanted = {there: pence for there, pence in (later or {}).items() if there > year}
    planning = _replanning(amount, amounts, wanted if settlement == Settlement.RETIMED else {})
    planned = {there: rules.plan_of(row) for there, row in amounts.items()} | planning.plans
    refuse(
        rules.why_not_settle_so(
            settlement,
            planned_later=any((plan["planned_pence"] or 0) > 0 for there, plan in planned.items() if there > year),
            replaced_by=replaced_by, line=row,
        ), "settlement",
    )  # fmt: skip
    reason = reason.strip()
    _plan_later(row, amounts, planning.plans, by=by, reason=reason)
    amount.settled, amount.settled_reason, amount.replanned = settlement, reason, planning.kept
    amount.replaced_by = replaced_by if settlement == Settlement.REPLACED else None
    amount.forecast_pence = amount.actual_pence or 0
    record(amount, by=by, reason=reason)
    return count_change(row, by=by, reason=f"{FinancialYear(year)} {settlement.label.lower()}: {reason}")


def _replanning(amount: LineAmount, amounts: Mapping[int, LineAmount], later: Mapping[int, int]) -> Replanning:
    """An amount that a year plans already leaves its plan by quarter as it is."""
    back = rules.taken_back(amount, amounts)
    found = Replanning(dict(back))
    for year, pence in later.items():
        now = rules.plan_of(amounts.get(year))
        was = back.get(year, now)
        if pence == (was["planned_pence"] or 0):
            continue
        found.plans[year] = now if pence == now["planned_pence"] else rules.plan_of(None) | {"planned_pence": pence}
        found.kept[str(year)] = {"was": was, "made": pence}
    return found


def _plan_later(
    line: SavingsLine, amounts: Mapping[int, LineAmount], plans: Mapping[int, Plan], *, by: Any, reason: str
) -> None:
    """A year of which nothing is said any more goes."""
    for year, plan in plans.items():
        amount = amounts.get(year) or LineAmount(line=line, year=year)
        if rules.plan_of(amount) == plan:
            continue
        refuse(rules.why_not_plan_anew(amount), "years")
        for name, pence in plan.items():
            setattr(amount, name, pence)
        if says_nothing(amount):
            erase(amount, by=by, reason=reason)
        else:
            record(amount, by=by, reason=reason)

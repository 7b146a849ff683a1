"""What was planned for a year that is over and did not come: re-timed, replaced or withdrawn, for a reason."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import record
from programme.services.membership import refuse
from savings.enums import Settlement, UpdateState
from savings.models import LineAmount, SavingsLine
from savings.models.plan import QUARTERS
from savings.rules import moves as rules
from savings.services.locking import count_change, lock_line, rights


@transaction.atomic
def settle_year(
    line: SavingsLine, *, year: int, settlement: Settlement, reason: str, replaced_by: SavingsLine | None = None,
    later: Mapping[int, int] | None = None, version: int, by: Any,
) -> SavingsLine:  # fmt: skip
    """What becomes of the part of the year that was not delivered, which its forecast counts on no longer. `later`:
    what is planned from now on for later years, of a re-timed one; where that is new, the plan by quarter is gone.

    Refused as `move_line`, or with code "years", "settlement".
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
    changes = dict(later or {}) if settlement == Settlement.RETIMED else {}
    planned = {there: amount.planned_pence or 0 for there, amount in amounts.items()} | changes
    refuse(
        rules.why_not_settle_so(
            settlement, planned_later=any(pence > 0 for there, pence in planned.items() if there > year),
            replaced_by=replaced_by, line=row,
        ), "settlement",
    )  # fmt: skip
    reason = reason.strip()
    _plan_later(row, amounts, {there: pence for there, pence in changes.items() if there > year}, by=by, reason=reason)
    amount.settled, amount.settled_reason = settlement, reason
    amount.replaced_by = replaced_by if settlement == Settlement.REPLACED else None
    amount.forecast_pence = amount.actual_pence or 0
    record(amount, by=by, reason=reason)
    return count_change(row, by=by, reason=f"{FinancialYear(year)} {settlement.label.lower()}: {reason}")


def _plan_later(
    line: SavingsLine, amounts: Mapping[int, LineAmount], later: Mapping[int, int], *, by: Any, reason: str
) -> None:
    for year, pence in later.items():
        amount = amounts.get(year) or LineAmount(line=line, year=year)
        if amount.planned_pence == pence or (amount.pk is None and not pence):
            continue
        amount.planned_pence = pence
        for name in QUARTERS:
            setattr(amount, name, None)
        record(amount, by=by, reason=reason)

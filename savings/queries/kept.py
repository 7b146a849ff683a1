"""What stands beside a council's savings plan, and who changed it."""

import re
from typing import Any

from django.db.models import Max

from programme.models import Council, Programme
from savings.models import BudgetGap, GapAmount, NetBudget, Pressure, SavingsLine, SavingsPlan

NUMBERED = re.compile(r"P-[0-9]{1,9}")
# Of a history, what a page shows.
LATEST = 40


def version_of_budget(row: NetBudget) -> int:
    """Which of its changes was the last: what somebody who changes it has to have seen."""
    return int(NetBudget.history.filter(id=row.pk).aggregate(last=Max("history_id"))["last"] or 0)


def next_reference(programme: Programme, council: Council) -> str:
    """Of a pressure: the first of P-1, P-2 … that none has had, deleted ones included. One query."""
    taken = Pressure.history.filter(programme=programme, council=council).values_list("ref", flat=True)
    numbers = [int(ref[2:]) for ref in taken if NUMBERED.fullmatch(ref)]
    return f"P-{max(numbers, default=0) + 1}"


def plan_of(programme: Programme, council: Council) -> SavingsPlan | None:
    return SavingsPlan.objects.filter(programme=programme, council=council).first()


def lines_to_replace(programme: Programme, council: Council) -> Any:
    """The council's own lines, in whose place something else may be found."""
    return SavingsLine.objects.filter(plan__programme=programme, plan__council=council)


def history_of_gap(programme: Programme, council: Council) -> list[Any]:
    """Rows of history of the council's gaps and their amounts, the latest first. Two queries."""
    gaps = BudgetGap.history.filter(programme=programme, council=council)
    keys = gaps.order_by().values("id")
    amounts = GapAmount.history.filter(gap_id__in=keys)
    return _latest(gaps, amounts)


def history_of_tracker(programme: Programme, council: Council) -> list[Any]:
    """Of its net budgets, pressures and substitutions. Two queries."""
    whose = {"programme": programme, "council": council}
    return _latest(NetBudget.history.filter(**whose), Pressure.history.filter(**whose))


def _latest(*histories: Any) -> list[Any]:
    rows = [
        row for found in histories for row in found.select_related("history_user").order_by("-history_id")[:LATEST]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.history_date, row.history_id), reverse=True)[:LATEST]

"""Changes of what stands beside a savings plan, in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from collab.calc.money import pounds
from collab.calc.years import FinancialYear
from savings.enums import GapType
from savings.models import BudgetGap, GapAmount, NetBudget

VERBS = {"+": "entered", "~": "changed", "-": "deleted"}


@dataclass(frozen=True)
class Told:
    what: str
    who: str
    at: datetime.datetime
    why: str


def present_history(rows: Iterable[Any]) -> list[Told]:
    return [
        Told(
            f"{_what(row)}, {VERBS[row.history_type]}", str(row.history_user or row.history_job), row.history_date,
            row.history_change_reason,
        )
        for row in rows
    ]  # fmt: skip


def _what(row: Any) -> str:
    """A row of history of any of them, as it then was."""
    model = row.instance_type
    if model is BudgetGap:
        return f"Budget gap as “{GapType(row.type).label.lower()}”, from {row.source or 'no source given'}"
    if model is GapAmount:
        return f"Gap of {FinancialYear(row.year)}: {pounds(row.amount_pence)}"
    if model is NetBudget:
        whose = row.service or "the whole council"
        return f"Net budget of {whose} for {FinancialYear(row.year)}: {pounds(row.amount_pence)}, from {row.source}"
    when = f"quarter {row.quarter} of {FinancialYear(row.year)}"
    return f"{row.get_kind_display()} “{row.title}” of {when}: {pounds(row.amount_pence)}, from {row.source}"

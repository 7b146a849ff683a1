"""Where what is saved of a line and what somebody typed differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from collab.calc.money import pounds
from collab.calc.years import FinancialYear
from programme.presenters.baselines import plain_number
from programme.presenters.records import NOTHING, Difference
from savings.models import SavingsLine
from savings.presenters.line_history import AMOUNT, LINE
from savings.services.plans import LineYear, PostSaid

NONE_TAKEN = "No post"


def differences_of_line(
    saved: SavingsLine, values: Mapping[str, Any], there: Mapping[int, LineYear], typed: Mapping[int, LineYear]
) -> list[Difference]:
    """`there` is what is saved of years, `typed` what was typed of them."""
    mine = SavingsLine(**values)
    found = [
        Difference(LINE[name], _said(saved, name), _said(mine, name))
        for name in values
        if getattr(saved, name) != getattr(mine, name)
    ]
    for year in sorted(there.keys() | typed.keys()):
        before, after = there.get(year, LineYear()), typed.get(year, LineYear())
        for name, then in vars(before).items():
            now = getattr(after, name)
            if then != now:
                found.append(Difference(f"{FinancialYear(year)}: {AMOUNT[name]}", _amount(then), _amount(now)))
    return found


def _said(line: SavingsLine, name: str) -> str:
    value = getattr(line, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    told = getattr(line, f"get_{name}_display", None)
    return str((told() if told else value) or NOTHING)


def _amount(pence: int | None) -> str:
    return NOTHING if pence is None else pounds(pence)


def differences_of_posts(there: Sequence[PostSaid], typed: Sequence[PostSaid]) -> list[Difference]:
    if list(there) == list(typed):
        return []
    return [Difference("Posts", _posts(there), _posts(typed))]


def _posts(posts: Sequence[PostSaid]) -> str:
    said = [f"{row.ref}, {plain_number(row.fte)} FTE from {FinancialYear(row.from_year)}" for row in posts]
    return "; ".join(said) or NONE_TAKEN

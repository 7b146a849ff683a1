"""What became of a savings line, in words."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from collab.calc.money import to_the_penny
from collab.calc.years import FinancialYear
from collab.moments import day
from programme.presenters.baselines import PastAct, plain_number
from programme.presenters.records import VERBS, Difference
from savings.models import Evidence, LinePost, SavingsLine

# Rows that one act has written lie closer together than two acts of one person for the same reason.
OF_ONE_ACT = datetime.timedelta(seconds=2)
LINE = {
    "ref": "Reference", "title": "Title", "kind": "Kind", "status": "Status", "held": "Held", "origin": "Origin",
    "description": "What it is", "service": "Service", "owner": "Owner", "recurring": "Recurring",
    "cash_releasing": "Cash-releasing", "confidence": "Confidence", "rating": "Rating", "depends_on": "Depends on",
    "source": "Source of the amounts", "authority": "Authority", "agreed_on": "Agreed on",
}  # fmt: skip
AMOUNT = {
    "planned_pence": "planned", "forecast_pence": "forecast", "actual_pence": "confirmed",
    "cost_pence": "cost to achieve", "q1_pence": "planned April to June", "q2_pence": "planned July to September",
    "q3_pence": "planned October to December", "q4_pence": "planned January to March",
    "settled": "what was not delivered", "settled_reason": "why",
}  # fmt: skip
POST = {"ref": "reference", "from_year": "from", "fte": "FTE"}
EVIDENCE = {"title": "title", "what": "what it shows", "file_name": "file"}


def present_line_history(rows: Sequence[Any], *, posts: bool) -> list[PastAct]:
    """The latest first. `rows` as `history_of_line` has them; `posts`: posts may be named."""
    before: dict[tuple[type, int], Any] = {}
    found: list[PastAct] = []
    for row in rows:
        key = (type(row), row.id)
        differences = _differences(row, before.get(key), posts=posts)
        before[key] = row
        act = _act(row, differences)
        if found and _is_one(found[-1], act):
            act = _joined(found.pop(), act)
        found.append(act)
    return list(reversed(found))


def _act(row: Any, differences: list[Difference]) -> PastAct:
    return PastAct(row.history_change_reason, str(row.history_user or row.history_job), row.history_date, differences)


def _is_one(first: PastAct, second: PastAct) -> bool:
    same = first.what == second.what and first.who == second.who
    return same and second.at - first.at < OF_ONE_ACT


def _joined(first: PastAct, second: PastAct) -> PastAct:
    new = [row for row in second.differences if row not in first.differences]
    return PastAct(first.what, first.who, second.at, [*first.differences, *new])


def _differences(row: Any, before: Any, *, posts: bool) -> list[Difference]:
    names, lead = _names(row)
    if names is POST and not posts:
        return [Difference("A post that it takes", "", VERBS[row.history_type])]
    gone = row.history_type == "-"
    if gone and names is LINE:
        return []
    found = []
    for name, label in names.items():
        then = _said(before, name) if before is not None else ""
        now = "" if gone else _said(row, name)
        if then != now:
            words = f"{lead} {label}" if lead else label
            found.append(Difference(words, then, now))
    return found


def _names(row: Any) -> tuple[dict[str, str], str]:
    """The fields that are told, and what their labels begin with."""
    if row.instance_type is SavingsLine:
        return LINE, ""
    if row.instance_type is LinePost:
        return POST, f"Post {row.ref}:"
    if row.instance_type is Evidence:
        return EVIDENCE, "Evidence:"
    return AMOUNT, f"{FinancialYear(row.year)}:"


def _said(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith("_pence"):
        return to_the_penny(value)
    if name == "from_year":
        return str(FinancialYear(value))
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    told = getattr(row, f"get_{name}_display", None)
    return str(told() if told else value)

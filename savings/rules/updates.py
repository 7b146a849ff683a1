"""When a quarter's update may be sent and answered: a reason in plain English, or None."""

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.roles import Permission
from collab.calc.money import pounds
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.moments import day
from programme.models import Council
from programme.queries.access import May
from savings.enums import UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine


def why_not_update(line: SavingsLine, may: May, by: Any) -> str | None:
    """For somebody who knows of the line."""
    council = line.plan.council
    if may(Permission.SAVINGS_EDIT, council):
        return None
    if may(Permission.SAVINGS_UPDATE, council) and line.owner_id == by.pk:
        return None
    return (
        f"The update of a line of {council.name} is sent by the person who owns the line, or by the council’s finance "
        "lead or HR lead."
    )


def why_not_confirm(council: Council, may: May) -> str | None:
    if may(Permission.SAVINGS_CONFIRM, council):
        return None
    return f"What the lines of {council.name} have delivered is confirmed by its finance lead."


def why_not_tell(
    line: SavingsLine, quarter: Quarter, amount: LineAmount | None, said: Sequence[LineUpdate], *, today: datetime.date
) -> str | None:
    """Why that quarter of the line cannot be told of now. `said`: all updates of its year."""
    if not line.is_live:
        return f"It is {line.get_status_display().lower()}: only lines that are agreed are asked for updates."
    if amount is None:
        return f"The plan says nothing of this line for {quarter.year}, so that there is nothing to follow."
    if today < quarter.year.first_day:
        return f"{quarter.year} has not begun, so that nothing can have been delivered in it."
    if quarter.ends >= today:
        return f"The quarter ends on {quarter.end_name}. It can be told of from the day after."
    if line.agreed_on and line.agreed_on > quarter.ends:
        return f"The line was agreed on {day(line.agreed_on)}, after this quarter had ended."
    if amount.settled:
        return (
            f"What {quarter.year} did not bring has been {amount.get_settled_display().lower()}: nothing more is told "
            "of that year."
        )
    if any(row.quarter > quarter.number for row in said):
        return "A later quarter of the year has been told of already, and what is delivered is counted from April."
    if any(row.quarter == quarter.number and row.state == UpdateState.CONFIRMED for row in said):
        return (
            "Finance has confirmed this update, so that it stays as it is. What has changed since belongs in the next."
        )
    return None


def questions_of(
    forecast_pence: int, delivered_pence: int, amount: LineAmount, said: Sequence[LineUpdate], quarter: Quarter
) -> list[str]:
    """What may be right and looks like a slip; asked before it is kept."""
    asked = []
    if forecast_pence < delivered_pence:
        asked.append(
            f"The forecast for the year, {pounds(forecast_pence)}, is less than the {pounds(delivered_pence)} that it "
            "has saved so far."
        )
    before = [row for row in said if row.quarter < quarter.number]
    last = max(before, key=lambda row: row.quarter, default=None)
    known = amount.actual_pence if last is None or last.confirmed_pence is not None else last.delivered_pence
    if known is not None and delivered_pence < known:
        asked.append(
            f"It has saved {pounds(delivered_pence)} so far, less than the {pounds(known)} that was "
            f"{'confirmed' if known == amount.actual_pence else 'told'} before."
        )
    if quarter.is_last and forecast_pence != delivered_pence:
        asked.append(
            f"The year is over, and its forecast, {pounds(forecast_pence)}, is not what it has saved, "
            f"{pounds(delivered_pence)}."
        )
    return asked


def why_not_answer(update: LineUpdate, by: Any) -> str | None:
    """For somebody who may confirm what the council's lines have delivered."""
    if update.state == UpdateState.CONFIRMED:
        return "It has been confirmed already."
    if update.state == UpdateState.RETURNED:
        return "It has been returned with a question. It can be confirmed once the owner has sent it again."
    if update.sent_by_id == by.pk:
        return "You sent this update yourself. Somebody else of the council’s finance confirms it."
    return None


def quarter_of(update: LineUpdate) -> Quarter:
    return Quarter(FinancialYear(update.year), update.quarter)

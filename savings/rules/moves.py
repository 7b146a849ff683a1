"""What may become of a line, and when: a reason in plain English, or None."""

import datetime
from collections.abc import Mapping

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from collab.moments import day
from programme.models import Council
from programme.queries.access import May
from savings.enums import LIVE, TRANSITIONS, LineStatus, Settlement
from savings.models import LineAmount, SavingsLine
from savings.models.plan import QUARTERS

# What a year plans, whole and by quarter.
PLAN = ("planned_pence", *QUARTERS)
Plan = dict[str, int | None]

# Why a line does not go straight to a status, by the status and where the line is.
_NOT_FROM = {
    (LineStatus.IN_DELIVERY, LineStatus.PROPOSED): "It is proposed still. Agree it first.",
    (LineStatus.DELIVERED, LineStatus.PROPOSED): "It is proposed still. Agree it first.",
    (LineStatus.AGREED, LineStatus.DELIVERED): "It has been delivered. Put it back in delivery first.",
    (LineStatus.PROPOSED, LineStatus.DELIVERED): "It has been delivered. Put it back in delivery first.",
    (LineStatus.WITHDRAWN, LineStatus.DELIVERED): "It has been delivered. Put it back in delivery first.",
    (LineStatus.PROPOSED, LineStatus.IN_DELIVERY): "It is in delivery. Put it back to agreed first, or withdraw it.",
}  # fmt: skip
_WAS_WITHDRAWN = "It was withdrawn. Propose it again first."


def why_not_decide(council: Council, may: May) -> str | None:
    """For somebody who knows of the line: say what becomes of it."""
    if not may(Permission.SAVINGS_EDIT, council):
        return f"What becomes of the lines of {council.name} is kept by its finance lead and its HR lead."
    return None


def why_not_agree(council: Council, may: May) -> str | None:
    if not may(Permission.SAVINGS_CONFIRM, council):
        return f"The savings plan of {council.name} is agreed by its finance lead."
    return None


def why_not_move(line: SavingsLine, to: LineStatus, may: May, *, today: datetime.date) -> str | None:
    """`line` with its plan, council and amounts."""
    council, status = line.plan.council, LineStatus(line.status)
    why_not = why_not_decide(council, may)
    if why_not is None and to not in TRANSITIONS[status]:
        if to == status:
            return f"It is {status.label.lower()} already."
        return _WAS_WITHDRAWN if status == LineStatus.WITHDRAWN else _NOT_FROM[to, status]
    if why_not is None and to == LineStatus.DELIVERED and not may(Permission.SAVINGS_CONFIRM, council):
        return f"That a line is delivered is confirmed by the finance lead of {council.name}."
    if why_not is None and to == LineStatus.PROPOSED and status in LIVE and _has_begun(line, today):
        return (
            "A year for which it was promised has begun, so that it stays promised. Withdraw it where nothing more is "
            "to come of it."
        )
    return why_not


def why_not_hold(line: SavingsLine, may: May) -> str | None:
    why_not = why_not_decide(line.plan.council, may)
    if why_not is None and line.held:
        return "It is held already."
    if why_not is None and not line.is_live:
        return f"It is {line.get_status_display().lower()}: only its own council sees it anyhow."
    return why_not


def why_not_release(line: SavingsLine, may: May) -> str | None:
    why_not = why_not_decide(line.plan.council, may)
    if why_not is None and not line.held:
        return "It is not held."
    if why_not is None and not line.is_live:
        return f"It is {line.get_status_display().lower()}: only its own council sees it. Agree it first."
    return why_not


def why_not_settle(line: SavingsLine, amount: LineAmount, may: May, *, today: datetime.date, waits: bool) -> str | None:
    """`waits`: an update of that year waits for finance."""
    year = FinancialYear(amount.year)
    why_not = why_not_decide(line.plan.council, may)
    if why_not is not None:
        return why_not
    if not line.is_live:
        return f"It is {line.get_status_display().lower()}: nothing is expected of it."
    if year.last_day >= today:
        return f"{year} is not over: it ends on {day(year.last_day)}."
    if undelivered_pence(amount) <= 0:
        return f"It has delivered what was planned for {year}."
    if waits:
        return f"An update of {year} waits for finance. Confirm or return it first."
    return None


def why_not_settle_so(
    settlement: Settlement, *, planned_later: bool, replaced_by: SavingsLine | None, line: SavingsLine
) -> str | None:
    """`planned_later`: some later year plans something."""
    if settlement == Settlement.RETIMED and not planned_later:
        return "Say in which later year it comes: no later year of the line plans anything."
    if settlement != Settlement.REPLACED:
        return None
    if replaced_by is None:
        return "Say which line of the plan takes its place."
    if replaced_by.pk == line.pk:
        return "A line cannot take its own place. Choose another."
    if replaced_by.status == LineStatus.WITHDRAWN:
        return f"{replaced_by.ref} was withdrawn, so it cannot take its place. Choose another."
    return None


def why_not_plan_anew(amount: LineAmount) -> str | None:
    """Why the plan of a later year stays as it is when an earlier one is settled."""
    if amount.settled:
        return (
            f"What {FinancialYear(amount.year)} did not bring has been {amount.get_settled_display().lower()}, so that "
            "its plan stays as it is."
        )
    return None


def plan_of(amount: LineAmount | None) -> Plan:
    return {name: getattr(amount, name, None) for name in PLAN}


def taken_back(amount: LineAmount, amounts: Mapping[int, LineAmount]) -> dict[int, Plan]:
    """What the later years plan again when a year is re-timed no longer: what they planned before. A year that has been
    planned otherwise since stays as somebody has said. `amounts` of the line, by year."""
    return {
        int(year): dict(said["was"])
        for year, said in amount.replanned.items()
        if plan_of(amounts.get(int(year)))["planned_pence"] == said["made"]
    }


def undelivered_pence(amount: LineAmount) -> int:
    """What was planned for the year and is not confirmed; what nobody has confirmed is not delivered."""
    return (amount.planned_pence or 0) - (amount.actual_pence or 0)


def _has_begun(line: SavingsLine, today: datetime.date) -> bool:
    planned = [FinancialYear(row.year) for row in line.amounts.all() if row.planned_pence]
    return any(year.first_day <= today for year in planned)

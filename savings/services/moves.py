"""What becomes of a line: where it stands, and whether the other councils see it."""

import datetime
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.moments import day
from programme.services.membership import refuse
from savings.enums import LIVE, LineStatus
from savings.models import SavingsLine
from savings.rules import moves as rules
from savings.services.locking import count_change, lock_line, rights

NOT_ALLOWED = "not-allowed"


@transaction.atomic
def move_line(
    line: SavingsLine, *, to: LineStatus, authority: str, on: datetime.date, hold: bool = False, version: int, by: Any,
    reason: str = "",
) -> SavingsLine:  # fmt: skip
    """The line where `authority` put it on that day. `hold`: a line that is agreed now is held with it.

    A withdrawn line keeps the day on which it was agreed, so that it counts as promised; one that is put back to
    proposed before its first year loses it. Refused with code "not-allowed", "stale", "gone", "authority" or "date".
    """
    row = lock_line(line, version=version)
    today = row.plan.programme.today
    refuse(rules.why_not_move(row, to, rights(row.plan.programme, by), today=today), NOT_ALLOWED)
    if not authority.strip():
        raise Refused("Say by what authority, for example a minute of the Cabinet.", code="authority")
    if on > today:
        raise Refused(f"It is recorded once it has been decided: choose {day(today)} or an earlier day.", code="date")
    if to == LineStatus.AGREED and row.status == LineStatus.PROPOSED:
        row.agreed_on, row.held = on, row.held or hold
    elif to == LineStatus.PROPOSED and row.status in LIVE:
        row.agreed_on = None
    row.status, row.authority = to, authority.strip()
    words = f"{to.label.lower()} from {day(on)}"
    return count_change(row, by=by, reason=f"{words}: {reason.strip()}" if reason.strip() else words)


@transaction.atomic
def hold_line(line: SavingsLine, *, version: int, by: Any, reason: str) -> SavingsLine:
    """From now on it counts for its own council's people only. Refused as `move_line`."""
    row = lock_line(line, version=version)
    refuse(rules.why_not_hold(row, rights(row.plan.programme, by)), NOT_ALLOWED)
    row.held = True
    return count_change(row, by=by, reason=f"held: {reason}")


@transaction.atomic
def release_line(line: SavingsLine, *, version: int, by: Any, reason: str) -> SavingsLine:
    """From now on the whole programme sees it, and it counts for everybody. Refused as `move_line`."""
    row = lock_line(line, version=version)
    refuse(rules.why_not_release(row, rights(row.plan.programme, by)), NOT_ALLOWED)
    row.held = False
    return count_change(row, by=by, reason=f"released: {reason}")

"""A council agrees its savings plan: what is in it then is kept as it was, and the plan goes on."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import Job, record
from collab.moments import day
from programme.services.membership import refuse
from savings.enums import LineStatus
from savings.models import PlanVersion, SavingsLine, SavingsPlan
from savings.queries.versions import content_of, latest_version, lines_in_full, proposed_in, seal_of
from savings.rules import moves as rules
from savings.services.groups import refresh_groups
from savings.services.locking import lock_plan, rights

SEEN_OTHERWISE = "The plan has been changed since you opened the page. Look at it as it is now, then agree it."


@transaction.atomic
def agree_plan(
    plan: SavingsPlan, *, authority: str, on: datetime.date, also: Collection[int] = (), seal: str, by: Any
) -> PlanVersion:
    """The plan as agreed by `authority` on that day, its lines in full. `also`: the keys of the proposed lines that
    are agreed with it; the others stay proposed. `seal` is that of the content that `by` has seen.

    Refused with code "not-allowed", "stale", "empty", "same" where nothing has changed since it was last agreed,
    "authority" or "date".
    """
    plan = lock_plan(plan)
    refuse(rules.why_not_agree(plan.council, rights(plan.programme, by)), "not-allowed")
    lines = lines_in_full(plan)
    content = content_of(lines)
    if seal_of(content) != seal:
        raise Refused(SEEN_OTHERWISE, code="stale")
    _refuse_answer(plan, authority, on)
    agreed = [line for line in proposed_in(lines) if line.pk in set(also)]
    _refuse_content(plan, content, changes=bool(agreed))
    for line in agreed:
        _agree(line, plan, authority=authority, on=on, by=by)
    if agreed:
        refresh_groups(plan, services={line.service for line in agreed})
    row = PlanVersion(
        plan=plan, number=plan.version, agreed_on=on, authority=authority.strip(), content=content_of(lines),
        by=None if isinstance(by, Job) else by, job=by.name if isinstance(by, Job) else "",
    )  # fmt: skip
    row.save()
    plan.version += 1
    record(plan, by=by, reason=f"version {row.number} agreed")
    return row


def _refuse_answer(plan: SavingsPlan, authority: str, on: datetime.date) -> None:
    if not authority.strip():
        raise Refused("Say by what authority, for example a minute of the Cabinet.", code="authority")
    today = plan.programme.today
    if on > today:
        raise Refused(f"It is recorded once it has been agreed: choose {day(today)} or an earlier day.", code="date")


def _refuse_content(plan: SavingsPlan, content: dict[str, Any], *, changes: bool) -> None:
    """Where there is nothing to agree."""
    if not content["lines"]:
        raise Refused("The plan has no lines yet.", code="empty")
    last = latest_version(plan)
    if last is not None and last.content == content and not changes:
        raise Refused(f"Nothing has changed since version {last.number} was agreed.", code="same")


def _agree(line: SavingsLine, plan: SavingsPlan, *, authority: str, on: datetime.date, by: Any) -> None:
    line.status, line.authority, line.agreed_on = LineStatus.AGREED, authority.strip(), on
    line.version += 1
    record(line, by=by, reason=f"agreed with version {plan.version} of the plan")

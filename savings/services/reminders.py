"""Owners are written to about the quarter's update: once when it is asked for, once when it is overdue."""

import itertools
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.roles import Permission
from collab.calc.quarters import Quarter
from collab.child import places_of
from programme.models import Programme
from programme.queries.access import May, may_in
from savings.enums import ReminderKind
from savings.models import Reminder
from savings.queries.updates import LineQuarter, asked_of_lines

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """One mail: to an owner, of a kind, about lines of one programme in one quarter that are due on one day."""

    to: "User"
    kind: ReminderKind
    programme: Programme
    rows: list[LineQuarter]


@dataclass(frozen=True)
class Posted:
    sent: list[Letter]
    failed: list[Letter]


def letters_due(programme: Programme) -> list[Letter]:
    """What is to be written today: of the latest quarter alone, to those who may send the update, about lines of which
    nothing has been sent and nothing was written so far."""
    quarter = Quarter.ended_by(programme.today)
    asked = asked_of_lines(Q(plan__programme=programme, owner__is_active=True))
    open_rows = [row for row in asked if row.quarter == quarter and row.update is None]
    written = set(
        Reminder.objects.filter(
            line__plan__programme=programme, year=quarter.year.start, quarter=quarter.number
        ).values_list("line", "to", "kind")
    )
    found: dict[tuple[int, ReminderKind], Letter] = {}
    for row in _of_those_who_may(programme, open_rows):
        owner = row.line.owner
        assert owner is not None  # noqa: S101 - asked_of_lines gives lines that have one
        kind = ReminderKind.OVERDUE if row.due < programme.today else ReminderKind.ASKED
        if (row.line.pk, owner.pk, kind) not in written:
            found.setdefault((owner.pk, kind), Letter(owner, kind, programme, [])).rows.append(row)
    return list(found.values())


def send_reminders(programmes: Iterable[Programme]) -> Posted:
    """Send what is due. What could not be sent stops nothing else, and is tried again next time."""
    posted = Posted([], [])
    for letter in itertools.chain.from_iterable(map(letters_due, programmes)):
        try:
            if _send(letter):
                posted.sent.append(letter)
        except Exception as error:
            # The message of a mail server could name the person, so the log has the type and the places only.
            logger.error("A reminder could not be sent: %s", places_of(error))
            posted.failed.append(letter)
    return posted


def remind_everybody() -> bool:
    """Whether all that was due is sent."""
    return not send_reminders(Programme.objects.all()).failed


@transaction.atomic
def _send(letter: Letter) -> bool:
    """The rows first, so that of two who send at once one alone writes the mail: whether that is this one."""
    try:
        with transaction.atomic():
            for row in letter.rows:
                Reminder(
                    line=row.line, to=letter.to, year=row.quarter.year.start, quarter=row.quarter.number,
                    kind=letter.kind,
                ).save()  # fmt: skip
    except IntegrityError:
        return False
    first = letter.rows[0]
    context: dict[str, Any] = {
        "name": letter.to.name, "programme": letter.programme.name, "quarter": first.quarter,
        "due": first.due, "overdue": letter.kind == ReminderKind.OVERDUE, "site_address": settings.SITE_ADDRESS,
        "lines": [(row.line.ref, _link(row)) for row in letter.rows],
    }  # fmt: skip
    get_adapter().render_mail("savings/email/reminder", letter.to.email, context).send()
    return True


def _of_those_who_may(programme: Programme, rows: Iterable[LineQuarter]) -> list[LineQuarter]:
    """Without the lines of owners who have no role any more by which they send updates. A query for each owner."""
    rights: dict[User, May] = {}
    found = []
    for row in rows:
        if owner := row.line.owner:
            rights[owner] = rights.get(owner) or may_in(programme, owner)
            found += [row] if rights[owner](Permission.SAVINGS_UPDATE, row.line.plan.council) else []
    return found


def _link(row: LineQuarter) -> str:
    plan = row.line.plan
    path = reverse("line-update", args=[plan.programme.slug, plan.council.slug, row.line.pk])
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"

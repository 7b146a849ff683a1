"""What waits for a person in the programmes that they take part in, and the dates to come."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from collab.moments import day
from programme.enums import ActionState, InvitationState, MilestoneState, RiskState
from programme.models import Council, Finding, Invitation, Milestone, Programme, Risk
from programme.models.invitation import LASTS
from programme.nouns import NOUN
from programme.queries.access import members_where

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """Something to do: in words, where, and until when (None where nothing says). `note` tells more of it."""

    what: str
    url: str
    programme: Programme
    council: Council | None = None
    due: datetime.date | None = None
    note: str = ""

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < self.programme.today

    @property
    def until(self) -> str:
        """The date in words, "" where there is none."""
        if self.due is None:
            return ""
        return f"Late: it was due on {day(self.due)}" if self.is_late else f"By {day(self.due)}"

    @property
    def order(self) -> tuple[bool, datetime.date, str]:
        """Late before the rest, then by date, the undated last."""
        return not self.is_late, self.due or datetime.date.max, self.what


@dataclass(frozen=True)
class Ahead:
    """A date to come: `when` is how exactly it is known."""

    on: datetime.date
    when: str
    what: str
    url: str
    programme: Programme


def waiting_for(user: "User") -> list[Waiting]:
    """What the programme asks of `user`, in no order. Five queries, whatever there is."""
    return [*_risks(user), *_findings(user), *_stages(user), *_late_dates(user), *_invitations(user)]


def dates_ahead(user: "User") -> list[Ahead]:
    """Planned dates and reviews of the stage that are still to come, in no order. Two queries."""
    planned = Milestone.objects.filter(_in("programme", Permission.PROGRAMME_VIEW, user), state=MilestoneState.PLANNED)
    found = [
        Ahead(row.on, row.when, row.text, NOUN["milestone"].url(row.programme), row.programme)
        for row in planned.select_related("programme")
        if not row.is_late(row.programme.today)
    ]
    reviewed = Programme.objects.filter(_in("pk", Permission.PROGRAMME_VIEW, user), stage_review_on__isnull=False)
    return found + [
        Ahead(row.stage_review_on, day(row.stage_review_on), "The stage is looked at again", _stage(row), row)
        for row in reviewed
        if row.stage_review_on and row.stage_review_on >= row.today
    ]


def _in(programme: str, permission: Permission, user: "User") -> Q:
    return Q(members_where(permission, user, programme=programme))


def _risks(user: "User") -> list[Waiting]:
    rows = Risk.objects.filter(_in("programme", Permission.PROGRAMME_VIEW, user), waits_for=user, state=RiskState.OPEN)
    return [
        Waiting(
            f"Look at the risk again: {row.text}", NOUN["risk"].url(row.programme), row.programme, due=row.review_on
        )
        for row in rows.select_related("programme")
    ]


def _findings(user: "User") -> list[Waiting]:
    rows = Finding.objects.filter(_in("programme", Permission.PROGRAMME_VIEW, user), waits_for=user)
    return [
        Waiting(
            f"Act on a finding: {row.text}", NOUN["finding"].url(row.programme), row.programme, due=row.due_on,
            note=str(row.review),
        )
        for row in rows.exclude(state=ActionState.DONE).select_related("programme", "review")
    ]  # fmt: skip


def _stages(user: "User") -> list[Waiting]:
    rows = Programme.objects.filter(_in("pk", Permission.PROGRAMME_EDIT, user), stage_review_on__isnull=False)
    return [
        Waiting(
            f"Look again at the stage: {row.get_stage_display().lower()}", _stage(row), row, due=row.stage_review_on
        )
        for row in rows
    ]


def _late_dates(user: "User") -> list[Waiting]:
    rows = Milestone.objects.filter(_in("programme", Permission.PROGRAMME_EDIT, user), state=MilestoneState.PLANNED)
    return [
        Waiting(
            f"Say whether it has happened: {row.text}", NOUN["milestone"].url(row.programme), row.programme,
            due=Milestone.when.last_day(row),
        )
        for row in rows.select_related("programme")
        if row.is_late(row.programme.today)
    ]  # fmt: skip


def _invitations(user: "User") -> list[Waiting]:
    """Those that nobody took up before their link ran out."""
    rows = Invitation.objects.filter(
        _in("programme", Permission.PEOPLE_EDIT, user),
        state=InvitationState.WAITING,
        sent_at__lt=timezone.now() - LASTS,
    )
    return [
        Waiting(
            f"{row.name} has not taken up the invitation", reverse("people", args=[row.programme.slug]), row.programme,
            row.council, note="Its link has run out. Send it again, or withdraw it.",
        )
        for row in rows.select_related("programme", "council")
    ]  # fmt: skip


def _stage(programme: Programme) -> str:
    return reverse("programme-stage", args=[programme.slug])

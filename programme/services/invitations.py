"""Somebody is invited, and comes."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from accounts.queries import account_of
from accounts.roles import Role
from accounts.services import make_account
from collab.errors import Refused
from collab.history import record
from programme.enums import InvitationState
from programme.models import Council, Invitation, Membership, Programme
from programme.queries.people import (
    invitation_waiting,
    invitation_with,
    keeps_people,
    sent_within_an_hour,
    takes_part,
)
from programme.rules import people as rules
from programme.services.membership import give_another_role, give_role, lock, refuse, refuse_outsider

if TYPE_CHECKING:
    from accounts.models import User

# Pressed twice, or sent twice by a browser: the same invitation, and one mail.
AGAIN = datetime.timedelta(minutes=1)


@transaction.atomic
def invite(
    *, programme: Programme, email: str, name: str, role: Role, council: Council | None, by: "User"
) -> tuple[Invitation | Membership, bool]:
    """An invitation, whether or not the address has an account; and whether there is a mail to send.

    Whoever takes part already has the role at once. Refused with code "scope", "held" (takes part with this role),
    "invited" (more than a minute ago) or "throttled".
    """
    lock(programme)
    refuse(rules.why_not_scope(role, council), "scope")
    refuse_outsider(programme, council)
    user = account_of(email)
    if user is not None and takes_part(programme, user):
        given = give_another_role(user=user, programme=programme, role=role, council=council, by=by, reason="invited")
        return given, True
    waiting = invitation_waiting(programme, email, role, council)
    if waiting is not None:
        if waiting.by == by and timezone.now() - waiting.sent_at < AGAIN:
            return waiting, False
        raise Refused(rules.why_not_invite_again(waiting), code="invited")
    refuse(rules.why_not_send(sent_within_an_hour(by)), "throttled")
    invitation = Invitation(
        programme=programme, email=email.strip().lower(), name=" ".join(name.split()), role=role, council=council,
        by=by, sent_at=timezone.now(),
    )  # fmt: skip
    record(invitation, by=by, reason="invited")
    return invitation, True


@transaction.atomic
def send_again(invitation: Invitation, *, by: "User") -> Invitation:
    """A new mail, whose link takes the place of the last one's. Refused with code "state" or "throttled"."""
    invitation = _changed(invitation)
    refuse(rules.why_not_send(sent_within_an_hour(by)), "throttled")
    invitation.times += 1
    invitation.sent_at, invitation.by = timezone.now(), by
    record(invitation, by=by, reason="sent again")
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: "User", reason: str) -> None:
    """From now on the link holds no more. Refused with code "state" where it does not wait any more."""
    invitation = _changed(invitation)
    invitation.state = InvitationState.WITHDRAWN
    record(invitation, by=by, reason=reason)


@transaction.atomic
def accept(key: str, *, user: "User") -> Membership:
    """The person of the address takes the role. Refused with code "link" or "sender"."""
    return _accept(_offered(key), user)


@transaction.atomic
def accept_with_account(key: str, *, name: str, password: str) -> tuple[Membership, "User"]:
    """Whoever has the mail makes the account of its address and takes the role. Refused with "link", "sender" or
    "in-use"."""
    invitation = _offered(key)
    reason = f"invited by {invitation.by.name}"
    user = make_account(email=invitation.email, name=name, password=password, by=None, reason=reason)
    return _accept(invitation, user), user


def _offered(key: str) -> Invitation:
    found = invitation_with(key)
    if found is not None:
        lock(found.programme)
        found = invitation_with(key)
    if found is None:
        raise Refused("The invitation does not hold any more.", code="link")
    refuse(rules.why_not_accept(sender_keeps_people=keeps_people(found.programme, found.by)), "sender")
    return found


def _accept(invitation: Invitation, user: "User") -> Membership:
    if user.email != invitation.email:
        raise Refused("This invitation is for another address.", code="link")
    invitation.state, invitation.accepted_by = InvitationState.ACCEPTED, user
    record(invitation, by=user, reason="accepted")
    return give_role(
        user=user, programme=invitation.programme, role=Role(invitation.role), council=invitation.council,
        by=invitation.by, reason="accepted the invitation",
    )  # fmt: skip


def _changed(invitation: Invitation) -> Invitation:
    """The invitation as it is now, which nobody else changes meanwhile."""
    lock(invitation.programme)
    found = Invitation.objects.select_related("programme", "council").get(pk=invitation.pk)
    refuse(rules.why_not_change(found), "state")
    return found

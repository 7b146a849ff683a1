"""Who takes part in a programme, and who is asked to."""

import datetime
from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.roles import Permission, Role, roles_with
from programme.enums import InvitationState
from programme.models import Council, Invitation, Membership, Programme
from programme.models.invitation import LASTS

if TYPE_CHECKING:
    from accounts.models import User

SALT = "programme.invitation"
HOUR = datetime.timedelta(hours=1)
ORDERS = {
    "name": ("user__name", "user_id", "role"),
    "council": ("council__name", "user__name", "role"),
    "role": ("role", "council__name", "user__name"),
    "since": ("-since", "user__name"),
}


def members_of(programme: Programme) -> QuerySet[Membership]:
    """Every role with its person and council, and with `since` and `given_by` or `given_by_job`. One query."""
    given = Membership.history.filter(id=OuterRef("pk"), history_type="+").order_by("-history_id")
    return (
        Membership.objects.filter(programme=programme)
        .select_related("user", "council")
        .annotate(
            since=Subquery(given.values("history_date")[:1]),
            given_by=Subquery(given.values("history_user__name")[:1]),
            given_by_job=Subquery(given.values("history_job")[:1]),
        )
        .order_by("user__name", "user_id", "role", "council__name")
    )


def roles_held(programme: Programme, user: "User") -> list[Membership]:
    """The person's roles there. One query."""
    return list(members_of(programme).filter(user=user))


def role_held(
    programme: Programme, user: "User", role: Role, council: Council | None
) -> Membership | None:  # fmt: skip
    found = Membership.objects.filter(programme=programme, user=user, role=role, council=council)
    return found.select_related("user", "council").first()


def memberships_of(user: "User") -> QuerySet[Membership]:
    """All roles of one person, by programme. One query."""
    found = Membership.objects.filter(user=user, user__is_active=True).select_related("programme", "council")
    return found.order_by("programme__name", "role", "council__name")


def takes_part(programme: Programme, user: "User") -> bool:
    return Membership.objects.filter(programme=programme, user=user).exists()


def other_administrators(membership: Membership) -> int:
    """How many people with an open account keep the programme's people besides this one."""
    rows = Membership.objects.filter(programme=membership.programme, role=Role.ADMINISTRATOR, user__is_active=True)
    return rows.exclude(user=membership.user).count()


def may_set_up(user: "User") -> bool:
    """Whether `user` may make a programme: who keeps the installation, or any programme. One query at most."""
    roles = sorted(roles_with(Permission.PROGRAMME_SET_UP))
    return user.may_set_up or Membership.objects.filter(user=user, user__is_active=True, role__in=roles).exists()


# Invitations


def invitations_waiting(programme: Programme) -> QuerySet[Invitation]:
    """By name, with council and sender. One query."""
    found = Invitation.objects.filter(programme=programme, state=InvitationState.WAITING)
    return found.select_related("council", "by", "programme")


def people_wanted(
    programme: Programme, *, words: str = "", role: str = "", council: Council | None = None, order: str = ""
) -> tuple[QuerySet[Membership], QuerySet[Invitation]]:
    """Roles in one of ORDERS, and invitations, narrowed alike. Two queries."""
    rows, waiting = members_of(programme), invitations_waiting(programme)
    if words:
        rows, waiting = rows.filter(user__name__icontains=words), waiting.filter(name__icontains=words)
    if role:
        rows, waiting = rows.filter(role=role), waiting.filter(role=role)
    if council:
        rows, waiting = rows.filter(council=council), waiting.filter(council=council)
    return rows.order_by(*ORDERS.get(order, ORDERS["name"])), waiting


def invitation_waiting(
    programme: Programme, email: str, role: Role, council: Council | None
) -> Invitation | None:  # fmt: skip
    return invitations_waiting(programme).filter(email__iexact=email, role=role, council=council).first()


def sent_within_an_hour(user: "User") -> int:
    """How many mails of invitations `user` has sent, withdrawn ones as well."""
    rows = Invitation.history.filter(
        history_user=user, state=InvitationState.WAITING, history_date__gt=timezone.now() - HOUR
    )
    count: int = rows.count()
    return count


def keeps_people(programme: Programme, user: "User") -> bool:
    roles = sorted(roles_with(Permission.PEOPLE_EDIT))
    return Membership.objects.filter(
        programme=programme, user=user, user__is_active=True, role__in=roles
    ).exists()  # fmt: skip


def key_of(invitation: Invitation) -> str:
    """What the link in the mail carries: signed, good for LASTS, and for this mail of the invitation alone."""
    return signing.dumps([invitation.pk, invitation.times], salt=SALT)


def invitation_with(key: str) -> Invitation | None:
    """The invitation of a link that holds; None where it was used, withdrawn, sent again, is too old, or is none."""
    try:
        pk, times = signing.loads(key, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    found = Invitation.objects.filter(pk=pk, times=times, state=InvitationState.WAITING)
    return found.select_related("programme", "council", "by").first()

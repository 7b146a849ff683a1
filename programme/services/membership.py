"""Roles are given and taken."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.roles import Role
from collab.errors import Refused
from collab.history import erase, record
from programme.models import Council, Membership, Programme
from programme.queries.people import other_administrators, role_held
from programme.rules import people as rules

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def give_role(
    *, user: "User", programme: Programme, role: Role, council: Council | None, by: Any, reason: str
) -> Membership:
    """Give a role, which acts on the person's next request; giving it again changes nothing.

    Refused with code "scope" where a council role names no council or a programme role names one.
    """
    refuse(rules.why_not_scope(role, council), "scope")
    found = role_held(programme, user, role, council)
    if found is None:
        found = Membership(user=user, programme=programme, role=role, council=council)
        record(found, by=by, reason=reason)
    return found


@transaction.atomic
def give_another_role(
    *, user: "User", programme: Programme, role: Role, council: Council | None, by: "User", reason: str
) -> Membership:
    """Give a role that the person does not have yet. Refused with code "scope", or "held" where they have it."""
    lock(programme)
    refuse_outsider(programme, council)
    refuse(rules.why_not_give(role_held(programme, user, role, council)), "held")
    return give_role(user=user, programme=programme, role=role, council=council, by=by, reason=reason)


@transaction.atomic
def take_role(membership: Membership, *, by: Any, reason: str) -> None:
    """Take a role away, which acts on the person's next request.

    Refused with code "last-administrator", or "gone" where somebody has taken it meanwhile.
    """
    lock(membership.programme)
    found = Membership.objects.filter(pk=membership.pk).select_related("user", "programme").first()
    if found is None:
        raise Refused("That role has been taken away already.", code="gone")
    others = other_administrators(found)
    refuse(rules.why_not_take(found, found.programme, other_administrators=others), "last-administrator")
    erase(found, by=by, reason=reason)


def lock(programme: Programme) -> None:
    """Whatever changes who keeps a programme goes one at a time, so that nobody counts what another is taking."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def refuse_outsider(programme: Programme, council: Council | None) -> None:
    """A council that somebody has removed meanwhile has no roles."""
    takes_part = council is not None and programme.programme_councils.filter(council=council).exists()
    refuse(rules.why_not_for(council, takes_part=takes_part), "scope")


def refuse(reason: str | None, code: str) -> None:
    if reason:
        raise Refused(reason, code=code)

"""Roles are given and taken."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.roles import COUNCIL_ROLES, Role
from collab.errors import Refused
from collab.history import erase, record
from programme.models import Council, Membership, Programme

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def give_role(
    *, user: "User", programme: Programme, role: Role, council: Council | None, by: Any, reason: str
) -> Membership:
    """Give a role, which acts on the person's next request; giving it again changes nothing.

    Refused with code "scope" where a council role names no council or a programme role names one.
    """
    if (role in COUNCIL_ROLES) != (council is not None):
        wants = "one council" if role in COUNCIL_ROLES else "the programme as a whole"
        raise Refused(f"The role {role.label} is for {wants}.", code="scope")
    found = Membership.objects.filter(user=user, programme=programme, role=role, council=council).first()
    if found is None:
        found = Membership(user=user, programme=programme, role=role, council=council)
        record(found, by=by, reason=reason)
    return found


@transaction.atomic
def take_role(membership: Membership, *, by: Any, reason: str) -> None:
    """Take a role away, which acts on the person's next request."""
    erase(membership, by=by, reason=reason)

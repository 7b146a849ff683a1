"""When a role may be offered, given and taken: a reason in plain English, or None."""

from accounts.roles import COUNCIL_ROLES, Role
from programme.enums import InvitationState
from programme.models import Council, Invitation, Membership, Programme

# How many invitations one person sends within an hour.
MOST_INVITATIONS = 30
NOT_PEOPLE_VIEW = "Who takes part is seen by the programme manager, the auditor and the administrators."
NOT_PEOPLE_EDIT = "People are invited, and roles given and taken, by the administrators of the programme."


def as_role(role: Role | str, council: Council | None) -> str:
    """ "officer for Alder", "auditor of the programme"."""
    return as_role_words(role, council.short_name if council else "")


def as_role_words(role: Role | str, council: str) -> str:
    label = str(Role(role).label)
    if council:
        return f"{label} for {council}"
    return label if label.startswith("programme") else f"{label} of the programme"


def why_not_scope(role: Role, council: Council | None) -> str | None:
    if (role in COUNCIL_ROLES) != (council is not None):
        wants = "one council" if role in COUNCIL_ROLES else "the programme as a whole"
        return f"The role {role.label} is for {wants}."
    return None


def why_not_for(council: Council | None, *, takes_part: bool) -> str | None:
    return None if council is None or takes_part else f"{council.name} does not take part in the programme any more."


def why_not_give(held: Membership | None) -> str | None:
    if held is None:
        return None
    return f"{held.user.name} is {as_role(held.role, held.council)} already."


def why_not_take(membership: Membership, programme: Programme, *, other_administrators: int) -> str | None:
    """`other_administrators`: how many more people with an open account keep the people of the programme."""
    if membership.role == Role.ADMINISTRATOR and other_administrators == 0:
        return (
            f"{membership.user.name} is the last administrator of {programme.name}. Without one nobody could invite "
            "people or give roles. Make somebody else administrator first."
        )
    return None


def why_not_invite_again(waiting: Invitation) -> str:
    return (
        f"{waiting.email} is invited already, as {as_role(waiting.role, waiting.council)}. "
        "If the mail has not arrived, send it again from the list of people."
    )


def why_not_send(sent_within_an_hour: int) -> str | None:
    if sent_within_an_hour < MOST_INVITATIONS:
        return None
    return f"You have sent {MOST_INVITATIONS} invitations within an hour. Wait a while, then go on."


def why_not_change(invitation: Invitation) -> str | None:
    if invitation.state == InvitationState.WAITING:
        return None
    return f"The invitation of {invitation.name} does not wait any more: it is {invitation.state}."


def why_not_accept(*, sender_keeps_people: bool) -> str | None:
    if sender_keeps_people:
        return None
    return (
        "Whoever invited you does not keep the people of this programme any more. "
        "Ask its administrators to invite you again."
    )

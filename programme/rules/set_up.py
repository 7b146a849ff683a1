"""When a programme may be made, and its councils changed: a reason in plain English, or None."""

from programme.models import ProgrammeCouncil

NOT_SET_UP = "Programmes are made, and their councils put in order, by administrators."


def why_not_set_up(allowed: bool) -> str | None:
    return None if allowed else NOT_SET_UP


def why_not_add(*, takes_part: bool, is_elsewhere: bool, name: str) -> str | None:
    """`is_elsewhere`: it takes part in other programmes, of none of which the person keeps the councils."""
    if takes_part:
        return f"{name} takes part already."
    if is_elsewhere:
        # Its settings and house style hold in all its programmes: who adds it gives roles that may change them.
        return (
            f"{name} has people of its own here already, in another programme. An administrator of that programme, or "
            "whoever keeps the installation, adds it to this one."
        )
    return None


def why_not_remove(part: ProgrammeCouncil, *, is_empty: bool) -> str | None:
    if is_empty:
        return None
    name = part.council.short_name
    return (
        f"{name} cannot be removed, because people have roles or invitations for {name} in this programme, or {name} "
        "has begun something in it. Take the roles and withdraw the invitations first; what a council has begun stays."
    )

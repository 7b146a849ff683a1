"""When a person may bring in or write out the bundle of a programme: a reason in plain English, or None."""

from collections.abc import Iterable

from accounts.roles import Permission
from programme.models import Council
from programme.queries.access import May

NOT_ALL = (
    "A bundle holds all that a programme and its councils keep. A person may bring it in or write it out who keeps the "
    "programme and the staffing of every council in it; leave --by out to act as the command."
)


def why_not_carry(may: May, councils: Iterable[Council | None]) -> str | None:
    """`councils` are all that the bundle speaks of and all that take part; None stands for one that is not here yet."""
    keeps = (
        may(Permission.PROGRAMME_EDIT)
        and may(Permission.MODEL_EDIT)
        and all(council is not None and may(Permission.STAFFING_EDIT, council) for council in councils)
    )
    return None if keeps else NOT_ALL

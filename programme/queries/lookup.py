"""Programmes and councils by name, for commands."""

from typing import TYPE_CHECKING

from collab.errors import Refused
from collab.history import Job
from programme.models import Council, Programme
from programme.queries.access import programmes_of

if TYPE_CHECKING:
    from accounts.models import User


def programme_called(slug: str, *, by: "User | Job | None" = None) -> Programme:
    """The programme; Refused where there is none of that name, or none that the person `by` may know of."""
    programmes = Programme.objects.all() if by is None or isinstance(by, Job) else programmes_of(by)
    found = programmes.filter(slug=slug).first()
    if found is None:
        raise Refused(f"There is no programme called “{slug}”.", code="unknown-programme")
    return found


def council_in(programme: Programme, slug: str) -> Council:
    """The council; Refused where it does not take part in the programme."""
    found = programme.councils.filter(slug=slug).first()
    if found is None:
        raise Refused(f"No council called “{slug}” takes part in {programme.name}.", code="unknown-council")
    return found

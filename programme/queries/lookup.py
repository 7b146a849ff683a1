"""Programmes and councils by name, for commands."""

from collab.errors import Refused
from programme.models import Council, Programme


def programme_called(slug: str) -> Programme:
    """The programme; Refused where there is none of that name."""
    found = Programme.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(f"There is no programme called “{slug}”.", code="unknown-programme")
    return found


def council_in(programme: Programme, slug: str) -> Council:
    """The council; Refused where it does not take part in the programme."""
    found = programme.councils.filter(slug=slug).first()
    if found is None:
        raise Refused(f"No council called “{slug}” takes part in {programme.name}.", code="unknown-council")
    return found

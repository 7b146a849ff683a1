"""The councils of a programme, and those of the installation."""

from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet

from accounts.roles import Permission
from programme.models import Council, Invitation, Programme, ProgrammeCouncil
from programme.queries.access import members_where
from programme.queries.people import invitations_waiting

if TYPE_CHECKING:
    from accounts.models import User


def parts_of(programme: Programme) -> QuerySet[ProgrammeCouncil]:
    """In the programme's order, with their councils. One query."""
    return programme.programme_councils.select_related("council")


def councils_to_add(programme: Programme, words: str) -> QuerySet[Council]:
    """The councils of the installation that do not take part yet, whose name or code has `words` in it.

    Which programmes they take part in is not told; names and codes are the Office for National Statistics' own.
    """
    matching = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(ons_code__iexact=words)
    return Council.objects.filter(matching).exclude(programme_councils__programme=programme)


def is_elsewhere(council: Council, user: "User") -> bool:
    """Whether the council takes part in programmes already, and `user` keeps the councils of none of them."""
    programmes = Programme.objects.filter(programme_councils__council=council)
    theirs = programmes.filter(members_where(Permission.PROGRAMME_SET_UP, user, programme="pk"))
    return programmes.exists() and not theirs.exists()


def has_nothing_in(part: ProgrammeCouncil) -> bool:
    """Whether no row of any floor belongs to this council in this programme. One query for each kind of row."""
    if invitations_waiting(part.programme).filter(council=part.council).exists():
        return False
    for relation in Council._meta.related_objects:
        model = relation.related_model
        if model in (ProgrammeCouncil, Invitation) or not _has_programme(model):
            continue
        if model._base_manager.filter(**{relation.field.name: part.council}, programme=part.programme).exists():
            return False
    return True


def _has_programme(model: type) -> bool:
    try:
        model._meta.get_field("programme")  # type: ignore[attr-defined]
    except FieldDoesNotExist:
        return False
    return True

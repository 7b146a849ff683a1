"""Some of the acts in the list of changes: of one person, of one kind, of some days."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from documents.enums import FRONT, Verb
from documents.models import Document, Edit
from documents.queries.edits import edits_of

WORDS, MOVES, ADDED, DELETED, FRONT_ONLY = "words", "moves", "added", "deleted", FRONT
_KINDS = {
    WORDS: Q(verb__in=(Verb.CHANGE, Verb.SPLIT, Verb.JOIN, Verb.REPLACE)) & ~Q(piece=FRONT),
    MOVES: Q(verb=Verb.MOVE),
    ADDED: Q(verb__in=(Verb.ADD, Verb.SPLIT)),
    DELETED: Q(verb__in=(Verb.REMOVE, Verb.JOIN)),
    FRONT_ONLY: Q(piece=FRONT),
}


@dataclass(frozen=True)
class Wanted:
    """`who` is a person's number or a job's name as in `authors_of`; "" and None leave open."""

    who: str = ""
    kind: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


def edits_wanted(document: Document, wanted: Wanted) -> QuerySet[Edit]:
    """Latest first, with their parts. Two queries."""
    found = edits_of(document).prefetch_related("parts")
    if wanted.who:
        found = found.filter(by=int(wanted.who)) if wanted.who.isdecimal() else found.filter(job=wanted.who[4:])
    if wanted.kind:
        found = found.filter(_KINDS[wanted.kind])
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until and wanted.until < datetime.date.max:
        found = found.filter(at__lt=_midnight(wanted.until + datetime.timedelta(days=1)))
    return found


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=get_current_timezone())


def authors_of(document: Document) -> list[tuple[str, str]]:
    """(value, name) of everybody who did something, jobs among them. One query."""
    rows = document.edits.order_by("by__name", "job").values_list("by", "by__name", "job").distinct()
    return [(str(pk), name) if pk else (f"job {job}", job) for pk, name, job in rows]

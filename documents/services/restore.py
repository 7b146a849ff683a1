"""Putting a piece back as it was. One act, one row in the list of changes, and undo takes it back.

`number` is that of the act after which the piece read so; `seen` that of the last act on this piece which `by`
has seen: where there is a later one, nothing is written (Refused with code "stale").
"""

from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.moments import moment
from documents.enums import FRONT, Verb
from documents.models import Document, Paragraph, Section
from documents.queries.past import Version, versions_of
from documents.services.exemption import nothing_opened
from documents.services.front import WHAT, front_state
from documents.services.log import keep, lock, log, named, place, state


@transaction.atomic
def restore_paragraph(paragraph: Paragraph, *, number: int, seen: int, by: Any, reason: str = "") -> Paragraph:
    """Its words, label and numbering. It stays where it stands; a deleted one comes back where it stood."""
    document = lock(paragraph.section.document, by)
    paragraph = Paragraph.objects.select_related("section").get(pk=paragraph.pk)
    version = _version(document, paragraph, number, seen)
    if paragraph.section.removed:
        raise Refused("The heading that it stood under has been deleted. Bring the heading back first.", code="gone")
    _put_back(document, paragraph, ("body", "label", "numbered"), version, by=by, reason=reason)
    return paragraph


@transaction.atomic
def restore_section(section: Section, *, number: int, seen: int, by: Any, reason: str = "") -> Section:
    """A heading's words and level. It stays where it stands; a deleted one comes back where it stood, without text.
    Whether it is exempt stays as it is."""
    document = lock(section.document, by)
    section = Section.objects.get(pk=section.pk)
    version = _version(document, section, number, seen)
    with nothing_opened(document):
        _put_back(document, section, ("heading", "level"), version, by=by, reason=reason)
    return section


@transaction.atomic
def restore_front(document: Document, *, number: int, seen: int, by: Any, reason: str = "") -> Document:
    """The title, the date of the meeting and the front fields."""
    document = lock(document, by)
    version = _version(document, document, number, seen)
    before = front_state(document)
    for name in ("title", "meeting_date", "front"):
        setattr(document, name, getattr(version.row, name))
    after = front_state(document)
    if after != before:
        document.version += 1
        said = _reason(version, reason)
        log(document, verb=Verb.CHANGE, piece=FRONT, what=WHAT, before=before, after=after, by=by, reason=said)
    return document


def _version(document: Document, piece: Document | Section | Paragraph, number: int, seen: int) -> Version:
    versions = versions_of(document, piece)
    if versions[0].edit.number != seen:
        raise Refused(
            "Somebody else changed it since you opened this page, so nothing was put back. "
            "Look at what it is now, and choose again.",
            code="stale",
        )
    found = next((version for version in versions if version.edit.number == number), None)
    if found is None or getattr(found.row, "removed", False):
        raise Refused("There is no such version to put back.", code="nothing")
    return found


def _put_back(
    document: Document, piece: Paragraph | Section, names: tuple[str, ...], version: Version, *, by: Any, reason: str
) -> None:
    gone = piece.removed
    if not gone and all(getattr(piece, name) == getattr(version.row, name) for name in names):
        return
    before, what = state(piece), "" if gone else named(document, piece)
    for name in names:
        setattr(piece, name, getattr(version.row, name))
    if gone:
        # Its rank still says where it stood; another may have taken exactly that since.
        piece.removed = False
        place(piece, follows=state(piece)["follows"], by=by, reason="brought back")
    piece.version += 1
    verb = Verb.ADD if gone else Verb.CHANGE
    keep(document, piece, verb=verb, before=before, by=by, reason=_reason(version, reason), what=what)


def _reason(version: Version, reason: str) -> str:
    as_it_was = f"as it was on {moment(version.edit.at)}"
    return f"{as_it_was}: {reason}" if reason else as_it_was

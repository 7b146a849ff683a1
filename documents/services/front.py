"""The title and the front fields of a report."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date

from collab.errors import Refused
from documents.enums import FRONT, Verb
from documents.front import FRONT_FIELDS
from documents.models import Document
from documents.services.log import lock, log

WHAT = "the title and front fields"


@transaction.atomic
def change_front(
    document: Document,
    *,
    title: str,
    meeting_date: datetime.date | None,
    front: dict[str, str],
    version: int,
    by: Any,
    reason: str = "",
) -> Document:
    """New title, date and front fields; a field that is left out of `front` is emptied.

    `version` is the one that `by` saw; another is refused with code "stale".
    """
    document = lock(document, by)
    unknown = sorted(set(front) - set(FRONT_FIELDS))
    if unknown:
        raise Refused(f"There is no front field called {', '.join(unknown)}.", code="field")
    before = front_state(document)
    document.title, document.meeting_date = title.strip(), meeting_date
    document.front = {key: value.strip() for key, value in front.items() if value.strip()}
    after = front_state(document)
    if after == before:
        return document
    if document.version != version:
        raise Refused("Somebody else changed these fields while you were writing.", code="stale")
    document.version += 1
    log(document, verb=Verb.CHANGE, piece=FRONT, what=WHAT, before=before, after=after, by=by, reason=reason)
    return document


def front_state(document: Document) -> dict[str, Any]:
    """Title, date and fields as kept in Edit.before and .after."""
    date = document.meeting_date.isoformat() if document.meeting_date else ""
    return {"title": document.title, "meeting_date": date, "front": dict(document.front)}


def restore_front(document: Document, before: dict[str, Any]) -> None:
    """Set title, date and fields; the caller logs, which saves the document."""
    document.title, document.front = before["title"], before["front"]
    document.meeting_date = parse_date(before["meeting_date"]) if before["meeting_date"] else None
    document.version += 1

"""Documents are put away and brought back. Nothing of them is ever deleted."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from collab.errors import Refused
from documents.enums import Verb
from documents.models import Document
from documents.services.log import lock, lock_whatever, log
from documents.services.reports import one_case


@transaction.atomic
def archive(document: Document, *, by: Any, reason: str) -> Document:
    """Out of the list, and not changed any more until it is brought back; it is read as before.

    Refused with code "archived" where it is already, "reason" where none is given, "not-allowed" as for a change.
    """
    document = lock(document, by)
    if not reason.strip():
        raise Refused("Say why it is put away.", code="reason")
    document.archived_at, document.archive_reason = timezone.now(), reason.strip()
    _log(document, Verb.ARCHIVE, by=by, reason=reason.strip())
    return document


@transaction.atomic
def bring_back(document: Document, *, by: Any) -> Document:
    """As before it was archived. Refused with code "one-case" where the programme has another business case by now."""
    document = lock_whatever(document, by)
    if document.archived_at is None:
        raise Refused(f"This {document.kind_name} is not archived.", code="not-archived")
    document.archived_at, document.archive_reason = None, ""
    try:
        with transaction.atomic():
            _log(document, Verb.BRING_BACK, by=by, reason="")
    except IntegrityError as error:
        raise one_case(document.programme) from error
    return document


def _log(document: Document, verb: Verb, *, by: Any, reason: str) -> None:
    log(document, verb=verb, piece="", what=f"the {document.kind_name}", before={}, after={}, by=by, reason=reason)

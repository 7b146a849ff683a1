"""What has been made ready is sealed: rows, files and figures in one transaction, under the document's lock."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from collab.errors import Refused
from collab.history import Job
from documents.models import Document
from documents.rules import why_closed
from reporting.models import Publication, SealedFigure, SealedFile
from reporting.publishing.preparing import Prepared


@transaction.atomic
def seal(prepared: Prepared, *, by: Job, correction: str = "") -> Publication:
    """Refused where the text has been changed or published since it was made ready, with code "stale"; where the
    document is archived; and from the second publication on where nobody says what it corrects ("correction")."""
    document, after, correction = prepared.document, prepared.after, correction.strip()
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if closed := why_closed(locked):
        raise Refused(closed, code="archived")
    number = document.publications.values_list("number", flat=True).first() or 0
    if number != (after.number if after else 0):
        raise Refused("It was published by somebody else meanwhile. Look at that publication first.", code="stale")
    if locked.edits.order_by("-number").values_list("number", flat=True)[0] != prepared.until:
        raise Refused("Somebody changed the text while it was made ready. Nothing was published.", code="stale")
    if after and not correction:
        raise Refused("Say what this publication corrects.", code="correction")
    if correction and not after:
        raise Refused("It is the first publication: there is nothing yet that it could correct.", code="correction")
    publication = Publication.objects.create(
        identifier=prepared.identifier, document=document, number=number + 1, until=prepared.until,
        title=document.title, exempt=len(prepared.texts) > 1, corrects=after, correction=correction,
        sealed=prepared.texts, job=by.name, at=timezone.now(),
    )  # fmt: skip
    for file in prepared.files:
        file.publication, file.size = publication, len(file.content)
        file.sha256 = sha256(file.content).hexdigest()
    for figure in prepared.figures:
        figure.publication = publication
    SealedFile.objects.bulk_create(prepared.files)
    SealedFigure.objects.bulk_create(prepared.figures)
    return publication

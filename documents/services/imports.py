"""A report comes in from a file: read, looked at, kept or thrown away."""

import datetime
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from collab import uploads
from collab.errors import Refused
from collab.jobs.services import prune_after
from documents.models import Document, HouseStyle, Import
from documents.outline import Outline
from documents.readers.blocks import Source
from documents.recognise import recognise
from documents.services.reports import create_report, free_slug
from programme.models import Council, Programme

READERS = {"docx": "documents.readers.docx:read", "text": "documents.readers.text:read"}
KEPT_FOR = datetime.timedelta(days=7)


def read_file(data: bytes, *, file_name: str, style: HouseStyle) -> Outline:
    """What can be understood of a Markdown, plain text or Word file in a house style.

    Reads in a child process and writes nothing. Refused with a plain sentence where the file is no report.
    """
    source = Source.from_json(json.loads(uploads.read(data, filename=file_name, readers=READERS)))
    outline = recognise(source, style.style)
    if not any(paragraph.body for paragraph in outline.paragraphs):
        raise Refused(
            f"No report was found in {file_name}: it has no paragraphs that could be read. "
            "Check that it is the file you meant.",
            code="no-report",
        )
    if not outline.title:
        raise Refused(
            f"No title was found in {file_name}. Put the report's title in the first line, as a heading or in bold, "
            "and bring it in again.",
            code="no-title",
        )
    return outline


@transaction.atomic
def wait_for_officer(outline: Outline, *, programme: Programme, council: Council, file_name: str, by: Any) -> Import:
    """Keep what was understood until `by` has looked at it. What nobody came back to is thrown away after a week."""
    throw_away_old_imports()
    prune_after(KEPT_FOR)
    return Import.objects.create(
        by=by, programme=programme, council=council, file_name=file_name[:200], outline=outline.as_json()
    )


def throw_away_old_imports() -> None:
    """What nobody came back to in time. A worker does it too, when the time of each is over."""
    Import.objects.filter(read_at__lte=timezone.now() - KEPT_FOR).delete()


@transaction.atomic
def keep_import(waiting: Import, *, style: HouseStyle, title: str, by: Any) -> Document:
    """Make the report that was looked at; the waiting one goes.

    Its address begins with the council's, so that a number at its end tells of that council's own reports alone.
    """
    outline = Outline.from_json({**waiting.outline, "title": title})
    document = create_report(
        programme=waiting.programme, council=waiting.council, style=style, outline=outline,
        slug=free_slug(title, waiting.council), by=by, reason=f"brought in from {waiting.file_name}",
    )  # fmt: skip
    waiting.delete()
    return document


def discard_import(waiting: Import) -> None:
    waiting.delete()

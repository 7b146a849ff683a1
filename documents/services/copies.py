"""A report is taken as the beginning of another."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import Job
from documents.copying import fitted, outline_of
from documents.enums import Kind
from documents.models import Document
from documents.queries.reports import documents_visible_to
from documents.queries.styles import style_for
from documents.queries.text import read_text
from documents.services.reports import create_report, free_slug
from programme.models import Council


@transaction.atomic
def copy_report(document: Document, *, council: Council, title: str, by: Any) -> Document:
    """A new report of `council` with the words of this one, in the house style that the council writes in now.

    Refused with code "not-allowed" where `by` may not read the one or begin the other, and as create_report refuses.
    Its list of changes names the report that it was copied from only where that is the same council's: who reads
    the copy may not know of the other.
    """
    if document.kind != Kind.REPORT:
        raise Refused("A programme has one business case, so it is not copied.", code="not-allowed")
    if not isinstance(by, Job) and not documents_visible_to(by).filter(pk=document.pk).exists():
        raise Refused("That report cannot be copied by somebody who may not read it.", code="not-allowed")
    programme, style = document.programme, style_for(council, document.programme.today)
    outline = fitted(outline_of(read_text(document)), style.style, same_style=style.pk == document.style_id)
    own = council.pk == document.council_id
    return create_report(
        programme=programme, council=council, style=style, outline=replace(outline, title=title),
        slug=free_slug(title, council), by=by,
        reason=f"copied from “{document.title}”" if own else "copied from a report of another council",
    )  # fmt: skip

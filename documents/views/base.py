"""What every page of a report, or of the business case, begins with."""

import re
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render

from documents import rules
from documents.enums import Kind
from documents.front import FRONT_FIELDS
from documents.models import Document
from documents.queries import ShownText, document_for, read_text, with_figures
from programme.pages import ProgrammePage, ProgrammeRequest


def whole_number(text: str) -> int | None:
    """A number that came in a hidden field; None for anything else, however much it looks like one."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


class ReportPage(ProgrammePage):
    """Sets `self.document`, or answers 404 for a report or business case that this person may not know of."""

    section = "reports"
    document: Document

    @cached_property
    def text(self) -> ShownText:
        """The text as it was when this page first looked at it."""
        return with_figures(read_text(self.document), self.may)

    def load(self, **kwargs: Any) -> None:
        try:
            self.document = document_for(self.request.user, kwargs["programme"], kwargs["slug"])
        except Document.DoesNotExist as error:
            raise Http404 from error
        if self.document.kind == Kind.BUSINESS_CASE:
            self.request.section = "case"


class Closed(Exception):
    """Nobody changes the document as it is now."""


# What somebody may have typed at the desk, besides the front fields, and what it is called there.
TYPED = {"body": "Text", "heading": "Heading", "title": "Title"} | {
    key: label for key, (label, _, _) in FRONT_FIELDS.items()
}


class DeskPage(ReportPage):
    """A page that changes the text: 403 with the reason for somebody who may read it only.

    Where the document is archived, 409 with the way to bring it back, and whatever was being written.
    """

    def dispatch(self, request: ProgrammeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        try:
            return super().dispatch(request, *args, **kwargs)
        except Closed as closed:
            typed = [(label, request.POST[key]) for key, label in TYPED.items() if request.POST.get(key)]
            context = {"document": self.document, "reason": closed, "typed": typed}
            return render(request, "documents/document_closed.html", context, status=409)

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_write(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)
        closed = rules.why_closed(self.document)
        if closed:
            raise Closed(closed)

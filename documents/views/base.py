"""What every page of a report, or of the business case, begins with."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from documents import rules
from documents.enums import Kind
from documents.models import Document
from documents.queries import document_for
from programme.pages import ProgrammePage


def whole_number(text: str) -> int | None:
    """A number that came in a hidden field; None for anything else, however much it looks like one."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


class ReportPage(ProgrammePage):
    """Sets `self.document`, or answers 404 for a report or business case that this person may not know of."""

    section = "reports"
    document: Document

    def load(self, **kwargs: Any) -> None:
        try:
            self.document = document_for(self.request.user, kwargs["programme"], kwargs["slug"])
        except Document.DoesNotExist as error:
            raise Http404 from error
        if self.document.kind == Kind.BUSINESS_CASE:
            self.request.section = "case"


class DeskPage(ReportPage):
    """A page that changes the text: 403 with the reason for somebody who may read it only, or where it is archived."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_edit(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)

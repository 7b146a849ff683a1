"""A report or the business case as its readers have it: the page, and the files to take away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.jobs.views import answer
from collab.web.downloads import file_response
from documents import rules
from documents.enums import Kind
from documents.sources import sources_of
from documents.views.base import ReportPage
from programme.pages import ProgrammeRequest
from reporting.exports import ask_for_pdf, finished_pdf
from reporting.presenters import present_report
from reporting.versions import as_draft
from reporting.word import DOCX, render_docx


class ReportRead(ReportPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        text = as_draft(self.text)
        context = {
            "document": self.document,
            "report": present_report(text, linked=True),
            "sources": sources_of(text),
            "published": self.document.publications.defer("sealed").first(),
            "may_edit": rules.why_not_edit(self.document, self.may) is None,
            "may_write": rules.why_not_write(self.document, self.may) is None,
            "may_copy": self.document.kind == Kind.REPORT and self.may(Permission.REPORT_CREATE),
            "may_export": rules.why_not_export(self.document, self.may) is None,
        }
        return render(request, "reporting/report_read.html", context)


class TakenAway(ReportPage):
    """Needs the right to take the report out."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_export(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)


class ReportPdf(TakenAway):
    """To ask for the PDF, and to have the one that there is."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        """For bookmarks and links in mails: the file, where somebody has had the present text made into one."""
        data = finished_pdf(self.document)
        if data is None:
            messages.info(request, "There is no PDF of the present text yet. Ask for one here.")
            return redirect(self.document)
        return file_response(data, "application/pdf", f"{self.document.slug}.pdf")

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return answer(ask_for_pdf(self.document, by=request.user, return_to=self.document.get_absolute_url()))


class ReportDocx(TakenAway):
    """Made at each asking, since that takes no longer than a page; what it returns is a draft and is kept nowhere."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return file_response(render_docx(self.document), DOCX, f"{self.document.slug}.docx")

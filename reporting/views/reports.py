"""A report or the business case as its readers have it: the page, and the PDF to take away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from documents import rules
from documents.views.base import ReportPage
from programme.pages import ProgrammeRequest
from reporting.html import present
from reporting.pdf import render_pdf


class ReportRead(ReportPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        context = {
            "document": self.document,
            "report": present(self.document),
            "may_edit": rules.why_not_edit(self.document, self.may) is None,
            "may_export": rules.why_not_export(self.document, self.may) is None,
        }
        return render(request, "reporting/report_read.html", context)


class ReportPdf(ReportPage):
    """Renders at each asking; what it returns is a draft and is kept nowhere."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_export(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        try:
            pdf = render_pdf(self.document)
        except Refused as refused:
            messages.error(request, refused.reason)
            return redirect(self.document)
        headers = {"Content-Disposition": f'attachment; filename="{self.document.slug}.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)

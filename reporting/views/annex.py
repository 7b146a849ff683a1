"""The figures in a report, as a page and as a table to take away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from collab.web.downloads import response
from documents import rules
from documents.views.base import ReportPage
from programme.pages import ProgrammeRequest
from reporting.annex import annex_of, annex_tables


class ReportFigures(ReportPage):
    """`?format=csv` or `?format=xlsx` is the file, for those who may take the report out."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        annex, wanted = annex_of(self.text), request.GET.get("format")
        why_not = rules.why_not_export(self.document, self.may)
        if wanted:
            if why_not:
                raise PermissionDenied(why_not)
            tables = annex_tables(annex, self.document.title)
            return response(*tables, format=wanted, filename=f"{self.document.slug}-figures")
        context = {"document": self.document, "annex": annex, "may_export": why_not is None}
        return render(request, "reporting/report_figures.html", context)

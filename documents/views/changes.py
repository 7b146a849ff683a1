"""The list of changes: who did what, when and why, with the differences."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from documents import rules
from documents.changes import present_edits
from documents.forms.changes import ChangesForm
from documents.queries import read_text
from documents.queries.filters import Wanted, authors_of, edits_wanted
from documents.views.base import ReportPage
from programme.pages import ProgrammeRequest

CHANGES_A_PAGE = 30


class ReportChanges(ReportPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = ChangesForm(request.GET, authors=authors_of(self.document))
        wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
        page = Paginator(edits_wanted(self.document, wanted), CHANGES_A_PAGE).get_page(request.GET.get("page"))
        headings = {section.key: section.name for section in self.document.sections.all()}
        may_edit = rules.why_not_edit(self.document, self.may) is None
        context = {
            "document": self.document, "form": form, "page": page, "filtered": wanted != Wanted(),
            "rows": present_edits(
                page.object_list, read_text(self.document), headings, request.user, may_edit=may_edit
            ),
        }  # fmt: skip
        return render(request, "documents/report_changes.html", context, status=422 if form.errors else 200)

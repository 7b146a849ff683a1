"""The list of reports, and a new one from the house style."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from documents.forms import BeginForm
from documents.list_forms import FindForm
from documents.listing import present_columns, present_list, present_search
from documents.models import Document
from documents.queries import Wanted, imports_waiting_for, reports_wanted, texts_of
from documents.services import begin_report
from programme.models import Council
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.queries import councils_open_to

PAGE = 25
NOBODY = "Reports are begun by the officers of each council and by the programme manager."


class ReportList(ProgrammePage):
    """The reports that this person may read: drafts by latest change, unless the address asks for something else."""

    section = "reports"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        councils = councils_open_to(self.may, Permission.REPORT_VIEW, self.programme)
        form = FindForm(request.GET, councils=councils)
        wanted = form.wanted if form.is_valid() else Wanted()
        found = reports_wanted(request.user, self.programme, wanted) if form.is_valid() else Document.objects.none()
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        texts = texts_of(page.object_list) if wanted.text else {}
        context = {
            "form": form,
            "page": page,
            "rows": present_list(page.object_list, self.may, wanted.needle, texts),
            "columns": present_columns(wanted.order),
            "looked_for": present_search(wanted, councils),
            "narrowed": form.is_valid() and wanted != Wanted(order=wanted.order),
            "councils": councils,
            "may_create": self.may(Permission.REPORT_CREATE),
            "waiting": imports_waiting_for(request.user, self.programme),
        }
        return render(request, "documents/report_list.html", context, status=200 if form.is_valid() else 422)


class CreatePage(ProgrammePage):
    """A page for those who may begin a report for one council at least."""

    section = "reports"
    councils: list[Council]

    def load(self, **kwargs: Any) -> None:
        self.councils = councils_open_to(self.may, Permission.REPORT_CREATE, self.programme)
        if not self.councils:
            raise PermissionDenied(NOBODY)


class ReportNew(CreatePage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(BeginForm(councils=self.councils))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = BeginForm(request.POST, councils=self.councils)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            document = begin_report(
                programme=self.programme, council=form.cleaned_data["council"], title=form.cleaned_data["title"],
                front={}, by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "The report is begun. Its headings wait for your text.")
        return redirect("report-desk", self.programme.slug, document.slug)

    def _page(self, form: BeginForm, status: int = 200) -> HttpResponse:
        return render(self.request, "documents/report_new.html", {"form": form}, status=status)

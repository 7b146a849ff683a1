"""What is done with a whole report: copied, put away, brought back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from documents import rules
from documents.enums import Kind
from documents.list_forms import ArchiveForm, CopyForm
from documents.services import archive, bring_back, copy_report
from documents.views.base import ReportPage
from documents.views.lists import NOBODY
from programme.models import Council
from programme.pages import AskingPage, ProgrammeRequest
from programme.queries import councils_open_to


class ReportCopy(ReportPage):
    """For somebody who may begin a report for one council at least; the business case is not copied."""

    councils: list[Council]

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        if self.document.kind != Kind.REPORT:
            raise Http404
        self.councils = councils_open_to(self.may, Permission.REPORT_CREATE, self.programme)
        if not self.councils:
            raise PermissionDenied(NOBODY)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        initial = {"title": self.document.title, "council": self.document.council}
        return self._page(CopyForm(initial=initial, councils=self.councils))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = CopyForm(request.POST, councils=self.councils)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            made = copy_report(
                self.document, council=form.cleaned_data["council"], title=form.cleaned_data["title"], by=request.user
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "The copy is made. It is a draft of its own: changing it does not change the first.")
        return redirect("report-desk", self.programme.slug, made.slug)

    def _page(self, form: CopyForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "document": self.document}
        return render(self.request, "documents/report_copy.html", context, status=status)


class StatePage(ReportPage):
    """For those who may write it, whatever state it is in."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_write(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)


class ReportArchive(AskingPage, StatePage):
    template = "documents/report_archive.html"
    form_class = ArchiveForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        archive(self.document, by=self.request.user, reason=answer["reason"])
        messages.success(self.request, "It is archived. It can still be read here, and brought back.")
        return redirect(self.document)

    def context(self) -> dict[str, Any]:
        return {"document": self.document}


class ReportBringBack(StatePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        try:
            bring_back(self.document, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, "It is a draft again.")
        return redirect(self.document)

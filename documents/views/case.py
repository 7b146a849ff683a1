"""The programme's business case: the way to it, and a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from documents import rules
from documents.forms import BeginCaseForm
from documents.queries import archived_cases_visible_to, case_visible_to
from documents.services import begin_case
from programme.pages import ProgrammePage, ProgrammeRequest


class CasePage(ProgrammePage):
    """404 for somebody who may not know of a business case."""

    section = "case"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.CASE_VIEW):
            raise Http404


class BusinessCase(CasePage):
    """Leads to the one that there is, or says that there is none and who begins it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        case = case_visible_to(request.user, self.programme)
        if case is not None:
            return redirect(case)
        context = {
            "why_not": rules.why_not_begin_case(self.may),
            "archived": archived_cases_visible_to(request.user, self.programme),
        }
        return render(request, "documents/case_none.html", context)


class BusinessCaseNew(CasePage):
    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_begin_case(self.may)
        if reason:
            raise PermissionDenied(reason)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(BeginCaseForm(initial={"title": f"{self.programme.name}: business case"}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = BeginCaseForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            document = begin_case(programme=self.programme, title=form.cleaned_data["title"], by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "The business case is begun. Its headings wait for your text.")
        return redirect("report-desk", self.programme.slug, document.slug)

    def _page(self, form: BeginCaseForm, status: int = 200) -> HttpResponse:
        return render(self.request, "documents/case_new.html", {"form": form}, status=status)

"""Any two moments of a report as marked-up text: the page, and the PDF to take away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from collab.jobs.views import answer
from collab.moments import moment
from documents import rules
from documents.models import Edit
from documents.queries import edits_of
from documents.queries.edits import BEGUN, MINE, NOW, VISIT, edit_at, edit_called
from documents.views.base import ReportPage
from programme.pages import ProgrammeRequest
from reporting.comparing import Moments, between, marked_report
from reporting.comparison_forms import CompareForm
from reporting.exports import ask_for_comparison

RECENT = 30
NO_SUCH_MOMENT = "There is no such moment in this document. Choose another."


class MomentsPage(ReportPage):
    """Reads `from` and `to`: an act's number, a name, or instead a date and time in `from_at` and `to_at`."""

    def form(self, asked: QueryDict) -> CompareForm:
        data = {"from": BEGUN, "to": NOW, **{name: str(value) for name, value in asked.items()}}
        return CompareForm(data, moments=self._choices(data))

    def moments(self, form: CompareForm) -> Moments | None:
        """None with the error in the form where one of the two cannot be found."""
        if not form.is_valid():
            return None
        found = {name: self._edit(form, name) for name in ("from", "to")}
        for name, edit in found.items():
            if edit is None:
                form.add_error(name, NO_SUCH_MOMENT)
        last = edit_called(self.document, NOW, self.request.user)
        if found["from"] is None or found["to"] is None or last is None:
            return None
        return between(found["from"], found["to"], last.number)

    def _edit(self, form: CompareForm, name: str) -> Edit | None:
        at = form.cleaned_data[f"{name}_at"]
        if at:
            return edit_at(self.document, at)
        return edit_called(self.document, form.cleaned_data[name], self.request.user)

    def _choices(self, data: dict[str, str]) -> list[tuple[str, str]]:
        """The moments that have a name, the latest acts, and those that the address asks for."""
        named = [(BEGUN, "As it was begun"), (NOW, "Now")]
        if edit_called(self.document, MINE, self.request.user):
            named.append((MINE, "As I left it, after my last change"))
        if self.request.user.previous_sign_in_at:
            named.append((VISIT, f"At my last visit, {moment(self.request.user.previous_sign_in_at)}"))
        recent = [(str(edit.number), _words(edit)) for edit in edits_of(self.document)[:RECENT]]
        known = {value for value, _ in (*named, *recent)}
        asked = {data["from"], data["to"]} - known
        older = [(name, f"Change {name}") for name in sorted(asked) if name.isdecimal() and len(name) < 10]
        return [*named, *recent, *older]


def _words(edit: Edit) -> str:
    return f"Change {edit.number}, {moment(edit.at)}: {str(edit)[:60]}, {edit.by or edit.job}"


class ReportCompare(MomentsPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.GET)
        only = bool(request.GET.get("only"))
        moments = self.moments(form)
        context = {
            "document": self.document, "form": form, "moments": moments, "only": only,
            "may_export": rules.why_not_export(self.document, self.may) is None,
        }  # fmt: skip
        if moments:
            context["report"] = marked_report(self.document, moments, only=only)
            context["whole"], context["changed"] = moments.query(only=False), moments.query(only=True)
        return render(request, "reporting/report_compare.html", context, status=200 if moments else 422)


class ReportComparePdf(MomentsPage):
    """To ask for the PDF of a comparison."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_export(self.document, self.may)
        if reason:
            raise PermissionDenied(reason)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        moments = self.moments(self.form(request.POST))
        back = reverse("report-compare", args=[self.programme.slug, self.document.slug])
        if moments is None:
            messages.error(request, NO_SUCH_MOMENT)
            return redirect(back)
        only = bool(request.POST.get("only"))
        return_to = f"{back}?{moments.query(only=only)}"
        return answer(ask_for_comparison(self.document, moments, only=only, by=request.user, return_to=return_to))

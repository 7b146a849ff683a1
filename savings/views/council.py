"""What the pages about one council's savings have in common."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from collab.errors import Refused
from programme.forms.records import VersionedForm
from programme.pages import ProgrammeRequest
from programme.views.operating_models.base import differences
from savings.rules.keeping import why_not_keep_savings
from savings.views.plan_base import PlanPage


class CouncilPage(PlanPage):
    """A page beside the plan of a council, for all who see the councils' savings."""

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        may_keep = why_not_keep_savings(self.council, self.may) is None
        return super().show(template, {"may_keep": may_keep, **context}, status)


class CouncilFormPage(CouncilPage):
    """A form for whoever keeps the council's savings; 403 with the reason for others who may read them. What is refused
    comes back with what was typed; what somebody else saved meanwhile is shown beside it."""

    template = "council_form"

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        why_not = why_not_keep_savings(self.council, self.may)
        if why_not:
            raise PermissionDenied(why_not)
        self.find(**kwargs)

    def find(self, **kwargs: Any) -> None:
        """Find what the rest of the address names, or raise Http404."""

    def form(self, data: Any = None) -> Any:
        """The form with what is saved, or with what was typed."""
        raise NotImplementedError

    def act(self, form: Any) -> None:
        """Do it, or raise Refused."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """`title`, and `back` and `back_to`: the address of the page from which one comes, and what it is called."""
        raise NotImplementedError

    def version(self) -> int:
        """That of what is saved now."""
        raise NotImplementedError

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            self.act(form)
        except Refused as refused:
            return self._refused(form, refused)
        return redirect(self.context()["back"])

    def signed(self, form: forms.Form) -> dict[str, Any]:
        answer = form.cleaned_data
        return {"version": answer["version"] or 0, "by": self.request.user, "reason": answer["reason"]}

    def _refused(self, form: VersionedForm, refused: Refused) -> HttpResponse:
        if refused.code == "gone":
            raise Http404
        form.add_error(refused.code if refused.code in form.fields else None, refused.reason)
        if refused.code != "stale":
            return self.page(form, 409)
        self.find(**self.kwargs)
        form.has_now_seen(self.version())
        return self.page(form, 409, stale=differences(form, self.form()))

    def page(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        return self.show(self.template, {"form": form, **self.context(), **more}, status)

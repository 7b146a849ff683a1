"""What the pages about one council's savings have in common."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from programme.form_pages import VersionedFormPage
from savings.rules.keeping import why_not_keep_savings
from savings.views.plan_base import PlanPage


class CouncilPage(PlanPage):
    """A page beside the plan of a council, for all who see the councils' savings."""

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        may_keep = why_not_keep_savings(self.council, self.may) is None
        return super().show(template, {"may_keep": may_keep, **context}, status)


class CouncilFormPage(CouncilPage, VersionedFormPage):
    """A form for whoever keeps the council's savings; 403 with the reason for others who may read them. `context` has
    `title`, and `back` and `back_to`: the address of the page from which one comes, and what it is called."""

    template = "council_form"

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        why_not = why_not_keep_savings(self.council, self.may)
        if why_not:
            raise PermissionDenied(why_not)
        self.find(**kwargs)

    def find(self, **kwargs: Any) -> None:
        """Find what the rest of the address names, or raise Http404."""

    def act(self, form: Any) -> None:
        """Do it, or raise Refused."""
        raise NotImplementedError

    def answer(self, form: Any) -> HttpResponse:
        self.act(form)
        return redirect(self.context()["back"])

    def signed(self, form: forms.Form) -> dict[str, Any]:
        answer = form.cleaned_data
        return {"version": answer["version"] or 0, "by": self.request.user, "reason": answer["reason"]}

    def page(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        return self.show(self.template, {"form": form, **self.context(), **more}, status)

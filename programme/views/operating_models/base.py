"""What the pages of operating models begin with, and how a save that is not taken comes back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from programme.forms.records import VersionedForm
from programme.models import OperatingModel
from programme.pages import AskingPage, ProgrammePage, ProgrammeRequest
from programme.presenters.records import Difference
from programme.queries.operating_models import models_of
from programme.rules import operating_models as rules


class ModelsPage(ProgrammePage):
    """A page about the programme's models: not there for those who may not read them, 403 with the reason for those
    who may not do what it does (`keeps`)."""

    section = "models"
    keeps = True

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.MODEL_VIEW):
            raise Http404
        self.find(**kwargs)
        why_not = rules.why_not_keep_models(self.may)
        if self.keeps and why_not:
            raise PermissionDenied(why_not)

    def find(self, **kwargs: Any) -> None:
        """Find what the rest of the address names, or raise Http404."""


class ModelPage(ModelsPage):
    """Sets `self.model`."""

    model: OperatingModel

    def find(self, **kwargs: Any) -> None:
        found = models_of(self.programme).filter(code=kwargs["code"]).first()
        if found is None:
            raise Http404
        self.model = found

    def back(self, route: str = "model-detail", *args: Any) -> HttpResponse:
        return redirect(route, self.programme.slug, self.model.code, *args)


class AskingOfModel(AskingPage):
    """Asks before a whole model changes. Whoever is told that somebody else has changed it may go on then."""

    form_class = VersionedForm
    model: OperatingModel

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(VersionedForm(initial={"version": self.model.version}))

    def _page(self, form: Any, status: int = 200) -> HttpResponse:
        if form.is_bound:
            self.model.refresh_from_db(fields=["version"])
            form.has_now_seen(self.model.version)
        return super()._page(form, status)


class ModelFormPage(ModelPage):
    """A form about a model. What is refused comes back with what was typed; what somebody else saved meanwhile is
    shown beside it."""

    template = "programme/model_form.html"

    def form(self, data: Any = None) -> VersionedForm:
        """The form with what is saved, or with what was typed."""
        raise NotImplementedError

    def act(self, form: Any) -> HttpResponse:
        """Do it, or raise Refused."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            return self.act(form)
        except Refused as refused:
            return self.refused(form, refused)

    def refused(self, form: VersionedForm, refused: Refused) -> HttpResponse:
        if refused.code == "gone":
            raise Http404
        form.add_error(self.error_field(form, refused.code), refused.reason)
        if refused.code != "stale":
            return self.page(form, 409)
        self.find(**self.kwargs)
        form.has_now_seen(self.model.version)
        return self.page(form, 409, stale=differences(form, self.form()))

    def error_field(self, form: forms.Form, code: str) -> str | None:
        """The field beside which a refusal stands: the one that its code names, if there is one."""
        return code if code in form.fields else None

    def page(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        context = {"model": self.model, "form": form, **self.context(), **more}
        return render(self.request, self.template, context, status=status)


def differences(typed: forms.Form, saved: forms.Form) -> list[Difference]:
    """Where what was typed differs from what is saved now, in words."""
    found = []
    for bound in typed:
        if bound.is_hidden or bound.name == "reason":
            continue
        mine, theirs = _words(bound), _words(saved[bound.name])
        if mine != theirs:
            found.append(Difference(str(bound.label), theirs, mine))
    return found


def _words(bound: forms.BoundField) -> str:
    value: Any = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(bound.field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        choices: Any = bound.field.choices
        return ", ".join(str(label) for key, label in choices if str(key) in chosen) or "nothing"
    return str(value if value is not None else "").strip() or "nothing"

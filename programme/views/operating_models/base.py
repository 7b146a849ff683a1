"""What the pages of operating models begin with, and how a save that is not taken comes back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.roles import Permission
from programme.form_pages import VersionedFormPage
from programme.forms.records import VersionedForm
from programme.models import OperatingModel
from programme.pages import AskingPage, ProgrammePage
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

    model: OperatingModel

    def form(self, data: Any = None) -> VersionedForm:
        return VersionedForm(data, initial={"version": self.model.version})

    def page(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        if form.is_bound:
            self.model.refresh_from_db(fields=["version"])
            form.has_now_seen(self.model.version)
        return super().page(form, status, **more)


class ModelFormPage(ModelPage, VersionedFormPage):
    """A form about a model."""

    template = "programme/model_form.html"

    def version(self) -> int:
        return self.model.version

    def page(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        return super().page(form, status, model=self.model, **more)

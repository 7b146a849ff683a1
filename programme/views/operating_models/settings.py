"""A model is made, and said other things of; it is deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from programme.forms.operating_models import ModelForm, NewModelForm
from programme.forms.records import VersionedForm
from programme.pages import ProgrammeRequest
from programme.presenters.operating_models import present_opened
from programme.queries.model_posts import opened
from programme.queries.operating_models import models_of
from programme.rules import operating_models as rules
from programme.services.operating_models import change_model, delete_model, make_model
from programme.services.operating_models.models import SAID
from programme.views.operating_models.base import AskingOfModel, ModelFormPage, ModelPage, ModelsPage


class ModelNew(ModelsPage):
    def find(self, **kwargs: Any) -> None:
        self.models = list(models_of(self.programme))

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        copied = next((model for model in self.models if str(model.pk) == data["begin"]), None)
        try:
            model = make_model(
                self.programme, code=data["code"], name=data["name"], description=data["description"],
                reasons=data["reasons"], of_baselines=data["begin"] == "baselines", copy_of=copied, by=request.user,
                reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("code" if refused.code == "code" else None, refused.reason)
            return self._page(form, 409)
        messages.success(request, f"Model {model.code} is made. Next, say which posts it has.")
        return redirect("model-detail", self.programme.slug, model.code)

    def _form(self, data: Any = None) -> NewModelForm:
        hint = present_opened(opened(self.programme))
        begin = self.request.GET.get("copy", "baselines")
        chosen = next((str(model.pk) for model in self.models if model.code == begin), "baselines")
        return NewModelForm(data, models=self.models, hints={"baselines": hint}, initial={"begin": chosen})

    def _page(self, form: NewModelForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/model_new.html", {"form": form}, status=status)


class ModelEdit(ModelFormPage):
    template = "programme/model_edit.html"

    def form(self, data: Any = None) -> VersionedForm:
        said = {name: getattr(self.model, name) for name in (*SAID, "version")}
        return ModelForm(data, initial=said)

    def context(self) -> dict[str, Any]:
        return {"title": f"Change what is said of model {self.model.code}"}

    def answer(self, form: ModelForm) -> HttpResponse:
        answer = form.cleaned_data
        self.model = change_model(
            self.model, values=form.values, version=answer["version"] or 0, by=self.request.user,
            reason=answer["reason"],
        )  # fmt: skip
        messages.success(self.request, f"Model {self.model.code} is saved.")
        return self.back()


class ModelDelete(AskingOfModel, ModelPage):
    template = "programme/model_delete.html"

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        delete_model(self.model, version=answer["version"] or 0, by=self.request.user, reason=answer["reason"])
        messages.success(self.request, f"Model {self.model.code} is deleted. What it said stays in the history.")
        return redirect(self.programme)

    def context(self) -> dict[str, Any]:
        versions = self.model.versions.count()
        return {"model": self.model, "why_not": rules.why_not_delete(self.model, versions=versions)}

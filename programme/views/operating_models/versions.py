"""What was kept of a model: the list, one version beside another or beside the model as it is, and back to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from programme.forms.operating_models import KeepVersionForm
from programme.forms.records import VersionedForm
from programme.models import Council, ModelVersion
from programme.pages import ProgrammeRequest
from programme.presenters.model_versions import compare, present_version, tell_number
from programme.queries.model_versions import content_of, councils_seen, versions_of
from programme.queries.operating_models import figures_of
from programme.rules import operating_models as rules
from programme.services.operating_models import keep_version, restore_version
from programme.views.operating_models.base import AskingOfModel, ModelFormPage, ModelPage

NOW = "now"


class ModelVersions(ModelPage):
    keeps = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        councils = list(self.programme.councils.all())
        context = {
            "model": self.model, "may_keep": rules.why_not_keep_models(self.may) is None,
            "versions": [present_version(row, councils) for row in versions_of(self.model)],
        }  # fmt: skip
        return render(request, "programme/model_versions.html", context)


class ModelVersionKeep(ModelFormPage):
    def form(self, data: Any = None) -> VersionedForm:
        return KeepVersionForm(data, initial={"version": self.model.version})

    def answer(self, form: KeepVersionForm) -> HttpResponse:
        answer = form.cleaned_data
        row = keep_version(self.model, version=answer["version"] or 0, by=self.request.user, reason=answer["reason"])
        messages.success(self.request, f"Version {row.number} is kept.")
        return self.back("model-versions")

    def context(self) -> dict[str, Any]:
        return {
            "title": f"Keep a version of model {self.model.code}", "verb": "Keep this version",
            "lead": "The model as it is, with what it comes to today. It stays so, whatever becomes of the model.",
        }  # fmt: skip


class VersionPage(ModelPage):
    """Sets `self.version` and the programme's councils."""

    version: ModelVersion
    councils: list[Council]

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        found = self.model.versions.select_related("by").filter(number=kwargs["number"]).first()
        if found is None:
            raise Http404
        self.version = found
        self.councils = list(self.programme.councils.all())


class ModelVersionRead(VersionPage):
    """One version beside the model as it is, or (`with` in the address) beside another version."""

    keeps = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        versions = versions_of(self.model)
        chosen = request.GET.get("with", NOW)
        other = next((row for row in versions if str(row.number) == chosen), None)
        if other is None and chosen != NOW:
            raise Http404
        figures = figures_of(self.model)
        now = {"cost": figures.model.cost_pence, "saving": figures.saving_pence}
        content = other.content if other else content_of(self.model)
        numbers = [tell_number(each, figures.threshold) for each in (self.version.content, content)]
        context = {
            "model": self.model, "shown": present_version(self.version, self.councils), "versions": versions,
            "other": present_version(other, self.councils) if other else None, "now": now, "numbers": numbers,
            "chosen": chosen,
            "comparison": compare(
                self.version.content, content, self.councils, councils_seen(self.programme, self.may)
            ),
            "may_keep": rules.why_not_keep_models(self.may) is None,
        }  # fmt: skip
        return render(request, "programme/model_version.html", context)


class ModelVersionRestore(AskingOfModel, VersionPage):
    template = "programme/model_version_restore.html"

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        restore_version(
            self.version, version=answer["version"] or 0, by=self.request.user, reason=answer["reason"]
        )  # fmt: skip
        messages.success(self.request, f"The model is as it was in version {self.version.number}.")
        return self.back()

    def context(self) -> dict[str, Any]:
        return {"model": self.model, "shown": present_version(self.version, self.councils)}

"""The parameters of the case: one list, its versions, and what each council's shares go by."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from programme.form_pages import differences
from programme.forms.parameters import KeysForm, ParametersForm
from programme.models import ProgrammeCouncil
from programme.pages import ProgrammeRequest
from programme.presenters.parameters import (
    present_key_changes,
    present_keys,
    present_parameter_changes,
    present_parameters,
    share_warning,
)
from programme.queries.operating_models import parameters_in_force
from programme.queries.parameters import keys_of, past_keys, past_parameters
from programme.rules import operating_models as rules
from programme.services.parameters import AGREED, KEYS, change_keys, change_parameters
from programme.views.operating_models.base import ModelsPage


class Parameters(ModelsPage):
    keeps = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row, keys = parameters_in_force(self.programme), keys_of(self.programme)
        context = {
            "row": row, "said": present_parameters(row) if row else [], "keys": present_keys(keys),
            "warning": share_warning(keys), "may_keep": rules.why_not_keep_models(self.may) is None,
            "changes": present_parameter_changes(past_parameters(self.programme)),
            "key_changes": present_key_changes(past_keys(self.programme)),
        }  # fmt: skip
        return render(request, "programme/parameters.html", context)


class ParametersChange(ModelsPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        answer = form.cleaned_data
        try:
            row = change_parameters(
                self.programme, values=form.values, number=answer["number"] or 0, by=request.user,
                reason=answer["reason"],
            )  # fmt: skip
        except Refused as refused:
            return self._refused(form, refused)
        messages.success(request, f"Version {row.number} of the parameters holds from now on.")
        return redirect("parameters", self.programme.slug)

    def _form(self, data: Any = None) -> ParametersForm:
        row = parameters_in_force(self.programme)
        initial = {name: getattr(row, name) for name in (*AGREED, "number")} if row else {}
        return ParametersForm(data, initial=initial)

    def _refused(self, form: ParametersForm, refused: Refused) -> HttpResponse:
        form.add_error("appraisal_years" if refused.code == "years" else None, refused.reason)
        if refused.code != "stale":
            return self._page(form, 409)
        saved = self._form()
        form.has_now_seen(saved.initial["number"])
        return self._page(form, 409, stale=differences(form, saved))

    def _page(self, form: ParametersForm, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, "programme/parameters_change.html", {"form": form, **more}, status=status)


class CouncilKeysChange(ModelsPage):
    part: ProgrammeCouncil

    def find(self, **kwargs: Any) -> None:
        part = self.programme.programme_councils.select_related("council", "programme").filter(
            council__slug=kwargs["which"]
        )  # fmt: skip
        found = part.first()
        if found is None:
            raise Http404
        self.part = found

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(KeysForm(initial={name: getattr(self.part, name) for name in KEYS}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = KeysForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            change_keys(self.part, values=form.values, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, f"What {self.part.council.short_name} is shared by is saved.")
        return redirect("parameters", self.programme.slug)

    def _page(self, form: KeysForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/council_keys.html", {"form": form, "part": self.part}, status=status)

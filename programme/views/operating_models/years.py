"""What a model says of the years, and what it saves besides posts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse

from programme.forms.operating_models import OtherSavingForm, YearsForm
from programme.forms.records import VersionedForm
from programme.models import OtherSaving
from programme.queries.operating_models import years_asked
from programme.rules.operating_models import phasing_warnings
from programme.services.operating_models import (
    add_other_saving,
    change_other_saving,
    change_years,
    delete_other_saving,
)
from programme.views.operating_models.base import ModelFormPage


class ModelYears(ModelFormPage):
    template = "programme/model_years.html"

    def form(self, data: Any = None) -> VersionedForm:
        rows = {row.year: row for row in self.model.years.all()}
        initial: dict[str, Any] = {"version": self.model.version}
        for year, row in rows.items():
            initial |= {
                f"share_{year}": row.phasing, f"once_{year}": row.one_off_pence, f"what_{year}": row.one_off_what,
            }  # fmt: skip
        return YearsForm(data, years=years_asked(self.programme, rows), initial=initial)

    def context(self) -> dict[str, Any]:
        return {"title": f"When model {self.model.code} saves, and what it costs once"}

    def answer(self, form: YearsForm) -> HttpResponse:
        answer = form.cleaned_data
        change_years(
            self.model, years=form.said, version=answer["version"] or 0, by=self.request.user, reason=answer["reason"]
        )
        messages.success(self.request, "The years are saved.")
        said = {year: each.phasing for year, each in form.said.items() if each.phasing is not None}
        for warning in phasing_warnings(said):
            messages.warning(self.request, warning)
        return self.back()


class OtherSavingAdd(ModelFormPage):
    template = "programme/model_form.html"
    title = "Add another saving"

    def form(self, data: Any = None) -> VersionedForm:
        years = years_asked(self.programme, ())
        return OtherSavingForm(data, years=years, initial={"version": self.model.version})

    def answer(self, form: OtherSavingForm) -> HttpResponse:
        add_other_saving(self.model, **form.values, **self.signed(form))
        messages.success(self.request, "The saving is added.")
        return self.back()

    def signed(self, form: OtherSavingForm) -> dict[str, Any]:
        answer = form.cleaned_data
        return {"version": answer["version"] or 0, "by": self.request.user, "reason": answer["reason"]}

    def context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": "A saving that is not of posts. It stands beside the staffing saving and is never added to it.",
        }


class OtherSavingEdit(OtherSavingAdd):
    """Changes it, or (where `act` says so) deletes it."""

    row: OtherSaving

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        row = self.model.other_savings.filter(pk=kwargs["pk"]).prefetch_related("amounts").first()
        if row is None:
            raise Http404
        self.row = row

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Change “{self.row.title}”"

    def form(self, data: Any = None) -> VersionedForm:
        amounts = {each.year: each.amount_pence for each in self.row.amounts.all()}
        initial = {name: getattr(self.row, name) for name in ("title", "kind", "source")}
        initial |= {f"amount_{year}": pence for year, pence in amounts.items()}
        years = years_asked(self.programme, amounts)
        return OtherSavingForm(data, years=years, initial={**initial, "version": self.model.version})

    def answer(self, form: OtherSavingForm) -> HttpResponse:
        if self.request.POST.get("act") == "delete":
            delete_other_saving(self.row, **self.signed(form))
            messages.success(self.request, "The saving is deleted. What it said stays in the history.")
            return self.back()
        change_other_saving(self.row, **form.values, **self.signed(form))
        messages.success(self.request, "The saving is saved.")
        return self.back()

    def context(self) -> dict[str, Any]:
        return {**super().context(), "delete": "Delete this saving"}

"""All operating models side by side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.roles import Permission
from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from savings import presenters as words
from savings.forms import ComparisonForm
from savings.queries import Appraised, Case, ModelCase, appraised, case_of, shares_by_method, why_not_appraise
from savings.tables import comparison_tables
from savings.views.base import ModelPage


class ModelList(ModelPage):
    """The models, or what is missing before they can be compared. `format` asks for the tables as a file."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        case = case_of(self.programme)
        form = ComparisonForm(request.GET, models=[row.model for row in case.models])
        context = {
            "form": form, "case": case, "formats": FORMATS, "may_keep": self.may(Permission.MODEL_EDIT),
            **self.standing(case),
        }  # fmt: skip
        if reason := why_not_appraise(case):
            context |= {
                "reason": reason,
                "staff": [(row, words.tell_tiers(row.tiers, row.kept_tiers, case.threshold)) for row in case.models],
            }
        elif case.models:
            rows, left_out = appraised(case, **form.asked)
            if rows and (wanted := request.GET.get("format")):
                name = f"{self.programme.slug}-operating-models"
                return response(*comparison_tables(case, rows, context["totals"]), format=wanted, filename=name)
            context |= {
                "left_out": left_out,
                "rows": rows,
                **(_compared(case, rows, form, today=context["sees_today"]) if rows else {}),
            }
        return render(request, "savings/model_list.html", context, status=200 if form.is_valid() else 422)


def _compared(case: Case, rows: list[Appraised], form: ComparisonForm, *, today: bool) -> dict[str, Any]:
    model = _looked_at(rows, form.looked_at)
    of, by = (form.asked[name] or getattr(model.model, f"apportion_{name}") for name in ("of", "by"))
    of = of or "saving"
    ways = shares_by_method(case, model, of=of)
    return {
        "preferred": next((at for at, row in enumerate(rows) if row.case.model.preferred), None),
        "headline": words.headline(rows),
        "scope": words.scope_of(case),
        "cautions": words.present_cautions(case, [row.case for row in rows]),
        "bars": words.present_bars(case, rows),
        "groups": words.present_groups(case, rows, today=today),
        "years": words.present_years(rows),
        "rounding": words.rounding_of(row.shared for row in rows),
        "rounding_of_years": words.rounding_of_years(rows),
        "shares": words.present_shares(case, rows),
        "methods": words.present_methods(case, model, ways, of=of, chosen=by),
    }


def _looked_at(rows: list[Appraised], code: str) -> ModelCase:
    """The model that is asked for, else the preferred one, else the one that saves most."""
    models = {row.case.model.code: row.case for row in rows}
    if code in models:
        return models[code]
    preferred = [row.case for row in rows if row.case.model.preferred]
    return preferred[0] if preferred else max(rows, key=lambda row: row.total.gross_saving.total).case

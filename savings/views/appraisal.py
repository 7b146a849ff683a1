"""The appraisal of one operating model, with its workings."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from collab.calc.workings import TOTAL
from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from programme.presenters.staffing import present_tables
from programme.queries.sight import sight_of
from programme.queries.staffing_totals import table_in_sight
from programme.rules.sight import why_not_see_groups
from savings import presenters as words
from savings.forms import SharingForm
from savings.queries import Appraised, Case, appraised, case_of, why_not_appraise
from savings.tables import appraisal_tables
from savings.views.base import ModelPage


class ModelAppraisal(ModelPage):
    """`of` and `by` say how amounts are shared, `whose` of whom the workings are shown (a slug, or "total");
    `format` asks for all of it as a file."""

    case: Case

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.case = case_of(self.programme, code=kwargs["code"])
        if not self.case.models:
            raise Http404

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = SharingForm(request.GET, unsaid="As the model says")
        model = self.case.models[0].model
        context = {
            "form": form, "case": self.case, "model": model, "formats": FORMATS, **self.standing(self.case),
        }  # fmt: skip
        if reason := why_not_appraise(self.case):
            context["reason"] = reason
        else:
            rows, left_out = appraised(self.case, **form.asked)
            if rows and (wanted := request.GET.get("format")):
                name = f"{self.programme.slug}-appraisal"
                return response(*appraisal_tables(self.case, rows[0], context["totals"]), format=wanted, filename=name)
            context |= self._figures(rows[0]) if rows else {"reason": left_out[0]}
        return render(request, "savings/model_appraisal.html", context, status=200 if form.is_valid() else 422)

    def _figures(self, row: Appraised) -> dict[str, Any]:
        found, shared = row.shared or row.total, row.shared
        names = {TOTAL: "all councils together"}
        if shared:
            names |= {council.slug: council.name for council in found.inputs.councils}
        whose = self.request.GET.get("whose", TOTAL)
        whose = whose if whose in names else TOTAL
        return {
            "row": row,
            "shared": shared,
            "headline": words.appraisal_headline(row),
            "sharing": words.sharing(found.inputs.of, found.inputs.by) if shared else "",
            "scope": words.scope_of(self.case),
            "cautions": words.present_cautions(self.case, [row.case]),
            "heads": words.present_heads(row),
            "years": words.present_appraised_years(found),
            "councils": words.present_councils(self.case, shared) if shared else [],
            "matters": words.present_matters(self.case, shared) if shared else [],
            "workings": words.present_workings(found, whose),
            "whose": whose,
            "groups": self._groups(whose),
            "whose_name": names[whose],
            "everybody": names.items(),
        }

    def _groups(self, whose: str) -> dict[str, Any] | None:
        """What a council's baseline cost is made of, as far as this person may see it. One query."""
        current = next((row.current for row in self.case.councils if row.council.slug == whose), None)
        if current is None or current.baseline is None:
            return None
        table = table_in_sight(self.may, current)
        return {
            "council": current.council,
            "at": words.place_of(f"baseline_cost.{whose}"),
            "tables": present_tables(table, current.suppression_threshold, "cost") if table else None,
            "why_not": why_not_see_groups(current.baseline, sight_of(self.may, current.baseline)),
        }

"""The structure of one model, as everybody on the programme reads it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from programme.presenters import structure as words
from programme.presenters.staffing_tables import structure_table
from programme.queries.staffing import current_baselines
from programme.queries.structure import model_structure_in_sight
from programme.views.operating_models.base import ModelPage


class ModelStructure(ModelPage):
    keeps = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        currents = current_baselines(self.programme)
        found = model_structure_in_sight(self.may, self.model, currents)
        councils = [row.council for row in currents]
        names = {row.slug: row.short_name for row in councils}
        page = words.present_structure(found.seen, f"Model {self.model.code}", names)
        if wanted := request.GET.get("format"):
            table = structure_table(self.programme, f"Structure of {self.model}", page)
            return response(table, format=wanted, filename=f"{self.programme.slug}-model-structure")
        context = {
            "model": self.model, "page": page, "formats": FORMATS,
            "bases": words.present_bases(found.by_basis),
            "officers": words.present_officers_of_model(found, councils),
        }  # fmt: skip
        return render(request, "programme/model_structure.html", context)

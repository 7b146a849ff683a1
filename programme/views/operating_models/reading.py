"""One model as everybody on the programme reads it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from programme.pages import ProgrammeRequest
from programme.presenters.operating_models import present_model
from programme.queries.model_posts import Wanted, new_posts
from programme.queries.operating_models import figures_of, parameters_in_force
from programme.queries.staffing_totals import sees_all_counts, totals_in_sight
from programme.rules import operating_models as rules
from programme.views.operating_models.base import ModelPage

# New posts that the page lists; the structure of the model has them all.
MOST_POSTS = 100


class ModelDetail(ModelPage):
    keeps = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        figures = figures_of(self.model)
        councils = [row.council for row in figures.current]
        posts = new_posts(self.model, Wanted())[:MOST_POSTS]
        today = sees_all_counts(figures.current, totals_in_sight(self.may, figures.current))
        parameters = parameters_in_force(self.programme)
        page = present_model(self.model, figures, parameters, posts, councils, today=today)
        may_keep = rules.why_not_keep_models(self.may) is None
        context = {
            "model": self.model, "page": page, "figures": figures, "may_keep": may_keep,
            "more_posts": max(figures.new - MOST_POSTS, 0),
        }  # fmt: skip
        return render(request, "programme/model_detail.html", context)

"""The register of figures: all that somebody may know of, and one of them with how it was worked out."""

from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from documents.figure_list import (
    Wanted,
    figures_wanted,
    present_choices,
    present_columns,
    present_figure,
    present_figures,
)
from documents.list_forms import FindFiguresForm
from documents.queries.figures import uses_of
from documents.register import Register
from programme.pages import ProgrammePage, ProgrammeRequest

PAGE = 50
# What the editor of the desk shows to choose from.
CHOICES = 20


class FigureList(ProgrammePage):
    """As many queries as all families ask together, however many figures there are. To the editor of the desk, which
    accepts JSON alone, the first of them with each way in which they print."""

    section = "reports"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        known = Register(self.programme, self.may).by_subject()
        form = FindFiguresForm(request.GET, subjects=list(known))
        wanted = form.wanted if form.is_valid() else Wanted()
        among = known[form.subject] if form.subject else chain.from_iterable(known.values())
        figures = figures_wanted(among, wanted) if form.is_valid() else []
        page = Paginator(figures, PAGE).get_page(request.GET.get("page"))
        if request.accepts("application/json") and not request.accepts("text/html"):
            return JsonResponse({"count": len(figures), "figures": present_choices(figures[:CHOICES])})
        context = {
            "form": form, "page": page, "rows": present_figures(page.object_list),
            "columns": present_columns(wanted.order),
            "narrowed": bool(form.is_valid() and (wanted.words or wanted.kind or form.subject)),
        }  # fmt: skip
        return render(request, "documents/figure_list.html", context, status=200 if form.is_valid() else 422)


class FigurePage(ProgrammePage):
    """One figure; to who may not know of it, it is not there."""

    section = "reports"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        register = Register(self.programme, self.may)
        figure = register.figure(kwargs["key"])
        if figure is None:
            raise Http404
        stands = register.figure(figure.stands_as) if figure.stands_as else None
        context = {
            "shown": present_figure(figure),
            "stands": present_figures([stands])[0] if stands else None,
            "uses": uses_of(request.user, self.programme, figure.key),
        }
        return render(request, "documents/figure.html", context)

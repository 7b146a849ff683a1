"""A council's tracker, and what it needs besides the lines of the plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from savings.forms.keeping import NetBudgetForm, PressureForm
from savings.models import NetBudget, Pressure
from savings.presenters.kept_history import present_history
from savings.presenters.tracker import choose_quarter, present_lines, present_tracker, tracker_tables
from savings.queries.kept import history_of_tracker, lines_to_replace, version_of_budget
from savings.queries.tracker import lines_of_service, tracked, tracker_years
from savings.services.keeping import (
    SAID_OF_BUDGET,
    SAID_OF_PRESSURE,
    delete_net_budget,
    delete_pressure,
    keep_net_budget,
    keep_pressure,
)
from savings.views.council import CouncilFormPage, CouncilPage


class TrackerPage(CouncilPage):
    """Of a quarter (`year`, `quarter`). `service` asks the council's own people's page for the lines behind a row;
    `format` for a file."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        years = tracker_years(self.programme, self.council, own=self.is_own)
        quarter = choose_quarter(years, request.GET.get("year", ""), request.GET.get("quarter", ""), self.programme)
        found = tracked(self.programme, self.council, quarter, own=self.is_own)
        page = present_tracker(self.programme, self.council, found, years, self.sight)
        if wanted := request.GET.get("format"):
            name = f"{self.council.slug}-tracker-{quarter.year.start}-quarter-{quarter.number}"
            return response(*tracker_tables(self.programme, page), format=wanted, filename=name)
        service = request.GET.get("service")
        lines = None
        if self.is_own and service is not None:
            rows = lines_of_service(self.programme, self.council, quarter, service, is_outturn=found.is_outturn)
            lines = present_lines(rows, service, quarter, is_outturn=found.is_outturn)
        return self.show(
            "tracker", {"page": page, "lines": lines, "formats": FORMATS, "ratings": self.ratings(), **self.ways()}
        )


class TrackerInputs(CouncilPage):
    """Net budgets, pressures and substitutions. What they are called, and where it is written, is the council's own."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        whose = {"programme": self.programme, "council": self.council}
        context = {
            "budgets": NetBudget.objects.filter(**whose).order_by("-year", "service"),
            "pressures": Pressure.objects.filter(**whose).select_related("line").order_by("-year", "-quarter", "pk"),
            "changes": present_history(history_of_tracker(self.programme, self.council)) if self.is_own else None,
            **self.ways(),
        }
        return self.show("tracker_inputs", context)


class InputPage(CouncilFormPage):
    """A net budget, or a pressure: added, changed, or (where `act` says so) deleted."""

    model: Any
    one = ""
    row: Any = None

    def find(self, **kwargs: Any) -> None:
        if "pk" not in kwargs:
            return
        rows = self.model.objects.filter(programme=self.programme, council=self.council)
        self.row = rows.filter(pk=kwargs["pk"]).first()
        if self.row is None:
            raise Http404

    @property
    def wants_deletion(self) -> bool:
        return self.row is not None and self.request.POST.get("act") == "delete"

    def context(self) -> dict[str, Any]:
        return {
            "title": f"Change the {self.one}" if self.row else f"Add a {self.one}",
            "back": reverse("tracker-inputs", args=[self.programme.slug, self.council.slug]),
            "back_to": f"What the tracker of {self.council.short_name} needs",
            "delete": "Delete it, for the reason given" if self.row else "",
        }

    def initial(self, names: tuple[str, ...]) -> dict[str, Any]:
        if self.row is None:
            return {}
        return {**{name: getattr(self.row, name) for name in names}, "version": self.version()}


class NetBudgetEdit(InputPage):
    model, one = NetBudget, "net budget"

    def version(self) -> int:
        return version_of_budget(self.row) if self.row else 0

    def form(self, data: Any = None) -> NetBudgetForm:
        return NetBudgetForm(data, initial=self.initial(SAID_OF_BUDGET))

    def act(self, form: NetBudgetForm) -> None:
        if self.wants_deletion:
            delete_net_budget(self.row, **self.signed(form))
            messages.success(self.request, "The net budget is deleted. What it said stays in the history.")
            return
        values = {name: form.cleaned_data[name] for name in SAID_OF_BUDGET}
        keep_net_budget(self.programme, self.council, row=self.row, values=values, **self.signed(form))
        messages.success(self.request, "The net budget is saved.")


class PressureEdit(InputPage):
    model, one = Pressure, "pressure or substitution"

    def version(self) -> int:
        return self.row.version if self.row else 0

    def form(self, data: Any = None) -> PressureForm:
        lines = lines_to_replace(self.programme, self.council)
        return PressureForm(data, lines=lines, initial=self.initial(SAID_OF_PRESSURE))

    def act(self, form: PressureForm) -> None:
        if self.wants_deletion:
            delete_pressure(self.row, **self.signed(form))
            messages.success(self.request, "It is deleted. What it said stays in the history.")
            return
        values = {name: form.cleaned_data[name] for name in SAID_OF_PRESSURE}
        keep_pressure(self.programme, self.council, row=self.row, values=values, **self.signed(form))
        messages.success(self.request, f"The {self.one} is saved.")

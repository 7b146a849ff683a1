"""One council's savings plan, and one line of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.functional import cached_property

from collab.web.downloads import response
from programme.pages import ProgrammeRequest
from savings.forms.finding import FindLinesForm
from savings.models import SavingsLine
from savings.presenters.evidence import present_evidence
from savings.presenters.line import present_line
from savings.presenters.line_history import present_line_history
from savings.presenters.moves import present_acts
from savings.presenters.plan import plan_table, present_plan, present_rows
from savings.queries import LineSight
from savings.queries.asking import Asked, asked_on, lines_owing, owed
from savings.queries.evidence import how_many_of
from savings.queries.lines import (
    OVERDUE,
    LinesWanted,
    lines_of,
    lines_wanted,
    plan_years,
    services_of,
    sums_of_lines,
    year_shown,
)
from savings.queries.one_line import history_of_line, read_line
from savings.queries.unsettled import unsettled
from savings.rules.moves import why_not_agree
from savings.views.plan_base import LinePage, OwnPlanPage, PlanPage

LINES_A_PAGE, ACTS_A_PAGE = 50, 40


class Plan(PlanPage):
    """Its lines in one year (`year`), narrowed and put in order by the query; to take away as well (`format`)."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        years, lines = plan_years(self.plan, self.sight), lines_of(self.plan, self.sight)
        year = year_shown(years, request.GET.get("year", ""), self.programme.today)
        form = FindLinesForm(request.GET, services=services_of(lines), sight=self.sight)
        wanted = form.wanted(request.user) if form.is_valid() else LinesWanted()
        owing = self.asked if wanted.update else None
        if owing:
            lines = lines_owing(lines, owing, late=wanted.update == OVERDUE)
        found = lines_wanted(lines, wanted, year)
        exact = self.sight > LineSight.ROUNDED
        if (kind := request.GET.get("format")) and form.is_valid():
            table = plan_table(self.council, found, year, self.sight, on=self.programme.today)
            return response(table, format=kind, filename=f"{self.council.slug}-savings-plan-{year}")
        page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
        files = how_many_of(line.pk for line in page) if self.is_own else {}
        context = {
            "page": present_plan(
                self.council, years, year, on=self.programme.today, sight=self.sight, sums=sums_of_lines(found)
            ),
            "form": form, "list": page, "rows": present_rows(page, self.sight, files, owing), "exact": exact,
            "narrowed": wanted != LinesWanted(order=wanted.order), "plan": self.plan, "ratings": self.ratings(),
            **self.ways(), **self.acts(),
        }  # fmt: skip
        return self.show("plan", context, 200 if form.is_valid() else 422)

    @cached_property
    def asked(self) -> Asked | None:
        """What the lines are asked for today; None to others than the council's own people."""
        if not self.is_own or self.plan is None:
            return None
        return asked_on(self.plan, self.rating_record.begun, self.programme.today)

    def acts(self) -> dict[str, Any]:
        """What the council's own people are offered."""
        if self.plan is None or self.asked is None:
            return {}
        return {
            "may_agree": why_not_agree(self.council, self.may) is None,
            "unsettled": unsettled(self.plan, today=self.programme.today).count(),
            "owed": owed(self.plan, self.asked),
        }


class Line(LinePage):
    """Everything of a line, as far as this person may see it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        lines = lines_of(self.plan, self.sight)
        read = read_line(self.line, self.sight, lines, current=self.current, posts=self.sees_posts)
        page = present_line(self.line, read, self.sight, on=self.programme.today)
        acts = present_acts(
            self.line, read.amounts, read.updates, self.may, by=request.user, today=self.programme.today
        )
        evidence = present_evidence(read.evidence, self.line, self.may, by=request.user)
        context = {"page": page, "read": read, "current": self.current, "acts": acts, "evidence": evidence}
        return self.show("line", {**context, **self.ways()})


class LineHistory(OwnPlanPage):
    """Who changed what of a line, when and why; of one that has been deleted as well."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        rows = history_of_line(self.plan, kwargs["line"]) if self.plan else []
        if not rows:
            raise Http404
        acts = present_line_history(rows, posts=self.sees_posts)
        latest = next(row for row in reversed(rows) if row.instance_type is SavingsLine)
        page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
        context = {"latest": latest, "gone": latest.history_type == "-", "list": page, "acts": page.object_list}
        return self.show("line_history", context)

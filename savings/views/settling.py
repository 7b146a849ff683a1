"""What was planned for years that are over and did not come, and what becomes of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from collab.calc.years import FinancialYear
from programme.pages import ProgrammeRequest
from savings.enums import LineStatus, Settlement, UpdateState
from savings.forms.moves import SettleForm
from savings.models import LineAmount
from savings.presenters.settling import present_amount, present_taken_back, present_unsettled
from savings.queries.unsettled import unsettled
from savings.rules import moves as rules
from savings.services.settling import settle_year
from savings.views.moves import DecidePage
from savings.views.plan_base import OwnPlanPage

ROWS_A_PAGE = 50


class PlanUnsettled(OwnPlanPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        today = self.programme.today
        found = unsettled(self.plan, today=today) if self.plan else LineAmount.objects.none()
        page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "list": page, "rows": present_unsettled(page.object_list), "today": today,
            "may_settle": rules.why_not_decide(self.council, self.may) is None,
            **self.ways(),
        }  # fmt: skip
        return self.show("plan_unsettled", context)


class LineSettle(DecidePage):
    """One year of a line (`year` in the address)."""

    template, form_class = "savings/line_settle.html", SettleForm
    amount: LineAmount

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = self.line.amounts.select_related("line").filter(year=kwargs["year"]).first()
        if found is None:
            raise Http404
        self.amount = found

    def why_not(self) -> str | None:
        waits = self.line.updates.filter(year=self.amount.year, state=UpdateState.SENT).exists()
        return rules.why_not_settle(self.line, self.amount, self.may, today=self.programme.today, waits=waits)

    def form(self, data: Any = None) -> SettleForm:
        others = self.line.plan.lines.exclude(pk=self.line.pk).exclude(status=LineStatus.WITHDRAWN)
        before = {
            "settlement": self.amount.settled, "reason": self.amount.settled_reason,
            "replaced_by": str(self.amount.replaced_by_id or ""),
        }  # fmt: skip
        return SettleForm(data, initial=before, years=self.later_years(), others=list(others))

    def later_years(self) -> dict[int, int | None]:
        """The years after it that the line speaks of, and those of the case, with what is planned."""
        planned = {row.year: row.planned_pence for row in self.line.amounts.all()}
        parameters = self.programme.parameters.order_by("-number").first()
        run = range(parameters.first_year, parameters.first_year + parameters.appraisal_years) if parameters else ()
        years = sorted({*planned, *run, self.amount.year + 1})
        return {year: planned.get(year) for year in years if year > self.amount.year}

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        form = self.form(self.request.POST)
        form.is_valid()
        settlement, other = Settlement(answer["settlement"]), answer["replaced_by"]
        return self.do(
            settle_year, f"{FinancialYear(self.amount.year)} of {self.line.ref} is {settlement.label.lower()}.",
            year=self.amount.year, settlement=settlement, reason=answer["reason"], later=form.later,
            replaced_by=self.line.plan.lines.filter(pk=other).first() if other else None,
        )  # fmt: skip

    def does(self) -> list[str]:
        """What a year did not bring moves nothing of the joint saving."""
        return []

    def context(self) -> dict[str, Any]:
        context = super().context()
        back = present_taken_back(self.amount, {row.year: row for row in self.line.amounts.all()})
        shown, year = present_amount(self.amount), FinancialYear(self.amount.year)
        return {**context, "shown": shown, "year": year, "taken_back": back}

"""The pages on which the programme is read, one for each subject, and what changed in all of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from collab.errors import Refused
from programme import presenters as words
from programme import queries
from programme.enums import Agreement, ConditionState, FundingState, Impact, Likelihood
from programme.forms.records import StageForm
from programme.models import Programme
from programme.nouns import PAGE, PAGES, Page
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.rules import keeping as rules
from programme.services import change_stage

CHANGES_A_PAGE = 40
Shown = Mapping[str, Any]


def _stage(programme: Programme, asked: Shown) -> Shown:
    return {
        "stages": words.present_stages(queries.changes_of_stage(programme)),
        "conditions": [
            (row, words.CONDITION_SIGNS[ConditionState(row.state)]) for row in queries.conditions_of(programme)
        ],
    }


def _workstreams(programme: Programme, asked: Shown) -> Shown:
    return {"rows": words.present_workstreams(queries.workstreams_of(programme))}


def _dates(programme: Programme, asked: Shown) -> Shown:
    return {"rows": words.present_milestones(queries.milestones_of(programme), programme)}


def _funding(programme: Programme, asked: Shown) -> Shown:
    return {
        "rows": [(row, words.FUNDING_SIGNS[FundingState(row.state)]) for row in queries.funding_of(programme)],
        "totals": words.present_funding_totals(queries.funding_totals(programme)),
        "contributions": [
            (row, words.AGREEMENT_SIGNS[Agreement(row.agreement)]) for row in queries.contributions_of(programme)
        ],
        "contribution_totals": words.present_contribution_totals(queries.contribution_totals(programme)),
    }  # fmt: skip


def _reviews(programme: Programme, asked: Shown) -> Shown:
    return {"rows": [(row, words.present_findings(row, programme)) for row in queries.reviews_of(programme)]}


def _benefits(programme: Programme, asked: Shown) -> Shown:
    return {"groups": words.present_benefits(queries.benefits_of(programme), queries.benefit_totals(programme))}


def _risks(programme: Programme, asked: Shown) -> Shown:
    order = asked.get("sort", "")
    order = order if order in queries.RISK_ORDERS else "severity"
    return {
        "rows": words.present_risks(queries.risks_of(programme, order), programme), "order": order,
        "likelihoods": Likelihood.labels, "impacts": Impact.labels, "ratings": words.RATINGS,
    }  # fmt: skip


SHOWN: dict[str, Callable[[Programme, Shown], Shown]] = {
    "stage": _stage, "workstreams": _workstreams, "dates": _dates, "funding": _funding, "reviews": _reviews,
    "benefits": _benefits, "risks": _risks,
}  # fmt: skip


class ReadingPage(ProgrammePage):
    """One subject of the programme, with the ways to the others."""

    section = "overview"
    page: Page = PAGES[0]

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        context = {
            "page": self.page, "pages": [(page, page.url(self.programme)) for page in PAGES],
            "may_keep": rules.why_not_keep(self.may) is None, **SHOWN[self.page.key](self.programme, request.GET),
        }  # fmt: skip
        return render(request, f"programme/{self.page.key}.html", context)


class ProgrammeChanges(ProgrammePage):
    section = "overview"

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(queries.all_changes(self.programme), CHANGES_A_PAGE).get_page(request.GET.get("page"))
        private = rules.why_not_keep(self.may) is None
        changes = queries.read_changes(page.object_list)
        context = {
            "pages": [(page, page.url(self.programme)) for page in PAGES], "list": page,
            "changes": words.present_changes(changes, self.programme, private=private),
        }  # fmt: skip
        return render(request, "programme/changes.html", context)


class StageChange(ProgrammePage):
    """The act of going to another stage."""

    section = "overview"

    def load(self, **kwargs: Any) -> None:
        reason = rules.why_not_keep(self.may)
        if reason:
            raise PermissionDenied(reason)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        now = self.programme
        names = ("stage", "since", "stage_reason", "stage_review_on", "version")
        return self._page(StageForm(initial={name: getattr(now, name) for name in names}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = StageForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            change_stage(
                self.programme, stage=data["stage"], since=data["since"], stage_reason=data["stage_reason"],
                stage_review_on=data["stage_review_on"], version=data["version"] or 0, by=request.user,
                reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            return self._refused(form, refused)
        messages.success(request, "The stage is saved. The one before stays in the list of stages.")
        return redirect(PAGE["stage"].url(self.programme))

    def _refused(self, form: StageForm, refused: Refused) -> HttpResponse:
        form.add_error(None, refused.reason)
        saved = None
        if refused.code == "stale":
            self.programme.refresh_from_db()
            form.has_now_seen(self.programme.version)
            saved = self.programme
        return self._page(form, 409, saved)

    def _page(self, form: StageForm, status: int = 200, saved: Programme | None = None) -> HttpResponse:
        context = {"form": form, "saved": saved, "back_url": PAGE["stage"].url(self.programme)}
        return render(self.request, "programme/stage_change.html", context, status=status)

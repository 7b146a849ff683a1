"""A council agrees its savings plan, and looks at what it has agreed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from collab.errors import Refused
from collab.web.downloads import response
from programme.pages import ProgrammeRequest
from savings.forms.moves import AgreePlanForm
from savings.models import PlanVersion, SavingsLine
from savings.presenters.versions import compare, present_agreeing, present_lines, present_version, tables_of_version
from savings.queries.versions import content_of, latest_version, lines_in_full, proposed_in, seal_of, versions_of
from savings.rules import moves as rules
from savings.services.agreeing import agree_plan
from savings.views.plan_base import OwnPlanPage

LINES_A_PAGE = 50


class PlanAgree(OwnPlanPage):
    """Freezes the plan as it is. Proposed lines are named first, each with the question whether it is agreed too."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_agree(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        lines = self.lines()
        return self.page(self.form(lines), lines)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        lines = self.lines()
        form = self.form(lines, request.POST)
        if not form.is_valid():
            return self.page(form, lines, 422)
        answer, plan = form.cleaned_data, self.plan
        try:
            if plan is None:
                raise Refused("The plan has no lines yet.", code="empty")
            row = agree_plan(
                plan, authority=answer["authority"], on=answer["on"], also=[int(key) for key in answer.get("also", [])],
                seal=request.POST.get("seal", ""), by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self.page(form, lines, 409)
        messages.success(request, f"Version {row.number} of the plan is agreed, and kept as it is.")
        return redirect("plan-version", *self.at, row.number)

    def lines(self) -> list[SavingsLine]:
        return lines_in_full(self.plan) if self.plan else []

    def form(self, lines: list[SavingsLine], data: Any = None) -> AgreePlanForm:
        return AgreePlanForm(data, today=self.programme.today, proposed=proposed_in(lines))

    def page(self, form: AgreePlanForm, lines: list[SavingsLine], status: int = 200) -> HttpResponse:
        content = content_of(lines)
        last = latest_version(self.plan) if self.plan else None
        context = {
            "form": form, "seal": seal_of(content), "page": present_agreeing(self.plan, content, last),
            "last": last, "difference": compare(last.content, content, posts=self.sees_posts) if last else None,
        }  # fmt: skip
        return self.show("plan_agree", context, status)


class PlanVersions(OwnPlanPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        rows = versions_of(self.plan) if self.plan else []
        context = {
            "versions": [present_version(row) for row in rows],
            "may_agree": rules.why_not_agree(self.council, self.may) is None,
            **self.ways(),
        }  # fmt: skip
        return self.show("plan_versions", context)


class PlanVersionRead(OwnPlanPage):
    """As it was agreed, and what is different in the plan by now; to take away as well (`format`)."""

    version: PlanVersion

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        rows = PlanVersion.objects.select_related("by", "plan__programme", "plan__council")
        found = rows.filter(plan=self.plan, number=kwargs["number"]).first() if self.plan else None
        if found is None:
            raise Http404
        self.version = found

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if kind := request.GET.get("format"):
            tables = tables_of_version(self.version, posts=self.sees_posts)
            name = f"{self.council.slug}-savings-plan-version-{self.version.number}"
            return response(*(tables[:1] if kind == "csv" else tables), format=kind, filename=name)
        now = content_of(lines_in_full(self.version.plan))
        page = Paginator(self.version.content["lines"], LINES_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "shown": present_version(self.version), "list": page, "table": present_lines(page.object_list),
            "difference": compare(self.version.content, now, posts=self.sees_posts),
        }  # fmt: skip
        return self.show("plan_version", context)

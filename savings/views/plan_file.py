"""A council's savings plan comes in as a file: looked at beside the plan that there is, then kept or not."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from collab.errors import Refused
from collab.web.downloads import response
from programme.pages import ProgrammeRequest
from programme.queries.operating_models import years_asked
from savings.forms.plan_file import PlanFileForm, PlanFileKeepForm
from savings.plan_tables import template_tables
from savings.presenters.plan_file import present_plan_file
from savings.queries.plan_files import present_plan
from savings.rules.plans import why_not_keep_plan
from savings.services.plan_files import keep_plan_file, read_plan_file, understand
from savings.views.plan_base import PlanPage

SALT = "plan-file"
# What was looked at can be kept for a day.
SECONDS = 24 * 60 * 60
# A form may bring so much.
MOST_CARRIED = 4_000_000
TOO_LARGE = "The file says too much to be looked at in one piece. Divide it, and bring in one part after the other."
SPOILT = "The file that you looked at did not come back whole, or it is more than a day old. Upload it again."


class PlanFilePage(PlanPage):
    """For those who keep the plan: 403 with the reason for others."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = why_not_keep_plan(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def ask(self, form: PlanFileForm, status: int = 200) -> HttpResponse:
        return self.show("plan_file", {"form": form}, status)

    def look(self, rows: str, *, refused: Refused | None = None, answer: Any = None) -> HttpResponse:
        """What the file would change now, with a form to keep it; after a refusal with what that says."""
        proposal = understand(rows, present_plan(self.programme, self.council))
        carried = {"rows": self.carry(rows), "seal": proposal.present.seal}
        data = None if refused is None else {**answer, **carried}
        form = PlanFileKeepForm(data, initial=carried, needs_reason=proposal.needs_reason)
        if refused is not None:
            form.add_error(refused.code if refused.code == "reason" else None, refused.reason)
        page = present_plan_file(proposal)
        return self.show("plan_file_read", {"form": form, "page": page}, 200 if refused is None else 409)

    def carry(self, rows: str) -> str:
        carried = signing.dumps([*self.at, rows], salt=SALT, compress=True)
        if len(carried) > MOST_CARRIED:
            raise Refused(TOO_LARGE, code="plan-file")
        return carried


class PlanFile(PlanFilePage):
    """`?format=` has the template; POST shows what a file would change, and changes nothing."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if "format" in request.GET:
            tables = template_tables(years_asked(self.programme, ()))
            return response(*tables, format=request.GET["format"], filename="savings-plan-template")
        return self.ask(PlanFileForm())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PlanFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, 422)
        file = form.cleaned_data["file"]
        try:
            return self.look(read_plan_file(file.read(), filename=file.name))
        except Refused as refused:
            form.add_error("file", refused.reason)
            return self.ask(form, 422)


class PlanFileKeep(PlanFilePage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PlanFileKeepForm(request.POST)
        try:
            *at, rows = signing.loads(request.POST.get("rows", ""), salt=SALT, max_age=SECONDS)
        except signing.BadSignature:
            at, rows = [], ""
        if at != self.at or not form.is_valid():
            asked = PlanFileForm({})
            asked.add_error(None, SPOILT)
            return self.ask(asked, 422)
        answer = form.cleaned_data
        try:
            new, changed = keep_plan_file(
                self.programme, self.council, rows=rows, seal=answer["seal"], by=request.user, reason=answer["reason"]
            )
        except Refused as refused:
            return self.look(rows, refused=refused, answer=answer)
        messages.success(request, f"The file is kept: {new:,} new, {changed:,} changed. New lines are proposed.")
        return self.to_plan()

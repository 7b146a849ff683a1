"""What owners have sent is confirmed by finance, or returned with a question."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.calc.money import pounds
from collab.errors import Refused
from programme.models import Council
from programme.pages import ProgrammeRequest
from savings.enums import UpdateState
from savings.forms.updates import ConfirmForm
from savings.models import LineUpdate
from savings.presenters.evidence import present_evidence
from savings.presenters.updates import present_claim, present_claims
from savings.queries.evidence import evidence_of, how_many_of
from savings.queries.updates import to_confirm
from savings.rules import updates as rules
from savings.services.updates import confirm_update, return_update
from savings.views.base import SavingsPage
from savings.views.updates import NAMED, LinePage
from savings.views.ways import ways_of

ROWS_A_PAGE = 50


class PlanConfirmations(SavingsPage):
    """The queue of a council, read by its own people; to others it is not there."""

    council: Council

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        council = self.programme.councils.filter(slug=kwargs["which"]).first()
        if council is None or not self.may(Permission.SAVINGS_OWN_VIEW, council):
            raise Http404
        self.council = council

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(to_confirm(self.programme, self.council), ROWS_A_PAGE).get_page(request.GET.get("page"))
        files = how_many_of(row.line_id for row in page)
        context = {
            "council": self.council,
            "list": page,
            "rows": present_claims(page, request.user, files),
            "why_not": rules.why_not_confirm(self.council, self.may),
            **ways_of(self.programme, is_own=True),
        }
        return render(request, "savings/plan_confirmations.html", context)


class LineConfirm(LinePage):
    """One update: the oldest that waits, or that of the quarter that the address names ("2013-4"). `act` is "claimed"
    for the amount as it was claimed, "other" for another, and "return" for a question."""

    update: LineUpdate | None

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        named = NAMED.fullmatch(self.request.GET.get("quarter", ""))
        rows = sorted(self.line.updates.all(), key=lambda row: (row.year, row.quarter))
        if named:
            self.update = next(
                (row for row in rows if (row.year, row.quarter) == tuple(map(int, named.groups()))), None
            )
        else:
            self.update = next((row for row in rows if row.state == UpdateState.SENT), rows[-1] if rows else None)
        if self.update is not None:
            self.update.line = self.line

    def why_not(self) -> str | None:
        return rules.why_not_confirm(self.line.plan.council, self.may)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        shown = self.update.delivered_pence if self.update else None
        return self._page(ConfirmForm(initial={"confirmed_pence": shown, "version": self.line.version}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = ConfirmForm(request.POST)
        if self.update is None:
            return self._page(form, 409)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            said = self._answer(self.update, request.POST.get("act", ""), form)
        except Refused as refused:
            form.add_error(refused.code if refused.code in form.fields else None, refused.reason)
            form.data = {**form.data, "version": self.line.version}
            return self._page(form, 409)
        messages.success(request, said)
        return redirect("plan-confirmations", self.programme.slug, self.council.slug)

    def _answer(self, update: LineUpdate, act: str, form: ConfirmForm) -> str:
        data = form.cleaned_data
        whole = {"version": data["version"], "by": self.request.user}
        if act == "return":
            return_update(update, answer=data["answer"], **whole)
            return f"The update of {self.line.ref} is returned to its owner."
        amount = data["confirmed_pence"]
        if act == "claimed":
            amount = update.delivered_pence
        if amount is None:
            raise Refused("Write what you confirm, in pounds.", code="confirmed_pence")
        confirm_update(update, confirmed_pence=amount, answer=data["answer"], **whole)
        return f"{pounds(amount)} of {self.line.ref} are confirmed."

    def _page(self, form: ConfirmForm, status: int = 200) -> HttpResponse:
        context = {
            "line": self.line, "council": self.council, "form": form,
            "row": present_claim(self.update, self.request.user) if self.update else None,
            "evidence": present_evidence(evidence_of(self.line), self.line, self.may, by=self.request.user),
        }  # fmt: skip
        return render(self.request, "savings/line_confirm.html", context, status=status)

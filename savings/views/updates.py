"""The quarter's update: asked of the owner of a line."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.roles import Permission
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.models import Council
from programme.pages import ProgrammeRequest
from savings.forms.updates import UpdateForm
from savings.models import RatingRules, SavingsLine
from savings.presenters.updates import differing, present_update
from savings.queries import lines_in_sight
from savings.queries.updates import LineQuarter, coming_update, line_quarter, open_quarters, quarter_asked
from savings.rules import updates as rules
from savings.services.updates import send_update
from savings.views.base import SavingsPage

NAMED = re.compile(r"([0-9]{4})-([1-4])")


class LinePage(SavingsPage):
    """Sets `line`: 404 for one that this person may not know of, 403 for one that is another council's."""

    council: Council
    line: SavingsLine

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        lines = lines_in_sight(self.may, self.programme).filter(plan__council__slug=kwargs["which"])
        found = lines.select_related("plan__programme", "plan__council", "owner").prefetch_related(
            "amounts", "updates__sent_by"
        )
        line = found.filter(pk=kwargs["line"]).first()
        if line is None:
            raise Http404
        self.line, self.council = line, line.plan.council
        why_not = self.why_not()
        if not why_not and not self.may(Permission.SAVINGS_OWN_VIEW, self.council):
            raise Http404
        if why_not:
            raise PermissionDenied(why_not)

    def why_not(self) -> str | None:
        """Why somebody who knows of the line may not have this page."""
        raise NotImplementedError

    @property
    def at(self) -> list[Any]:
        return [self.programme.slug, self.council.slug, self.line.pk]

    def asked(self) -> LineQuarter | None:
        """The quarter that the address names ("2013-4"), else the one that is asked for."""
        named = NAMED.fullmatch(self.request.GET.get("quarter", ""))
        years = [row.year for row in self.line.amounts.all()]
        quarter = quarter_asked(self.line, years, self.programme.today)
        if named and int(named[1]) in years:
            quarter = Quarter(FinancialYear(int(named[1])), int(named[2]))
        if quarter is None:
            return None
        return line_quarter(self.line, quarter, RatingRules.objects.filter(council=self.council))


class LineUpdateAsk(LinePage):
    """`quarter` names another quarter than the latest: "2013-4"."""

    def why_not(self) -> str | None:
        return rules.why_not_update(self.line, self.may, self.request.user)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = self.asked()
        if row is None:
            return self._nothing()
        page = present_update(row, reader=request.user.pk, today=self.programme.today)
        return self._page(row, UpdateForm.showing(row, page.begins_with))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = self.asked()
        if row is None:
            return self._nothing(409)
        sent: Mapping[str, Any] = request.POST
        if sent.get("act") == "same":
            same = present_update(row, reader=request.user.pk, today=self.programme.today).same
            sent = sent if same is None else _as_typed(UpdateForm.showing(row, same), sent.get("version", ""))
        form = UpdateForm(sent, quarter=row.quarter)
        if not form.is_valid():
            return self._page(row, form, 422)
        data = form.cleaned_data
        try:
            send_update(
                self.line, row.quarter, told=form.told, version=data["version"], sure=data["sure"], by=request.user
            )
        except Refused as refused:
            return self._refused(row, form, refused)
        messages.success(request, f"The update of {self.line.ref} is sent. Finance confirms what it has saved.")
        return redirect(f"{request.path}?quarter={row.quarter.year.start}-{row.quarter.number}")

    def _refused(self, row: LineQuarter, form: UpdateForm, refused: Refused) -> HttpResponse:
        form.asks = refused.code == "question"
        form.add_error("sure" if form.asks else None, refused.reason)
        if refused.code != "stale":
            return self._page(row, form, 409)
        # Sending it once more is a decision then: both texts stand on the page.
        form.data = {**form.data, "version": row.line.version}
        return self._page(row, form, 409, stale=differing(row.update, form.told))

    def _page(
        self, row: LineQuarter, form: UpdateForm, status: int = 200, stale: list[tuple[str, str, str]] | None = None
    ) -> HttpResponse:
        today = self.programme.today
        page = present_update(row, reader=self.request.user.pk, today=today)
        why_not = rules.why_not_tell(
            self.line, row.quarter, row.amount, [u for u in self.line.updates.all() if u.year == row.amount.year],
            today=today,
        )  # fmt: skip
        context = {
            "line": self.line, "council": self.council, "page": page, "form": form, "stale": stale,
            "why_not": why_not, "others": [q for q in open_quarters(self.line, today) if q != row.quarter],
        }  # fmt: skip
        return render(self.request, "savings/line_update.html", context, status=status)

    def _nothing(self, status: int = 200) -> HttpResponse:
        rules = RatingRules.objects.filter(council=self.council)
        context = {
            "line": self.line, "council": self.council,
            "next": coming_update(self.line, rules, self.programme.today),
        }  # fmt: skip
        return render(self.request, "savings/line_update_none.html", context, status=status)


def _as_typed(form: UpdateForm, version: str) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    return {name: form[name].value() for name in form.fields if name != "sure"} | {"version": version}

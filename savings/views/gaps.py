"""A council's budget gap: as it was typed, and what is left of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from collab.web.downloads import FORMATS, response
from programme.pages import ProgrammeRequest
from programme.queries.operating_models import years_asked
from savings.forms.erosion import PastDayForm
from savings.forms.keeping import GapForm
from savings.models import BudgetGap
from savings.presenters.gaps import gap_tables, present_gap
from savings.presenters.kept_history import present_history
from savings.queries.gaps import CouncilGap, Delivery, gaps_of
from savings.queries.gaps_at import gaps_at, joint_at
from savings.queries.joint import joint_of
from savings.queries.kept import history_of_gap
from savings.services.keeping import keep_gap
from savings.views.council import CouncilFormPage, CouncilPage


class CouncilGapPage(CouncilPage):
    """`at` names a day gone by; `format` asks for it as a file."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PastDayForm(request.GET, today=timezone.localdate())
        status, day = 200 if form.is_valid() else 422, form.day
        joint = joint_at(self.programme, day) if day else joint_of(self.programme)
        gaps = (
            gaps_at(self.programme, joint, day, self.council) if day else gaps_of(self.programme, joint, self.council)
        )
        # A council that was not in the programme then had no gap in it.
        found = gaps[0] if gaps else CouncilGap(self.council, 0, (), Delivery())
        if wanted := request.GET.get("format"):
            tables = gap_tables(self.programme, joint, [found], day)
            return response(*tables, format=wanted, filename=f"{self.council.slug}-budget-gap")
        context = {
            "page": present_gap(self.programme, joint, found, day), "formats": FORMATS, "form": form, "at": day,
            "changes": present_history(history_of_gap(self.programme, self.council)) if self.is_own else None,
            **self.ways(),
        }  # fmt: skip
        return self.show("gap", context, status)


class GapEdit(CouncilFormPage):
    """The gap of the type that is asked for (`of`), else the first; a new one where there is none, or for `of=new`."""

    row: BudgetGap | None

    def find(self, **kwargs: Any) -> None:
        gaps = BudgetGap.objects.filter(programme=self.programme, council=self.council).prefetch_related("amounts")
        asked = self.request.GET.get("of", "")
        found = {row.type: row for row in gaps.order_by("type")}
        self.row = None if asked == "new" else found.get(asked) or next(iter(found.values()), None)

    def version(self) -> int:
        return self.row.version if self.row else 0

    def form(self, data: Any = None) -> GapForm:
        amounts = {each.year: each.amount_pence for each in self.row.amounts.all()} if self.row else {}
        initial: dict[str, Any] = {f"amount_{year}": pence for year, pence in amounts.items()}
        if self.row:
            initial |= {"type": self.row.type, "source": self.row.source, "version": self.row.version}
        return GapForm(data, years=years_asked(self.programme, amounts), initial=initial)

    def act(self, form: GapForm) -> None:
        keep_gap(
            self.programme, self.council, was=self.row.type if self.row else "", type=form.cleaned_data["type"],
            source=form.cleaned_data["source"], amounts=form.amounts, **self.signed(form),
        )  # fmt: skip
        messages.success(self.request, "The budget gap is saved.")

    def context(self) -> dict[str, Any]:
        return {
            "title": f"Budget gap of {self.council.name}", "back_to": f"Budget gap of {self.council.short_name}",
            "back": reverse("gap", args=[self.programme.slug, self.council.slug]),
            "lead": "What the council has to find in each year, before any saving of its plan or of the joint model. "
            "Leave out the years of which nothing is known.",
        }  # fmt: skip

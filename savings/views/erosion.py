"""The joint saving as validated and as it stands, after what the councils' own lines take of posts."""

import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from collab.calc.reassess import Reassessment, Year
from collab.web.downloads import FORMATS, response
from programme.models import Council
from programme.pages import ProgrammeRequest
from programme.queries.staffing_totals import totals_in_sight
from savings import presenters as words
from savings.erosion_tables import erosion_tables
from savings.forms import PastDayForm
from savings.presenters import erosion, losses
from savings.presenters.losses import Eyes
from savings.queries import Case, Counting, case_of, local_plans, reassessed
from savings.queries.appraisal import why_not_appraise
from savings.queries.as_at import case_at
from savings.queries.as_at_plans import first_record, held_back_since, local_plans_at
from savings.queries.conflicts import Conflicts, conflicts_of, named_claims
from savings.views.base import SavingsPage

ALSO = {
    Counting.HELD: "With your council’s held lines",
    Counting.PROPOSED: "With your council’s held and proposed lines",
}


class JointPage(SavingsPage):
    """A page of one operating model's joint saving: `case` as it is now, and what this person sees of it."""

    case: Case
    eyes: Eyes

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.case = case_of(self.programme, code=kwargs["code"])
        if not self.case.models:
            raise Http404
        self.eyes = losses.eyes_of(self.may, self.case)

    def eyes_on_past(self, case: Case, day: datetime.date) -> tuple[Eyes, list[Council]]:
        """Of a day gone by, posts and lines are told to those who were and are told of them. What a council has held
        back since is its own people's alone, so that its lines go together to all others: those councils as well."""
        then, held_back = losses.eyes_of(self.may, case), held_back_since(self.programme, day)
        told = then.told & self.eyes.told
        closed = {row.council.slug for row in case.councils if row.council.slug in held_back & told - then.own}
        return Eyes(told - closed, then.own), [row.council for row in case.councils if row.council.slug in closed]


class Erosion(JointPage):
    """`year` is that of the picture, by the year in which it begins; `at` a day gone by; `format` asks for a file."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PastDayForm(request.GET, today=timezone.localdate())
        context: dict[str, Any] = {
            "form": form, "model": self.case.models[0].model, "formats": FORMATS, "case": self.case,
        }  # fmt: skip
        status = 200 if form.is_valid() else 422
        if form.day is not None:
            return self._past(context, form.day)
        if reason := why_not_appraise(self.case):
            return render(request, "savings/erosion.html", context | {"reason": reason})
        plans = local_plans(self.case)
        found, shared = reassessed(self.case, self.case.models[0], plans)
        at = erosion.year_shown(found, request.GET.get("year", ""))
        conflicts = conflicts_of(self.case, self.case.models[0], plans, found)
        if wanted := request.GET.get("format"):
            return self._file(self.case, found, at, shared, self.eyes, wanted)
        context |= self._shown(self.case, found, at, shared, self.eyes, conflicts)
        context |= {"previews": self._previews(found.years[at], at)}
        return render(request, "savings/erosion.html", context, status=status)

    def _past(self, context: dict[str, Any], day: datetime.date) -> HttpResponse:
        """As at the end of a day, and what has moved since."""
        first = first_record(self.programme)
        context |= {"at": day}
        if first is None or timezone.localtime(first).date() > day:
            context |= {"first": first, "before_records": True}
            return render(self.request, "savings/erosion.html", context)
        case = case_at(self.programme, day, code=self.kwargs["code"])
        reason = why_not_appraise(case) if case.models else f"There was no model {self.kwargs['code']} then."
        if reason:
            return render(self.request, "savings/erosion.html", context | {"reason": reason, "case": case})
        found, shared = reassessed(case, case.models[0], local_plans_at(case, day))
        number = erosion.year_shown(found, self.request.GET.get("year", ""))
        eyes, held_back = self.eyes_on_past(case, day)
        if wanted := self.request.GET.get("format"):
            return self._file(case, found, number, shared, eyes, wanted)
        context |= {"case": case, "held_back": losses.told_together(held_back)}
        context |= self._shown(case, found, number, shared, eyes, Conflicts(()))
        if not why_not_appraise(self.case):
            now, _ = reassessed(self.case, self.case.models[0], local_plans(self.case))
            context["moved"] = losses.present_moved(context["losses"], *self._now(now, found.years[number], eyes))
        return render(self.request, "savings/erosion.html", context)

    def _now(self, now: Reassessment, then: Year, eyes: Eyes) -> tuple[list[losses.Loss], int]:
        """What is taken now in the same year, and how the joint saving of it differs from what it was."""
        number = erosion.year_shown(now, str(then.year.start))
        taken = losses.present_losses(self.case, now, number, eyes, named_claims(self.case))
        return taken, now.years[number].reassessed - then.reassessed

    def _shown(
        self, case: Case, found: Reassessment, at: int, shared: bool, eyes: Eyes, conflicts: Conflicts
    ) -> dict[str, Any]:
        named = named_claims(case)
        lost = losses.present_losses(case, found, at, eyes, named)
        totals = totals_in_sight(self.may, [row.current for row in case.councils])
        taken = losses.present_taken(case, found, at, eyes, named)
        inputs = found.inputs
        return {
            "found": found,
            "headline": erosion.erosion_headline(found, at),
            "scope": words.scope_of(case),
            "sharing": words.sharing(inputs.of, inputs.by) if shared else "",
            "cautions": words.present_cautions(case, case.models),
            "standing": words.present_standing(case, totals),
            "heads": erosion.present_erosion_heads(found, at, len(conflicts.to_decide)),
            "years": [(year.year.start, str(year.year)) for year in found.years],
            "chosen": found.years[at].year,
            "losses": lost,
            "most_rows": losses.MOST_ROWS,
            "rounds": any(loss.printed.startswith(("about", "under")) for loss in lost),
            "picture": losses.present_waterfall(found, at, lost),
            "taken": taken[: losses.MOST_ROWS],
            "more_taken": max(len(taken) - losses.MOST_ROWS, 0),
            "costs_nothing": losses.costs_nothing(found, at),
            "lines": erosion.present_erosion_years(case, found, at, eyes, shared),
            "workings": erosion.present_erosion_workings(found, at, eyes, shared),
            "conflicts": conflicts,
        }

    def _previews(self, released: Year, at: int) -> list[erosion.Preview]:
        """For the people of a council: with lines that only they know of. Six queries."""
        own: list[Council] = [row.council for row in self.case.councils if row.council.slug in self.eyes.own]
        if not own:
            return []
        model, also = self.case.models[0], {}
        for counting, label in ALSO.items():
            plans = local_plans(self.case, counting=counting, own=own)
            also[label] = reassessed(self.case, model, plans)[0].years[at]
        return erosion.present_previews(released, also)

    def _file(
        self, case: Case, found: Reassessment, at: int, shared: bool, eyes: Eyes, wanted: str
    ) -> HttpResponse:  # fmt: skip
        tables = erosion_tables(case, found, at, eyes, named_claims(case), shared=shared)
        return response(*tables, format=wanted, filename=f"{self.programme.slug}-joint-saving")

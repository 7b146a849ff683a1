"""Posts that two count on, and who keeps each claim."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from collab.calc.reassess import Reassessment
from collab.errors import Refused
from programme.pages import AskingPage, ProgrammeRequest, number_sent
from savings.forms import ConflictsForm, DecideForm
from savings.models import ClaimDecision
from savings.presenters import erosion
from savings.presenters.conflicts import (
    ShownConflict,
    in_order,
    present_conflict,
    present_decision_acts,
    present_decisions,
)
from savings.queries import local_plans, reassessed
from savings.queries.appraisal import why_not_appraise
from savings.queries.conflicts import Conflicts, Contested, NamedClaims, conflicts_of, named_claims
from savings.rules import claims as rules
from savings.services.claims import Decided, decide_claim
from savings.views.erosion import JointPage

ROWS_A_PAGE = 50


class ConflictsPage(JointPage):
    """`conflicts` and what they are shown by; empty, with the `reason`, where nothing can be reassessed."""

    conflicts = Conflicts(())
    named = NamedClaims()
    found: Reassessment | None = None
    reason: str | None = None

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.read()

    def read(self) -> None:
        self.reason = why_not_appraise(self.case)
        if self.reason:
            return
        plans = local_plans(self.case)
        self.found, _ = reassessed(self.case, self.case.models[0], plans)
        self.conflicts = conflicts_of(self.case, self.case.models[0], plans, self.found)
        self.named = named_claims(self.case)

    def shown(self, row: Contested) -> ShownConflict:
        assert self.found is not None  # noqa: S101 - a conflict comes of it
        positions = {each.council.slug: each.part.position for each in self.case.councils}
        return present_conflict(
            row, at=erosion.year_shown(self.found, self.request.GET.get("year", "")),
            position=positions[row.council.slug], model=self.case.models[0].model, eyes=self.eyes, named=self.named,
        )  # fmt: skip


class ErosionConflicts(ConflictsPage):
    """Filtered by council, kind and state."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        councils = [(row.council.slug, row.council.short_name) for row in self.case.councils]
        form = ConflictsForm(request.GET, councils=councils)
        asked = form.asked
        rows = [self.shown(row) for row in self.conflicts.standing]
        listed = in_order(
            [
                row
                for row in rows
                if asked["council"] in ("", row.council.slug)
                and asked["kind"] in ("", row.kind)
                and asked["state"] in ("", row.state.value)
            ]
        )
        page = Paginator(listed, ROWS_A_PAGE).get_page(request.GET.get("page"))
        may_decide = {row.council.slug for row in self.case.councils if not rules.why_not_decide(row.council, self.may)}
        context = {
            "form": form, "model": self.case.models[0].model, "case": self.case, "reason": self.reason, "list": page,
            "all": len(rows), "to_decide": len(self.conflicts.to_decide), "may_decide": may_decide,
            "gone": present_decisions(self.conflicts.gone, self.eyes),
        }  # fmt: skip
        status = 200 if form.is_valid() else 422
        return render(request, "savings/erosion_conflicts.html", context, status=status)


class ErosionDecide(AskingPage, ConflictsPage):
    """Who keeps a claim. `claim` is the first of those on the post, `kind` that of the conflict."""

    template = "savings/erosion_decide.html"
    contested: Contested

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.contested = self._contested()
        if reason := rules.why_not_decide(self.contested.council, self.may):
            raise PermissionDenied(reason)

    def _contested(self) -> Contested:
        """What the address names, for those who see the posts of the council."""
        places = {number: place for place, number in self.named.first.items()}
        place = (*places.get(self.kwargs["claim"], ("", "")), self.kwargs["kind"])
        for row in self.conflicts.standing:
            if row.place == place and row.conflict.council in self.eyes.told:
                return row
        raise Http404

    def form_class(self, data: Any = None) -> DecideForm:  # type: ignore[override]
        conflict, decision = self.contested.conflict, self.contested.decision
        initial = {}
        if decision is not None:
            initial = {name: getattr(decision, name) for name in ("keeper", "authority", "decided_on", "reason")}
            initial["line"] = decision.line.ref if decision.line else ""
        today = self.programme.today
        return DecideForm(data, kind=conflict.kind, lines=conflict.lines, today=today, initial=initial)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        try:
            decide_claim(
                self.contested, model=self.case.models[0].model, decided=Decided(**answer),
                version=number_sent(self.request, "version"), seen=self.request.POST.get("seen", ""),
                by=self.request.user,
            )  # fmt: skip
        except Refused as refused:
            if refused.code == "stale":
                self.read()
                self.contested = self._contested()
            raise
        messages.success(self.request, "Decided. No figure has changed: a line or the model is changed to follow it.")
        return redirect("erosion-conflicts", self.programme.slug, self.kwargs["code"])

    def context(self) -> dict[str, Any]:
        decision = self.contested.decision
        return {
            "row": self.shown(self.contested), "model": self.case.models[0].model, "seen": self.contested.seen,
            "version": decision.version if decision else 0, "decision": decision,
        }  # fmt: skip


class ErosionDecision(JointPage):
    """A decision with its history, for the people of the council alone."""

    row: ClaimDecision

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        rows = ClaimDecision.objects.select_related("council", "line")
        found = rows.filter(programme=self.programme, pk=kwargs["decision"], council__slug__in=self.eyes.own).first()
        if found is None or found.model_id not in (None, self.case.models[0].model.pk):
            raise Http404
        self.row = found

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = self.row
        told = row.council.slug in self.eyes.told
        acts = row.history.select_related("history_user", "line").order_by("-history_date", "-history_id")
        context = {
            "row": row, "post": row.post_ref if told else "", "told": told, "model": self.case.models[0].model,
            "acts": present_decision_acts(acts, tells_line=told),
        }  # fmt: skip
        return render(request, "savings/erosion_decision.html", context)

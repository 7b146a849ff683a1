"""What becomes of a line: each decision is asked for on a page of its own that says what it does."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from collab.errors import Refused
from programme.pages import AskingPage, number_sent
from savings.enums import LineStatus
from savings.forms.moves import MoveForm, WhyForm
from savings.presenters.line_words import status_of
from savings.presenters.moves import hints_of, sentences_of, targets_of, what_changes
from savings.queries.effects import effect_of
from savings.rules import moves as rules
from savings.services.moves import hold_line, move_line, release_line
from savings.views.plan_base import LinePage


class DecidePage(AskingPage, LinePage):
    """403 with the reason for whoever sees the line and decides nothing of it. A refusal comes back with the line as it
    is now; `why_not` stands in place of the form."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_decide(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def form(self, data: Any = None) -> forms.Form:
        return self.form_class(data)

    def why_not(self) -> str | None:
        return None

    def do(self, service: Callable[..., Any], done: str, **values: Any) -> HttpResponse:
        try:
            service(self.line, version=number_sent(self.request, "version"), by=self.request.user, **values)
        except Refused as refused:
            if refused.code != "gone":
                self.line.refresh_from_db()
            raise
        messages.success(self.request, done)
        return self.to_line()

    @property
    def counts(self) -> bool:
        """Whether it counts for everybody now."""
        return self.line.is_live and not self.line.held

    def does(self) -> list[str]:
        """What the line does to the joint saving and the budget gap, in sentences."""
        return sentences_of(effect_of(self.line, today=self.programme.today), counts=self.counts)

    def context(self) -> dict[str, Any]:
        return {
            "line": self.line, "council": self.council, "status": status_of(self.line), "why_not": self.why_not(),
            "does": self.does(), "counts": self.counts,
        }  # fmt: skip


class LineStatusChange(DecidePage):
    template, form_class = "savings/line_status.html", MoveForm

    @property
    def open_to(self) -> list[LineStatus]:
        """The statuses that this person may give it."""
        today = self.programme.today
        return [to for to in targets_of(self.line) if rules.why_not_move(self.line, to, self.may, today=today) is None]

    def form(self, data: Any = None) -> forms.Form:
        may_hold = self.line.status == LineStatus.PROPOSED and not self.line.held
        hints = hints_of(self.line, self.open_to)
        return MoveForm(data, today=self.programme.today, hints=hints, may_hold=may_hold)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        to = answer.pop("to")
        return self.do(move_line, f"{self.line.ref} is {to.label.lower()} from now on.", to=to, **answer)

    def context(self) -> dict[str, Any]:
        today, targets = self.programme.today, targets_of(self.line)
        shut = {to: rules.why_not_move(self.line, to, self.may, today=today) for to in targets}
        return {
            **super().context(), "changes": what_changes(self.line, self.open_to),
            "shut": [(to.label, reason) for to, reason in shut.items() if reason],
        }  # fmt: skip


class LineHold(DecidePage):
    template, form_class = "savings/line_hold.html", WhyForm

    def why_not(self) -> str | None:
        return rules.why_not_hold(self.line, self.may)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(hold_line, f"{self.line.ref} is held. Only the council’s own people see it.", **answer)


class LineRelease(DecidePage):
    template, form_class = "savings/line_release.html", WhyForm

    def why_not(self) -> str | None:
        return rules.why_not_release(self.line, self.may)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(release_line, f"{self.line.ref} is released. The whole programme sees it.", **answer)

"""A baseline goes its way: each step is asked for on a page of its own that says what follows from it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from collab.errors import Refused
from programme.forms.baselines import ReleaseForm, ReturnForm, SubmitForm, ValidateForm
from programme.forms.records import ReasonForm
from programme.pages import AskingPage, number_sent
from programme.presenters import headline_of
from programme.queries.posts import sums_of, total_of
from programme.queries.shared_posts import shared_posts_to_look_at
from programme.queries.staffing_totals import few_posts
from programme.rules import baselines as rules
from programme.services.baselines import (
    discard_draft,
    release_baseline,
    return_baseline,
    submit_baseline,
    validate_baseline,
)
from programme.views.baselines import BaselinePage


class StepPage(AskingPage, BaselinePage):
    """Refused steps come back with the baseline as it is now. `why_not` stands in place of the form."""

    done = ""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        reason = rules.why_not_keep_staffing(self.council, self.may)
        if reason:
            raise PermissionDenied(reason)

    def why_not(self) -> str | None:
        raise NotImplementedError

    def do(self, service: Callable[..., Any], **values: Any) -> HttpResponse:
        try:
            service(self.baseline, version=number_sent(self.request, "version"), by=self.request.user, **values)
        except Refused as refused:
            if refused.code != "gone":
                self.baseline.refresh_from_db()
            raise
        messages.success(self.request, self.done)
        return self.back()

    def context(self) -> dict[str, Any]:
        total = total_of(sums_of(self.baseline.posts.all(), "service"))
        return {
            "baseline": self.baseline, "council": self.council, "why_not": self.why_not(),
            "headline": headline_of(self.baseline, total), "total": total, "version": self.baseline.version,
        }  # fmt: skip


class BaselineSubmit(StepPage):
    template, form_class = "programme/baseline_submit.html", SubmitForm
    done = "Submitted. Somebody else of the council validates it now."

    def why_not(self) -> str | None:
        return rules.why_not_submit(self.baseline, self.may, posts=self.baseline.posts.count())

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(submit_baseline, note=answer["note"])

    def context(self) -> dict[str, Any]:
        estimated = self.baseline.posts.exclude(estimated="").count()
        return {**super().context(), "shared": shared_posts_to_look_at(self.baseline), "estimated": estimated}


class BaselineReturn(StepPage):
    template, form_class = "programme/baseline_return.html", ReturnForm
    done = "It is a draft again."

    def why_not(self) -> str | None:
        return rules.why_not_return(self.baseline, self.may)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(return_baseline, reason=answer["reason"])


class BaselineValidate(StepPage):
    template, form_class = "programme/baseline_validate.html", ValidateForm
    done = "Validated, and frozen. The figures of the programme go by it where it is the latest."

    def why_not(self) -> str | None:
        return rules.why_not_validate(self.baseline, self.may, by=self.request.user)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(validate_baseline)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "few": few_posts(self.baseline)}


class BaselineRelease(StepPage):
    template, form_class = "programme/baseline_release.html", ReleaseForm
    done = "Released. The programme sees its posts from now on."

    def why_not(self) -> str | None:
        return rules.why_not_release(self.baseline, self.may)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(release_baseline)


class BaselineDiscard(StepPage):
    template, form_class = "programme/baseline_discard.html", ReasonForm
    done = "The draft is thrown away. What it said stays in the history."

    def why_not(self) -> str | None:
        return rules.why_not_change(self.baseline, self.may)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        return self.do(discard_draft, reason=answer["reason"])

    def back(self, anchor: str = "") -> HttpResponse:
        return redirect("staffing-council", self.programme.slug, self.council.slug)

"""What a council means by its ratings, each set from a day on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.roles import Permission
from collab.errors import Refused
from collab.moments import day
from programme.models import Council
from programme.pages import ProgrammeRequest
from savings.forms.ratings import RatingsForm
from savings.models import RatingRules
from savings.presenters.ratings import present_rules
from savings.queries.ratings import rating_record
from savings.rules.ratings import why_not_change_ratings
from savings.services.ratings import change_ratings, withdraw_ratings
from savings.views.base import SavingsPage
from savings.views.ways import ways_of


class RatingPage(SavingsPage):
    council: Council

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        council = self.programme.councils.filter(slug=kwargs["which"]).first()
        if council is None:
            raise Http404
        self.council = council

    def back(self) -> HttpResponse:
        return redirect("plan-rating-rules", self.programme.slug, self.council.slug)


class PlanRatingRules(RatingPage):
    """For all who see the councils' savings, for the definitions stand beside the ratings."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        today = self.programme.today
        found = rating_record(self.council, today)
        context = {
            "council": self.council,
            "in_force": present_rules(found.in_force, today),
            "coming": [present_rules(row, today) for row in found.coming],
            "earlier": [present_rules(row, today) for row in found.earlier],
            "may_edit": why_not_change_ratings(self.council, self.may) is None,
            **ways_of(self.programme, is_own=self.may(Permission.SAVINGS_OWN_VIEW, self.council)),
        }
        return render(request, "savings/plan_rating_rules.html", context)


class ChangingRatings(RatingPage):
    """403 with the reason for whoever may read them only."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        if why_not := why_not_change_ratings(self.council, self.may):
            raise PermissionDenied(why_not)


class PlanRatingRulesChange(ChangingRatings):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(RatingsForm.showing(rating_record(self.council, self.programme.today).in_force))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = RatingsForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        begins = form.cleaned_data["in_force_from"]
        try:
            change_ratings(
                self.council, programme=self.programme, in_force_from=begins, values=form.values, by=request.user
            )
        except Refused as refused:
            form.add_error("in_force_from" if refused.code == "day" else None, refused.reason)
            return self._page(form, 409)
        messages.success(request, f"The definitions are in force from {day(begins)}.")
        return self.back()

    def _page(self, form: RatingsForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "council": self.council}
        return render(self.request, "savings/plan_rating_rules_change.html", context, status=status)


class PlanRatingRulesWithdraw(ChangingRatings):
    http_method_names = ("post",)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(RatingRules.objects.select_related("council"), council=self.council, pk=kwargs["pk"])
        try:
            withdraw_ratings(row, programme=self.programme, by=request.user)
            messages.success(request, f"The definitions from {day(row.in_force_from)} are withdrawn.")
        except Refused as refused:
            messages.error(request, refused.reason)
        return self.back()

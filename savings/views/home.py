"""The councils' savings plans, at a glance."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from programme.pages import ProgrammeRequest
from savings.presenters.plans import present_plans
from savings.queries import released_plans
from savings.views.base import SavingsPage


class SavingsHome(SavingsPage):
    """`year` names the financial year that is shown, by the year in which it begins."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        page = present_plans(released_plans(self.programme), asked=request.GET.get("year", ""), on=self.programme.today)
        return render(request, "savings/home.html", {"page": page})

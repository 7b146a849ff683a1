"""The councils' savings plans, at a glance."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from programme.pages import ProgrammeRequest
from savings.presenters.board import present_board
from savings.presenters.plans import present_plans
from savings.queries import released_plans
from savings.queries.conflicts import claims_to_decide
from savings.queries.gaps import gaps_of
from savings.queries.joint import joint_of
from savings.views.base import SavingsPage


class SavingsHome(SavingsPage):
    """`year` names the financial year that is shown, by the year in which it begins."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        plans, joint = released_plans(self.programme), joint_of(self.programme)
        page = present_plans(plans, asked=request.GET.get("year", ""), on=self.programme.today)
        board = present_board(
            self.programme, joint, plans, gaps_of(self.programme, joint), year=page.chosen,
            to_decide=claims_to_decide(joint.case, joint.model) if joint.model else {},
        )  # fmt: skip
        return render(request, "savings/home.html", {"page": page, "board": board})

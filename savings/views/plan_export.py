"""A whole savings plan to take away."""

from typing import Any

from django.http import HttpResponse

from collab.web.downloads import response
from programme.pages import ProgrammeRequest
from savings.plan_tables import plan_tables
from savings.queries.lines import lines_of, plan_years
from savings.views.plan_base import PlanPage


class PlanExport(PlanPage):
    """All its years, with its sums, and the posts that its lines take for those who may see them."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        lines = lines_of(self.plan, self.sight).select_related("owner").prefetch_related("amounts", "posts")
        sums = {year: found.released for year, found in plan_years(self.plan, self.sight).items()}
        tables = plan_tables(
            self.council, list(lines), sums, sight=self.sight, posts=self.sees_posts, on=self.programme.today
        )
        return response(*tables, format=kwargs["kind"], filename=f"{self.council.slug}-savings-plan")

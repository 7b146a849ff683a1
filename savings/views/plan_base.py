"""What the pages of one council's savings plan begin with."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from programme.models import Council
from programme.queries.staffing import CurrentBaseline, current_baselines
from savings.models import SavingsLine, SavingsPlan
from savings.presenters.ratings import ShownRules, present_rules
from savings.queries import LineSight, line_sight, sees_posts
from savings.queries.lines import lines_of
from savings.queries.ratings import RatingRecord, rating_record
from savings.rules.plans import why_not_keep_plan
from savings.views.base import SavingsPage
from savings.views.ways import ways_of


class PlanPage(SavingsPage):
    """The plan of the council that the address names. `plan` is None as long as it has no line; 404 for a council that
    takes no part."""

    council: Council
    plan: SavingsPlan | None
    current: CurrentBaseline
    sight: LineSight

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        council = self.programme.councils.filter(slug=kwargs["which"]).first()
        if council is None:
            raise Http404
        self.council = council
        (self.current,) = current_baselines(self.programme, [council])
        self.sight = line_sight(self.may, self.current)
        plans = SavingsPlan.objects.select_related("programme", "council")
        self.plan = plans.filter(programme=self.programme, council=council).first()

    @property
    def is_own(self) -> bool:
        return self.sight == LineSight.OWN

    @property
    def may_keep(self) -> bool:
        return why_not_keep_plan(self.council, self.may) is None

    @cached_property
    def sees_posts(self) -> bool:
        return sees_posts(self.may, self.current)

    @property
    def at(self) -> list[Any]:
        """The arguments of an address of this plan."""
        return [self.programme.slug, self.council.slug]

    def ways(self) -> dict[str, Any]:
        return ways_of(self.programme, is_own=self.is_own)

    @cached_property
    def rating_record(self) -> RatingRecord:
        return rating_record(self.council, self.programme.today)

    def ratings(self) -> ShownRules:
        """What the council means by its ratings today. One query."""
        today = self.programme.today
        return present_rules(self.rating_record.in_force, today)

    def to_plan(self) -> HttpResponse:
        return redirect("plan", *self.at)

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        every = {"council": self.council, "is_own": self.is_own, "may_keep": self.may_keep, **context}
        return render(self.request, f"savings/{template}.html", every, status=status)


class OwnPlanPage(PlanPage):
    """For the council's own people; to others it is not there, for it may be of a held line."""

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        if not self.is_own:
            raise Http404


class LinePage(PlanPage):
    """Sets `self.line`: 404 for one that this person may not know of."""

    line: SavingsLine

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = lines_of(self.plan, self.sight).select_related("owner", "plan__programme", "plan__council")
        line = found.filter(pk=kwargs["line"]).first()
        if line is None:
            raise Http404
        self.line = line

    def to_line(self, anchor: str = "") -> HttpResponse:
        return redirect(f"{self.line.get_absolute_url()}{f'#{anchor}' if anchor else ''}")

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return super().show(template, {"line": self.line, **context}, status)

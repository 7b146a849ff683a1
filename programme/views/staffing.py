"""The councils' staffing, read by everybody in the programme: each sees as much as is theirs to see."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.roles import Permission
from collab.web.downloads import FORMATS, response
from programme import presenters as words
from programme.forms.baselines import FindPostsForm
from programme.models import Baseline
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.presenters import staffing as said
from programme.presenters import staffing_tables as files
from programme.presenters import structure as trees
from programme.queries.posts import PostsWanted, posts_wanted, sums_of
from programme.queries.sight import Sight, listed_posts, own_drafts, posts_in_sight, sight_of
from programme.queries.staffing import CurrentBaseline, current_baselines
from programme.queries.staffing_totals import table_in_sight, totals_in_sight
from programme.queries.structure import officers_in_sight, structure_in_sight
from programme.rules import sight as rules

POSTS_A_PAGE = 50


class StaffingList(ProgrammePage):
    """Every council's current baseline."""

    section = "staffing"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.BASELINE_VIEW):
            raise Http404

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        currents = current_baselines(self.programme)
        totals = totals_in_sight(self.may, currents)
        if wanted := request.GET.get("format"):
            table = files.councils_table(self.programme, currents, totals)
            return response(table, format=wanted, filename=f"{self.programme.slug}-staffing")
        shown = said.present_staffing_list(
            currents, totals, sights_of(self, currents),
            own_drafts(self.may, self.programme),
            [row.council for row in currents if self.may(Permission.STAFFING_EDIT, row.council)],
        )  # fmt: skip
        return render(request, "programme/staffing_list.html", {"page": shown, "formats": FORMATS})


def sights_of(page: ProgrammePage, currents: Iterable[CurrentBaseline]) -> dict[int, Sight]:
    return {row.baseline.pk: sight_of(page.may, row.baseline) for row in currents if row.baseline}


class CurrentPage(ProgrammePage):
    """A page about a council's current baseline. 404 where the council has no part in the programme."""

    section = "staffing"
    current: CurrentBaseline
    position: int
    sight: Sight

    def load(self, **kwargs: Any) -> None:
        currents = current_baselines(self.programme)
        slugs = [row.council.slug for row in currents]
        if kwargs["which"] not in slugs or not self.may(Permission.BASELINE_VIEW):
            raise Http404
        self.position = slugs.index(kwargs["which"]) + 1
        self.current = currents[self.position - 1]
        baseline = self.current.baseline
        self.sight = Sight.NOTHING if baseline is None else sight_of(self.may, baseline)

    def shown(self) -> said.CouncilStaffing:
        """The council and how its baseline stands. Two queries."""
        council = self.current.council
        return said.present_council(
            self.current, totals_in_sight(self.may, [self.current]), sights_of(self, [self.current]),
            [row for row in own_drafts(self.may, self.programme) if row.council_id == council.pk],
            position=self.position, may_bring_in=self.may(Permission.STAFFING_EDIT, council),
        )  # fmt: skip

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        every = {
            "formats": FORMATS, "council": self.current.council, "baseline": self.current.baseline,
            "sees_posts": self.sight >= Sight.POSTS, "is_own": self.sight == Sight.OWN,
        }  # fmt: skip
        return render(self.request, f"programme/{template}.html", {**every, **context}, status=status)


class StaffingCouncil(CurrentPage):
    """The current baseline of a council, as far as this person may see it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        baseline, table = self.current.baseline, table_in_sight(self.may, self.current)
        if table and baseline and (wanted := request.GET.get("format")):
            found = files.council_tables(self.programme, self.current, table, listed_posts(self.may, baseline))
            return response(*found, format=wanted, filename=f"{self.current.council.slug}-staffing")
        context: dict[str, Any] = {"shown": self.shown()}
        if baseline is not None:
            kind = request.GET.get("figure", "")
            kind = kind if kind in said.KINDS else "posts"
            context |= {
                "tables": said.present_tables(table, self.current.suppression_threshold, kind) if table else None,
                "kind": kind, "kinds": said.KINDS.items(),
                "why_not": rules.why_not_see_groups(baseline, self.sight),
                "managers": [(post, said.band_of(post)) for post in listed_posts(self.may, baseline)],
            }  # fmt: skip
        return self.show("staffing_council", context)


class StaffingStructure(CurrentPage):
    """The current baseline as a tree; before it is released others read why they do not see it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        baseline, council = self.current.baseline, self.current.council
        reason = rules.why_not_see_groups(baseline, self.sight) if baseline else None
        if baseline is None or reason:
            return self.show("staffing_structure", {"shown": self.shown(), "why_not": reason})
        page = trees.present_structure(structure_in_sight(self.may, self.current), council.short_name, {})
        if wanted := request.GET.get("format"):
            table = files.structure_table(self.programme, f"Structure of {baseline}", page)
            return response(table, format=wanted, filename=f"{council.slug}-structure")
        context = {
            "shown": self.shown(),
            "page": page,
            "officers": trees.present_officers(officers_in_sight(self.may, baseline)),
        }
        return self.show("staffing_structure", context)


class StaffingPosts(CurrentPage):
    """Every post of a council's current baseline, for those who may see them all. Without names."""

    baseline: Baseline

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        baseline = self.current.baseline
        if baseline is None:
            raise Http404
        of_the_team = self.may(Permission.STAFFING_RELEASED_VIEW, baseline.council)
        reason = rules.why_not_see_posts(baseline, self.sight, of_the_team=of_the_team)
        if reason:
            raise PermissionDenied(reason)
        self.baseline = baseline

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        posts = posts_in_sight(self.may, self.baseline)
        form = FindPostsForm(
            request.GET, services=[row.key for row in sums_of(posts, "service")],
            tiers=[row.key for row in sums_of(posts, "tier")],
        )  # fmt: skip
        wanted = form.wanted if form.is_valid() else PostsWanted()
        parts = self.programme.programme_councils.select_related("council")
        names = words.short_names(part.council for part in parts)
        found = posts_wanted(self.baseline, wanted)
        if asked := request.GET.get("format"):
            table = files.posts_table(self.programme, self.baseline, found.iterator(2000), names)
            return response(table, format=asked, filename=f"{self.current.council.slug}-posts")
        page = Paginator(found, POSTS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form, "list": page, "columns": words.present_columns(wanted.order),
            "rows": words.present_posts(page.object_list, names),
            "narrowed": wanted != PostsWanted(order=wanted.order),
        }  # fmt: skip
        return self.show("staffing_posts", context, 200 if form.is_valid() else 422)

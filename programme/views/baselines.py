"""A council's baseline: read, compared with another, and looked back at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.roles import Permission
from collab.web.downloads import response
from programme import presenters as words
from programme.forms.baselines import FindPostsForm
from programme.models import Baseline, Council
from programme.pages import ProgrammePage, ProgrammeRequest
from programme.queries.baselines import baselines_known, history_of_baseline, others_to_compare
from programme.queries.comparison import compare_baselines
from programme.queries.posts import PostsWanted, posts_wanted, sums_of, total_of
from programme.queries.shared_posts import shared_posts_to_look_at
from programme.rules import baselines as rules

POSTS_A_PAGE, CHANGES_A_PAGE, ACTS_A_PAGE = 50, 50, 40


class CouncilPage(ProgrammePage):
    """A page about the staffing of one council, for whoever may know of its baselines; else 404."""

    section = "staffing"
    council: Council
    councils: list[Council]

    def load(self, **kwargs: Any) -> None:
        parts = self.programme.programme_councils.select_related("council")
        self.councils = [part.council for part in parts]
        found = next((row for row in self.councils if row.slug == kwargs["council_slug"]), None)
        if found is None or not self.may(Permission.BASELINE_VIEW, found):
            raise Http404
        self.council = found

    @property
    def others(self) -> list[Council]:
        """The other councils of the programme."""
        return [row for row in self.councils if row.pk != self.council.pk]


class BaselinePage(CouncilPage):
    """Sets `self.baseline`: 404 for what this person may not know of, 403 where they may not see its posts."""

    baseline: Baseline

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        known = baselines_known(self.programme, self.council, self.may)
        found = known.select_related("programme", "council", "submitted_by", "validated_by", "released_by")
        row = found.filter(pk=kwargs["baseline"]).first()
        if row is None:
            raise Http404
        reason = rules.why_not_see_posts(row, self.may)
        if reason:
            raise PermissionDenied(reason)
        self.baseline = row

    @property
    def at(self) -> list[Any]:
        """The arguments of an address of this baseline."""
        return [self.programme.slug, self.council.slug, self.baseline.pk]

    def back(self, anchor: str = "") -> HttpResponse:
        return redirect(f"{reverse('baseline', args=self.at)}{f'#{anchor}' if anchor else ''}")

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        every = {"baseline": self.baseline, "council": self.council, **context}
        return render(self.request, f"programme/{template}.html", every, status=status)


class BaselineRead(BaselinePage):
    """Its totals and its posts, and what this person may do with it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        services, tiers = sums_of(self.baseline.posts.all(), "service"), sums_of(self.baseline.posts.all(), "tier")
        total, names = total_of(services), words.short_names(self.councils)
        form = FindPostsForm(
            request.GET, services=[row.key for row in services], tiers=[row.key for row in tiers]
        )  # fmt: skip
        wanted = form.wanted if form.is_valid() else PostsWanted()
        page = Paginator(posts_wanted(self.baseline, wanted), POSTS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": words.present_baseline(self.baseline, total, self.may, request.user),
            "services": services, "tiers": tiers, "total": total, "form": form, "list": page,
            "rows": words.present_posts(page.object_list, names), "columns": words.present_columns(wanted.order),
            "narrowed": wanted != PostsWanted(order=wanted.order),
            "may_change": rules.why_not_change(self.baseline, self.may) is None,
            "shared": shared_posts_to_look_at(self.baseline),
            "other": next(iter(others_to_compare(self.baseline)), None),
        }  # fmt: skip
        return self.show("baseline", context, 200 if form.is_valid() else 422)


class BaselineExport(BaselinePage):
    """Its posts and its totals to take away; as CSV its posts alone."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        posts = self.baseline.posts.all()
        tables = words.tables_of_baseline(
            self.baseline, posts.defer("personal"), sums_of(posts, "service"), sums_of(posts, "tier")
        )
        if kwargs["kind"] == "csv":
            tables = tables[:1]
        return response(*tables, format=kwargs["kind"], filename=words.file_name_of(self.baseline))


class BaselineCompare(BaselinePage):
    """With the one that came before it, or another of the council (`with`); to take away as well (`format`)."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        others = others_to_compare(self.baseline)
        asked = request.GET.get("with", "")
        other = next((row for row in others if str(row.pk) == asked), None) if asked else next(iter(others), None)
        if asked and other is None:
            raise Http404
        if other is None:
            return self.show("baseline_compare", {"others": []})
        found, names = compare_baselines(other, self.baseline), words.short_names(self.councils)
        if kind := request.GET.get("format"):
            tables = words.tables_of_comparison(found, other, self.baseline, names)
            return response(*tables, format=kind, filename=f"{words.file_name_of(self.baseline)}-compared")
        shown = words.present_comparison(found, other, self.baseline)
        page = Paginator(shown.posts, CHANGES_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "others": [(row, words.name_of_baseline(row)) for row in others], "other": other, "page": shown,
            "list": page, "rows": words.present_post_changes(page.object_list, names),
        }  # fmt: skip
        return self.show("baseline_compare", context)


class BaselineHistory(BaselinePage):
    """Who did what with it, and when."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(history_of_baseline(self.baseline), ACTS_A_PAGE).get_page(request.GET.get("page"))
        context = {"list": page, "acts": words.present_baseline_history(page.object_list)}
        return self.show("baseline_history", context)

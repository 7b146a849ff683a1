"""The table in which a model's posts are kept, with what they cost and save above it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from collab.errors import Refused
from programme.forms.model_posts import Ticks, WantedForm
from programme.models import ModelPost, Post
from programme.pages import ProgrammeRequest, number_sent
from programme.presenters.model_posts import present_lost, present_outcomes, present_own, present_rows
from programme.presenters.operating_models import as_at, present_opened, scope_line
from programme.queries import model_posts as queries
from programme.queries.operating_models import figures_of, parameters_in_force
from programme.services.operating_models import keep_posts, remove_posts
from programme.views.operating_models.base import ModelPage

A_PAGE = 200
# As many as stand in one form of a merge.
MOST_MERGED = 50
DONE = {"keep": "The ticked posts are kept.", "remove": "The ticked posts are removed."}


class PostsPage(ModelPage):
    """What the table and its figures share: what is looked for, and what is ticked."""

    @cached_property
    def found(self) -> queries.Opened:
        return queries.opened(self.programme)

    @cached_property
    def form(self) -> WantedForm:
        services, tiers = queries.services_and_tiers(self.model, self.found)
        return WantedForm(self.request.GET, councils=self.found.councils, services=services, tiers=tiers)

    @property
    def shown(self) -> QuerySet[Post]:
        return queries.narrowed(self.model, queries.offered_posts(self.found), self.form.wanted)

    def chosen(self, ticks: Ticks) -> tuple[QuerySet[Post], QuerySet[ModelPost]]:
        """The posts of baselines and those of the model's own that are meant."""
        if ticks.everything:
            return self.shown, queries.new_posts(self.model, self.form.wanted)
        own = self.model.posts.filter(pk__in=ticks.own)
        lost = queries.lost_posts(self.model, self.found)
        own = own.filter(retains_council__isnull=True) | own.filter(pk__in=lost.values("pk"))
        return queries.offered_posts(self.found).filter(pk__in=ticks.posts), own

    def figures(self, ticks: Ticks) -> dict[str, Any]:
        figures = figures_of(self.model)
        chosen = queries.chosen(self.model, *self.chosen(ticks)) if ticks else None
        return {
            "outcomes": present_outcomes(figures, chosen), "missing": figures.missing,
            "scope": scope_line(parameters_in_force(self.programme)), "baselines": as_at(figures.current),
        }  # fmt: skip


class ModelPreview(PostsPage):
    """The figures alone, as they would be: what the script of the table asks for. Writes nothing."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return render(request, "programme/_model_figures.html", self.figures(Ticks.of(request.POST)))


class ModelPosts(PostsPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(Ticks(frozenset(), frozenset(), everything=False))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        ticks, act = Ticks.of(request.POST), request.POST.get("act", "")
        if act not in ("keep", "remove", "merge"):
            return self._page(ticks)
        if act == "merge":
            return self._merge(ticks)
        try:
            self._act(act, ticks)
        except Refused as refused:
            self.find(**kwargs)
            return self._page(ticks, 409, error=refused.reason)
        messages.success(request, DONE[act])
        return redirect(request.get_full_path())

    def _act(self, act: str, ticks: Ticks) -> None:
        signed: dict[str, Any] = {
            "version": number_sent(self.request, "version"), "by": self.request.user,
            "reason": self.request.POST.get("reason", "")[:200],
        }  # fmt: skip
        posts, own = self.chosen(ticks)
        if act == "keep":
            keep_posts(self.model, posts=posts, **signed)
        else:
            remove_posts(self.model, posts=posts, own=list(own.values_list("pk", flat=True)), **signed)

    def _merge(self, ticks: Ticks) -> HttpResponse:
        posts = list(self.chosen(ticks)[0].values_list("pk", flat=True)[: MOST_MERGED + 1])
        if not 1 < len(posts) <= MOST_MERGED:
            said = f"Tick two posts of the councils or more, and {MOST_MERGED} at most, to merge them into one."
            return self._page(ticks, 409, error=said)
        asked = QueryDict(mutable=True)
        asked.setlist("merge", [str(pk) for pk in posts])
        return redirect(f"{reverse('model-post-new', args=[self.programme.slug, self.model.code])}?{asked.urlencode()}")

    def _page(self, ticks: Ticks, status: int = 200, *, error: str = "") -> HttpResponse:
        page = Paginator(self.shown, A_PAGE).get_page(self.request.GET.get("page"))
        wanted = self.form.wanted
        own = queries.new_posts(self.model, wanted)
        context = {
            "model": self.model, "form": self.form, "page": page, "error": error, "ticks": ticks,
            "rows": present_rows(queries.rows_of(self.model, page.object_list)),
            "own": present_own(own[:A_PAGE], self.found.councils) if page.number == 1 else [],
            "lost": present_lost(queries.lost_posts(self.model, self.found)[:A_PAGE]) if not self.form.narrows else [],
            "ticked": {*(f"b{pk}" for pk in ticks.posts), *(f"n{pk}" for pk in ticks.own)},
            "opened": present_opened(self.found) if self.found.shut else "", **self.figures(ticks),
        }  # fmt: skip
        return render(self.request, "programme/model_posts.html", context, status=status)

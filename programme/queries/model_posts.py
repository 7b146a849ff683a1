"""What a model makes of the councils' posts: the rows behind the table in which its posts are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from programme.models import Council, ModelPost, OperatingModel, Post, Programme
from programme.queries.staffing import CurrentBaseline, current_baselines

# What a kept post says as the baseline does, unless it is changed; and what it takes over from it.
SAID = ("title", "service", "fte", "salary_pence", "on_cost_rate")
TAKEN_OVER = (*SAID, "tier", "cost_pence", "statutory", "funding_source", "shared_with")
NO_TIER = -1
P = TypeVar("P", Post, ModelPost)


@dataclass(frozen=True)
class Opened:
    """The councils' current baselines: `open` are released, and their posts may be worked with; `shut` are not."""

    open: tuple[CurrentBaseline, ...]
    shut: tuple[CurrentBaseline, ...]

    @property
    def councils(self) -> list[Council]:
        return [row.council for row in self.open]


@dataclass(frozen=True)
class Wanted:
    """What of the table is looked for. `state` is "in" for what the model has, "out" for what it has not."""

    words: str = ""
    council: str = ""
    service: str = ""
    tier: int | None = None
    state: str = ""


@dataclass(frozen=True)
class OfferedPost:
    """A post of a baseline, and the model's own that keeps it or stands in its place; neither where it is removed."""

    post: Post
    kept: ModelPost | None
    merged: ModelPost | None

    @property
    def changed(self) -> bool:
        return self.kept is not None and differs(self.kept, self.post)


@dataclass(frozen=True)
class Chosen:
    """Ticked posts: how many the model has, and would add, and what they cost a year."""

    in_model: int
    in_pence: int
    not_in_model: int
    not_in_pence: int


def opened(programme: Programme) -> Opened:
    rows = current_baselines(programme)
    released = [row for row in rows if row.baseline is not None and row.baseline.released_at is not None]
    return Opened(tuple(released), tuple(row for row in rows if row not in released))


def differs(kept: ModelPost, post: Post) -> bool:
    """The kept post says anything else than the baseline does, or serves others as well."""
    own = [post.baseline.council.slug]
    same = all(getattr(kept, name) == getattr(post, name) for name in (*SAID, "tier"))
    return not same or kept.councils != own


def as_in_the_baseline(model: OperatingModel) -> Exists:
    """A condition on posts of a model: the current baseline of the council has the kept post, word for word."""
    current = [row.baseline for row in current_baselines(model.programme) if row.baseline]
    posts = Post.objects.filter(
        baseline__in=current, baseline__council=OuterRef("retains_council"), ref=OuterRef("retains_ref"),
        **{name: OuterRef(name) for name in SAID},
    )  # fmt: skip
    same_tier = posts.annotate(its=Coalesce("tier", NO_TIER)).filter(its=Coalesce(OuterRef("tier"), NO_TIER))
    return Exists(same_tier)


def offered_posts(found: Opened) -> QuerySet[Post]:
    """The posts in scope that a model can keep, council by council."""
    rows = Post.objects.filter(baseline__in=[row.baseline for row in found.open], in_scope=True)
    if not found.open:
        return rows
    places = [When(baseline__council=row.council, then=at) for at, row in enumerate(found.open)]
    return rows.select_related("baseline__council").order_by(Case(*places), "pk")


def keeping(model: OperatingModel) -> Exists:
    """A condition on posts of baselines: the model keeps them, as they are or changed."""
    return Exists(
        ModelPost.objects.filter(
            model=model, retains_council=OuterRef("baseline__council"), retains_ref=OuterRef("ref")
        )
    )


def kept_of(model: OperatingModel, posts: QuerySet[Post]) -> QuerySet[ModelPost]:
    """The posts of the model that keep any of `posts`."""
    of_it = posts.order_by().filter(baseline__council=OuterRef("retains_council"), ref=OuterRef("retains_ref"))
    return model.posts.filter(Exists(of_it))


def narrowed(model: OperatingModel, posts: QuerySet[Post], wanted: Wanted) -> QuerySet[Post]:
    if wanted.council:
        posts = posts.filter(baseline__council__slug=wanted.council)
    if wanted.state:
        posts = posts.filter(keeping(model) if wanted.state == "in" else ~keeping(model))
    return _said(posts, wanted)


def new_posts(model: OperatingModel, wanted: Wanted) -> QuerySet[ModelPost]:
    """The posts of the model's own, as far as they are looked for."""
    posts = model.posts.filter(retains_council__isnull=True)
    # A new post is of no one council, and always in the model.
    return posts.none() if wanted.council or wanted.state == "out" else _said(posts, wanted)


def _said(posts: QuerySet[P], wanted: Wanted) -> QuerySet[P]:
    if wanted.service:
        posts = posts.filter(service=wanted.service)
    if wanted.tier is not None:
        posts = posts.filter(tier=None if wanted.tier == NO_TIER else wanted.tier)
    for word in wanted.words.split():
        posts = posts.filter(Q(title__icontains=word) | Q(ref__icontains=word) | Q(service__icontains=word))
    return posts


def lost_posts(model: OperatingModel, found: Opened) -> QuerySet[ModelPost]:
    """What the model keeps of an open council that is not in scope of its current baseline, or not there."""
    there = offered_posts(found).order_by()
    of_it = there.filter(baseline__council=OuterRef("retains_council"), ref=OuterRef("retains_ref"))
    return model.posts.filter(~Exists(of_it), retains_council__in=found.councils).select_related("retains_council")


def rows_of(model: OperatingModel, posts: Iterable[Post]) -> list[OfferedPost]:
    """Each post with what the model makes of it. Two queries."""
    posts = list(posts)
    refs = {post.ref for post in posts}
    mine = {
        (row.retains_council_id, row.retains_ref): row
        for row in model.posts.filter(retains_council__isnull=False, retains_ref__in=refs)
    }
    merged = {name: row for row in merging_posts(model) for name in row.merges}
    return [
        OfferedPost(post, mine.get((post.baseline.council_id, post.ref)), merged.get(name_of_post(post)))
        for post in posts
    ]


def merging_posts(model: OperatingModel) -> QuerySet[ModelPost]:
    return model.posts.exclude(merges=[])


def name_of_post(post: Post) -> str:
    """As in `ModelPost.merges`."""
    return f"{post.baseline.council.slug}:{post.ref}"


def chosen(model: OperatingModel, posts: QuerySet[Post], own: QuerySet[ModelPost]) -> Chosen:
    """`posts` of baselines, `own` new or lost ones of the model. Three queries."""
    summed = {"count": Count("pk"), "pence": Coalesce(Sum("cost_pence"), 0)}
    kept = kept_of(model, posts).order_by().aggregate(**summed)
    missing = posts.order_by().filter(~keeping(model)).aggregate(**summed)
    new = own.order_by().aggregate(**summed)
    return Chosen(kept["count"] + new["count"], kept["pence"] + new["pence"], missing["count"], missing["pence"])


def services_and_tiers(model: OperatingModel, found: Opened) -> tuple[list[str], list[int | None]]:
    """What the table can be narrowed to. Two queries."""
    offered = offered_posts(found).order_by().values_list("service", "tier").distinct()
    new = model.posts.filter(retains_council__isnull=True).order_by().values_list("service", "tier").distinct()
    pairs = {*offered, *new}
    tiers = sorted({tier for _, tier in pairs}, key=lambda tier: (tier is None, tier))
    return sorted({service for service, _ in pairs}), tiers

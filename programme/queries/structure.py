"""The posts of a council and of an operating model as a structure, as far as somebody may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from collab.calc.suppression import pay_band
from programme.models import Baseline, Council, ModelPost, OperatingModel, Post
from programme.queries.access import May
from programme.queries.model_sight import Sights, model_posts_in_sight, sights_of_councils
from programme.queries.posts import FTE_PARTS
from programme.queries.sight import LISTED, LOWEST_LISTED, ListedPost, Sight, listed_posts, posts_in_sight, sight_of
from programme.queries.staffing import CurrentBaseline
from programme.queries.staffing_totals import LISTED_TIERS, fte_parts, table_in_sight

# More posts than that are not read one by one: those who lead nobody are counted together.
MOST_POSTS = 300


@dataclass(frozen=True)
class Seen:
    """A post or group as it may be seen. Of a post that is another council's, neither reference nor line is there.

    `posts` is None where a number is not shown. `band_from_pence` is None where the band is not to be printed.
    """

    title: str
    service: str
    tier: int | None
    fte: Decimal | None
    posts: int | None = 1
    ref: str = ""
    reports_to: str = ""
    vacant: bool = False
    in_scope: bool = True
    band_from_pence: int | None = None
    basis: str = ""
    councils: tuple[str, ...] = ()
    kept_of: Council | None = None
    is_group: bool = False
    # Kept posts of which it is not told where they stand.
    unplaced: bool = False


def structure_in_sight(may: May, current: CurrentBaseline) -> list[Seen]:
    """A council's current baseline. A fixed number of queries; none where only totals may be seen."""
    baseline = current.baseline
    if baseline is None or sight_of(may, baseline) < Sight.GROUPS:
        return []
    if sight_of(may, baseline) == Sight.GROUPS:
        return [*map(_listed, listed_posts(may, baseline)), *_groups_shown(may, current)]
    posts = posts_in_sight(may, baseline)
    if posts.count() <= MOST_POSTS:
        return list(_each(posts.order_by("pk")))
    leaders = list(posts.exclude(reports_to="").order_by().values_list("reports_to", flat=True).distinct())
    if len(leaders) > MOST_POSTS:
        leaders = []
    alone = Q(ref__in=leaders) if leaders else LISTED
    one_by_one = list(_each(posts.filter(alone).order_by("pk")[:MOST_POSTS]))
    rest = posts.exclude(alone) if leaders else posts.exclude(tier__lte=LOWEST_LISTED, tier__isnull=False)
    return [*one_by_one, *_counted(rest, "reports_to" if leaders else "")]


def _each(posts: QuerySet[Post]) -> Iterable[Seen]:
    names = ("title", "service", "tier", "fte", "ref", "reports_to", "vacant", "in_scope")
    for title, service, tier, fte, ref, reports_to, vacant, in_scope in posts.values_list(*names):
        yield Seen(title, service, tier, fte, 1, ref, reports_to, vacant, in_scope)


def _counted(posts: QuerySet[Post], line: str) -> Iterable[Seen]:
    """By whom they report to (where that counts), service and tier."""
    by = [name for name in (line, "service", "tier") if name]
    rows = posts.order_by(*by).values(*by).annotate(number=Count("pk"), parts=fte_parts())
    for row in rows:
        yield Seen(
            "", row["service"], row["tier"], Decimal(row["parts"]) / FTE_PARTS, row["number"],
            reports_to=row.get(line, ""), is_group=True,
        )  # fmt: skip


def _listed(post: ListedPost) -> Seen:
    return Seen(
        post.title, post.service, post.tier, post.fte, in_scope=post.in_scope, band_from_pence=post.band_from_pence
    )


def _groups_shown(may: May, current: CurrentBaseline) -> Iterable[Seen]:
    """Below the tiers that are listed, what the table of totals shows."""
    table = table_in_sight(may, current)
    for service in table.services if table else []:
        for tier in table.tiers if table else []:
            figure = table.at(service, tier) if table else None
            if figure is not None and tier != LISTED_TIERS and not isinstance(tier, str):
                yield Seen("", service, tier, figure.fte, figure.posts, is_group=True)


# Who has to be there


@dataclass(frozen=True)
class Officer:
    """A post that is a statutory one, as far as it may be seen; `title` is empty where it may not be named."""

    statutory: tuple[str, ...]
    title: str
    councils: tuple[str, ...] = ()


def officers_in_sight(may: May, baseline: Baseline) -> list[Officer]:
    """One query."""
    sight = sight_of(may, baseline)
    if sight < Sight.GROUPS:
        return []
    rows = baseline.posts.exclude(statutory=[]).order_by("tier", "pk").values_list("statutory", "title", "tier")
    return [
        Officer(tuple(statutory), title if sight >= Sight.POSTS or _is_listed(tier) else "")
        for statutory, title, tier in rows
    ]


def _is_listed(tier: int | None) -> bool:
    return tier is not None and tier <= LOWEST_LISTED


# Operating models


@dataclass(frozen=True)
class ModelStructure:
    seen: list[Seen]
    officers: list[Officer]
    # By basis, all posts of the model.
    by_basis: dict[str, int]


def model_structure_in_sight(may: May, model: OperatingModel, currents: list[CurrentBaseline]) -> ModelStructure:
    """The model's new posts for everybody; posts that it keeps by the rule for a post of their council. A fixed number
    of queries."""
    sights = sights_of_councils(may, currents)
    rows = model_posts_in_sight(model, sights)
    found = list(rows[: MOST_POSTS + 1])
    many = len(found) > MOST_POSTS
    posts = list(rows.filter(LISTED)[:MOST_POSTS]) if many else found
    councils = {row.council.pk: row.council for row in currents}
    leaders = {post.ref for post in posts if _is_whole(post, sights)}
    seen = [_of_model(post, sights, councils, leaders) for post in posts]
    rest = _hidden(model, sights, currents) if not many else _all_but(model, posts, currents)
    officers = _officers(model, sights, currents)
    by_basis = model.groups.order_by().values_list("basis").annotate(Sum("posts"))
    return ModelStructure([*seen, *rest], officers, dict(by_basis))


def _is_whole(post: ModelPost, sights: Sights) -> bool:
    kept = post.retains_council_id
    return kept is None or sights.get(kept, Sight.NOTHING) >= Sight.POSTS


def _of_model(post: ModelPost, sights: Sights, councils: Mapping[int, Council], leaders: set[str]) -> Seen:
    """`leaders`: references of the posts to which a line may be told."""
    kept = post.retains_council_id
    return Seen(
        post.title, post.service, post.tier, post.fte, ref=post.ref,
        reports_to=post.reports_to if post.reports_to in leaders else "", basis=post.basis,
        councils=tuple(post.councils), kept_of=councils.get(kept) if kept else None,
        band_from_pence=None if _is_whole(post, sights) else pay_band(post.salary_pence)[0],
    )  # fmt: skip


def _officers(model: OperatingModel, sights: Sights, currents: list[CurrentBaseline]) -> list[Officer]:
    """By what the model says of a post or, of one that it keeps, its council's baseline. Two queries."""
    today = Post.objects.filter(baseline__in=[row.baseline for row in currents if row.baseline]).exclude(statutory=[])
    kept = {(council, ref): said for council, ref, said in today.values_list("baseline__council", "ref", "statutory")}
    rows = model.posts.filter(~Q(statutory=[]) | Q(retains_ref__in=[ref for _, ref in kept])).order_by("position")
    found = []
    for post in rows:
        said = post.statutory or kept.get((post.retains_council_id or 0, post.retains_ref), ())
        listed = _is_listed(post.tier) and sights.get(post.retains_council_id or 0) == Sight.GROUPS
        title = post.title if listed or _is_whole(post, sights) else ""
        found.append(Officer(tuple(said), title, tuple(post.councils)))
    return found


def _all_but(model: OperatingModel, posts: list[ModelPost], currents: list[CurrentBaseline]) -> list[Seen]:
    """What is left of a large model, all councils together."""
    total = model.groups.aggregate(number=Sum("posts", default=0), parts=fte_parts())
    number = total["number"] - len(posts)
    fte = Decimal(total["parts"] or 0) / FTE_PARTS - sum((post.fte for post in posts), Decimal(0))
    return [_together(number, fte, currents)] if number else []


def _hidden(model: OperatingModel, sights: Sights, currents: list[CurrentBaseline]) -> list[Seen]:
    """Posts that are kept and not seen one by one: of each council where no number tells how few are kept, or go, and
    otherwise of all such councils together."""
    thresholds = {row.council.pk: row.suppression_threshold for row in currents}
    unseen = [pk for pk, sight in sights.items() if sight < Sight.POSTS]
    released = [pk for pk in unseen if sights[pk] == Sight.GROUPS]
    rows = model.groups.filter(retains_council__in=unseen).exclude(LISTED & Q(retains_council__in=released))
    kept = {
        row["retains_council"]: (row["number"], Decimal(row["parts"]) / FTE_PARTS)
        for row in rows.order_by().values("retains_council").annotate(number=Sum("posts"), parts=fte_parts())
    }
    if not kept:
        return []
    today = _below_listed(currents)
    gone = {pk: today.get(pk, 0) - number for pk, (number, _) in kept.items()}
    if all(
        pk in released and number >= thresholds[pk] and (gone[pk] == 0 or gone[pk] >= thresholds[pk])
        for pk, (number, _) in kept.items()
    ):
        return [
            Seen("", "", None, fte, number, kept_of=row.council, is_group=True, unplaced=True)
            for row in currents
            for number, fte in [kept.get(row.council.pk, (0, Decimal(0)))]
            if number
        ]
    number, fte = sum(number for number, _ in kept.values()), sum((fte for _, fte in kept.values()), Decimal(0))
    return [_together(number, fte, currents)]


def _together(number: int, fte: Decimal, currents: list[CurrentBaseline]) -> Seen:
    """Posts of several councils; neither number nor FTE where they are few for one of them."""
    few = number < max(row.suppression_threshold for row in currents)
    return Seen("", "", None, None if few else fte, None if few else number, is_group=True, unplaced=True)


def _below_listed(currents: list[CurrentBaseline]) -> dict[int, int]:
    """The posts in scope of each council's current baseline that are not listed one by one."""
    found = {}
    baselines = [row.baseline for row in currents if row.baseline]
    rows = Baseline.objects.filter(pk__in=[row.pk for row in baselines], groups__in_scope=True).order_by()
    for row in rows.values("council").annotate(
        number=Sum("groups__posts"), listed=Sum("groups__posts", filter=Q(groups__tier__lte=LOWEST_LISTED), default=0)
    ):
        found[row["council"]] = row["number"] - row["listed"]
    return found

"""Reassessments of operating models: what the lines of the councils' plans leave of the joint saving."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from collab.calc.appraisal import NotApportionable
from collab.calc.claims import Claim, ClaimedPost, KeptPost, Local
from collab.calc.reassess import Reassessment
from collab.calc.reassess import reassess as calculate
from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.models import Council, ModelPost, Post, Programme
from programme.queries import May
from savings.enums import LIVE, LineStatus
from savings.models import LinePost
from savings.queries.appraisal import inputs_of, sharing_of
from savings.queries.case import Case, ModelCase, case_of
from savings.queries.sight import sees_posts


class Counting(Enum):
    """Which lines count. RELEASED: those that are agreed, in delivery or delivered and not held, which is the figure
    that everybody sees. Of one's own councils HELD counts the held ones too, and PROPOSED those and the proposed."""

    RELEASED = "released"
    HELD = "held"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class LocalPlans:
    """What the lines of the councils take, whatever the model; and by the key of a model, the posts among them that it
    keeps."""

    claims: tuple[Claim, ...]
    posts: tuple[ClaimedPost, ...]
    kept: Mapping[int, tuple[KeptPost, ...]]

    def beside(self, model: ModelCase) -> Local:
        return Local(self.claims, self.posts, self.kept.get(model.model.pk, ()))


def reassessment_of(
    programme: Programme, code: str, *, counting: Counting = Counting.RELEASED, own: Collection[Council] = ()
) -> Reassessment:
    """The reassessment of one model, in its own way of sharing. Raises Refused, as `appraisal_of`. Three queries more
    than the case."""
    case = case_of(programme, code=code)
    if not case.models:
        raise Refused(f"{programme.name} has no operating model “{code}”.", code="unknown-model")
    return reassess(case, case.models[0], local_plans(case, counting=counting, own=own))


def reassess(case: Case, model: ModelCase, plans: LocalPlans, *, of: str = "", by: str = "") -> Reassessment:
    """As `reassessment_of`, of a case and plans that have been read. No query."""
    of, by = sharing_of(case, model, of=of, by=by)
    try:
        return calculate(inputs_of(case, model, of=of, by=by), plans.beside(model))
    except NotApportionable as refused:
        raise Refused(str(refused), code="not-appraisable") from refused


def reassessed(case: Case, model: ModelCase, plans: LocalPlans) -> tuple[Reassessment, bool]:
    """With the councils' shares as the model says, and whether it says so: where it does not, or they cannot be worked
    out, only what is said of all councils together counts. No query."""
    try:
        return reassess(case, model, plans), True
    except Refused:
        return reassess(case, model, plans, of="saving", by="equal"), False


def local_plans(case: Case, *, counting: Counting = Counting.RELEASED, own: Collection[Council] = ()) -> LocalPlans:
    """What counts beside the models of the case. `own`: the councils of whom `counting` may count more than what is
    released. Three queries, that look up the posts which lines name and no others."""
    claims = claims_of(case, counting, own)
    rows = claims.values_list("line__plan__council__slug", "line__ref", "ref", "from_year", "fte")
    return LocalPlans(
        claims=tuple(
            Claim(council, line, post, FinancialYear(year), fte)
            for council, line, post, year, fte in rows.order_by("line__position", "line_id", "position", "pk")
        ),
        posts=claimed_posts(case, claims, "line__plan__council"),
        kept=_kept_posts(case, claims),
    )


def claims_of(case: Case, counting: Counting, own: Collection[Council]) -> QuerySet[LinePost]:
    """What the lines that count take of posts, in no order."""
    counts = counted(counting, own, "line__")
    return LinePost.objects.filter(counts, line__plan__programme=case.programme).order_by()


def counted(counting: Counting, own: Collection[Council], line: str = "") -> Q:
    """A condition on lines; `line` leads to them."""
    statuses = sorted(LIVE)
    found = Q(**{f"{line}status__in": statuses, f"{line}held": False})
    if counting is Counting.RELEASED:
        return found
    statuses = [*statuses, LineStatus.PROPOSED] if counting is Counting.PROPOSED else statuses
    mine = [council.pk for council in own]
    return found | Q(**{f"{line}plan__council__in": mine, f"{line}status__in": statuses})


def claimed_posts(case: Case, claims: QuerySet[Any], council: str) -> tuple[ClaimedPost, ...]:
    """What the current baselines have of the posts that are named, found from the claims by the index on references.
    `council` leads from a claim to whose it is."""
    current = [row.current.baseline.pk for row in case.councils if row.current.baseline]
    named = Post.objects.filter(baseline__in=current, baseline__council=OuterRef(council), ref=OuterRef("ref"))
    keys = claims.annotate(post=Subquery(named.order_by().values("pk")[:1])).values("post")
    rows = Post.objects.filter(pk__in=keys).order_by()
    return tuple(
        ClaimedPost(*row)
        for row in rows.values_list("baseline__council__slug", "ref", "cost_pence", "fte", "in_scope")
    )  # fmt: skip


def _kept_posts(case: Case, claims: QuerySet[LinePost]) -> dict[int, tuple[KeptPost, ...]]:
    """By model, in the same way: each claim is looked up in each model of the case."""
    to_model = "line__plan__programme__operating_models"
    named = ModelPost.objects.filter(
        model=OuterRef(to_model), retains_council=OuterRef("line__plan__council"), retains_ref=OuterRef("ref")
    )
    of_models = claims.filter(**{f"{to_model}__in": [model.model.pk for model in case.models]})
    keys = of_models.annotate(post=Subquery(named.order_by().values("pk")[:1])).values("post")
    rows = ModelPost.objects.filter(pk__in=keys).order_by()
    found: dict[int, list[KeptPost]] = {}
    for model, council, ref, cost_pence in rows.values_list(
        "model_id", "retains_council__slug", "retains_ref", "cost_pence"
    ):
        found.setdefault(model, []).append(KeptPost(council, ref, cost_pence))
    return {model: tuple(posts) for model, posts in found.items()}


def told_of(may: May, case: Case) -> frozenset[str]:
    """The councils, by slug, whose posts this person may see one by one, and so is told which line takes which. No
    query."""
    return frozenset(row.council.slug for row in case.councils if sees_posts(may, row.current))

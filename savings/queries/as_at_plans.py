"""The councils' savings plans as they were on a day gone by, and what they then took of posts."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from collab.calc.claims import Claim, KeptPost
from collab.calc.years import FinancialYear
from collab.history import standing_at
from collab.moments import end_of
from programme.models import Council, ModelPost, Programme
from savings.models import LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.models.plan import OPEN_TO_ALL, PROMISED
from savings.queries.case import Case
from savings.queries.reassessment import Counting, LocalPlans, claimed_posts, counted


@dataclass(frozen=True)
class LineThen:
    """A line as it was, not to be saved, with its amounts by year and what it took of posts, in their order."""

    line: SavingsLine
    amounts: tuple[LineAmount, ...]
    posts: tuple[LinePost, ...]


def first_record(programme: Programme) -> datetime.datetime | None:
    """When the first of the programme's savings plans was recorded: of what was planned before that, nothing is known
    here. One query."""
    history: Any = SavingsPlan.history
    found: datetime.datetime | None = history.filter(programme=programme).aggregate(at=Min("history_date"))["at"]
    return found


def lines_at(programme: Programme, day: datetime.date, *, own: Collection[Council] = ()) -> list[LineThen]:
    """At the end of the day, by plan and in its order: every line of the councils of one's own, and of the others those
    that were open to all then. Three queries."""
    moment = end_of(day)
    mine = Q(plan__council__in=[council.pk for council in own])
    rows = standing_at(SavingsLine, moment).filter(OPEN_TO_ALL | mine, plan__programme=programme)
    amounts: dict[int, list[LineAmount]] = defaultdict(list)
    for amount in standing_at(LineAmount, moment).filter(line_id__in=rows.values("id")).order_by("year"):
        amounts[amount.line_id].append(amount.instance)
    posts: dict[int, list[LinePost]] = defaultdict(list)
    for post in standing_at(LinePost, moment).filter(line_id__in=rows.values("id")).order_by("position", "id"):
        posts[post.line_id].append(post.instance)
    found = []
    for row in rows.select_related("plan__council", "owner").order_by("plan_id", "position", "id"):
        line: SavingsLine = row.instance
        line.plan, line.owner = row.plan, row.owner
        found.append(LineThen(line, tuple(amounts[line.pk]), tuple(posts[line.pk])))
    return found


def held_back_since(programme: Programme, day: datetime.date) -> frozenset[str]:
    """The councils, by slug, with a line that counted for everybody at the end of the day and is held by now, or is no
    longer among what they have promised. One query."""
    told = SavingsLine.objects.filter(PROMISED, held=False, plan__programme=programme)
    then = standing_at(SavingsLine, end_of(day)).filter(OPEN_TO_ALL, plan__programme=programme)
    return frozenset(then.exclude(id__in=told.order_by().values("pk")).values_list("plan__council__slug", flat=True))


def local_plans_at(
    case: Case, day: datetime.date, *, counting: Counting = Counting.RELEASED, own: Collection[Council] = ()
) -> LocalPlans:
    """As `local_plans`, of a case of the same day (`case_at`). Four queries."""
    moment = end_of(day)
    lines = standing_at(SavingsLine, moment).filter(counted(counting, own), plan__programme=case.programme)
    known = {
        key: (position, key, council, ref)
        for key, position, council, ref in lines.values_list("id", "position", "plan__council__slug", "ref")
    }
    claims = standing_at(LinePost, moment).filter(line_id__in=lines.values("id"))
    rows = claims.values_list("line_id", "position", "id", "ref", "from_year", "fte")
    ordered = sorted((*known[line][:2], *rest, *known[line][2:]) for line, *rest in rows)
    return LocalPlans(
        claims=tuple(
            Claim(council, line, post, FinancialYear(year), fte)
            for _, _, _, _, post, year, fte, council, line in ordered
        ),
        posts=claimed_posts(case, claims.annotate(council=council_of_line()), "council"),
        kept=_kept_posts_at(case, claims, moment),
    )


def council_of_line() -> Subquery:
    """Of the line of a row of history, which may be gone since."""
    history: Any = SavingsLine.history
    return Subquery(history.filter(id=OuterRef("line_id")).order_by().values("plan__council")[:1])


def _kept_posts_at(case: Case, claims: QuerySet[Any], moment: datetime.datetime) -> dict[int, tuple[KeptPost, ...]]:
    """By model: those that it kept of the posts with a reference that is named, whichever council's."""
    kept = standing_at(ModelPost, moment).filter(
        model__in=[model.model.pk for model in case.models], retains_council__isnull=False,
        retains_ref__in=claims.values("ref"),
    )  # fmt: skip
    found: dict[int, list[KeptPost]] = defaultdict(list)
    for model, council, ref, cost_pence in kept.values_list(
        "model_id", "retains_council__slug", "retains_ref", "cost_pence"
    ):
        found[model].append(KeptPost(council, ref, cost_pence))
    return {model: tuple(posts) for model, posts in found.items()}

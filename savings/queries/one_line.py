"""One line of a savings plan, with what belongs to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from programme.models import Post
from programme.queries.staffing import CurrentBaseline
from savings.enums import LIVE
from savings.models import Evidence, LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.queries.evidence import evidence_of
from savings.queries.sight import LineSight

# What a line has of its own in other tables, each with its history.
PARTS: tuple[Any, ...] = (LineAmount, LinePost, Evidence)


@dataclass(frozen=True)
class TakenPost:
    """`post` is None where the current baseline has none of that reference. `claimed` is what the live lines in sight
    of this person take of it together, this one among them where it is live."""

    row: LinePost
    post: Post | None
    claimed: Decimal

    @property
    def is_over_claimed(self) -> bool:
        return self.post is not None and self.claimed > self.post.fte


@dataclass(frozen=True)
class LineRead:
    """What belongs to a line, as far as one person may see it. `posts` is None for whoever does not see posts, who is
    told how many there are (`takes`); updates and evidence are the council's own. `replaced` are lines in sight in
    whose place this one stands."""

    amounts: list[LineAmount]
    takes: int
    posts: list[TakenPost] | None
    updates: list[Any]
    evidence: list[Any]
    replaced: list[SavingsLine]


def read_line(
    line: SavingsLine, sight: LineSight, lines: QuerySet[SavingsLine], *, current: CurrentBaseline, posts: bool
) -> LineRead:  # fmt: skip
    """`lines` are those of the plan that this person may know of, `posts` whether they see posts. Eight queries at
    most. An amount names the line that replaces it only where that is in sight."""
    amounts = list(line.amounts.select_related("replaced_by"))
    by = {row.replaced_by_id for row in amounts if row.replaced_by_id}
    known = set(lines.filter(pk__in=by).values_list("pk", flat=True)) if by else set()
    for row in amounts:
        if row.replaced_by_id not in known:
            row.replaced_by = None
    own = sight == LineSight.OWN
    taken = taken_posts(line, current, lines) if posts else None
    return LineRead(
        amounts, line.posts.count() if taken is None else len(taken), taken,
        list(line.updates.select_related("sent_by", "answered_by")) if own else [],
        list(evidence_of(line)) if own else [],
        list(lines.filter(amounts__replaced_by=line).distinct()),
    )  # fmt: skip


def taken_posts(line: SavingsLine, current: CurrentBaseline, lines: QuerySet[SavingsLine]) -> list[TakenPost]:
    """The posts that a line takes, for whoever sees posts and of the plan `lines`. Three queries."""
    rows = list(line.posts.all())
    refs = {row.ref for row in rows}
    known = {post.ref: post for post in Post.objects.filter(baseline=current.baseline, ref__in=refs).defer("personal")}
    live = lines.filter(status__in=sorted(LIVE)).values("pk")
    claims = LinePost.objects.filter(line__in=live, ref__in=refs).order_by().values_list("ref")
    claimed = {ref: Decimal(fte) for ref, fte in claims.annotate(fte_of_all=Sum("fte"))}
    return [TakenPost(row, known.get(row.ref), claimed.get(row.ref, Decimal())) for row in rows]


def history_of_line(plan: SavingsPlan, pk: int) -> list[Any]:
    """Every row of history of a line, deleted ones included, and of what belongs to it; the oldest first. A query for
    the line and one for each of PARTS."""
    own = SavingsLine.history.filter(id=pk, plan=plan.pk).select_related("history_user", "owner")
    rows = list(own.order_by("history_id"))
    if not rows:
        return []
    for model in PARTS:
        rows += model.history.filter(line=pk).select_related("history_user").order_by("history_id")
    return sorted(rows, key=lambda row: row.history_date)

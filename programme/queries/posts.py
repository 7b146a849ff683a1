"""The posts of one baseline: found, put in order, and summed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast, Round

from programme.models import Baseline, Post

FTE_PARTS = 10_000
ORDERS = ("ref", "title", "service", "tier", "grade", "fte", "salary_pence", "cost_pence")


@dataclass(frozen=True)
class PostsWanted:
    """`text` stands in the reference, title, service or grade; `service` and `tier` are None for all of them (a tier of
    0 is one that is not said); `only` is "in", "out", "vacant", "estimated", "shared" or ""."""

    text: str = ""
    service: str | None = None
    tier: int | None = None
    only: str = ""
    order: str = ""


@dataclass(frozen=True)
class Sum3:
    """Posts, FTE and cost of what has `key` in common. Exact."""

    key: Any
    posts: int
    fte: Decimal
    cost_pence: int
    out_of_scope: int = 0


ONLY = {
    "in": Q(in_scope=True),
    "out": Q(in_scope=False),
    "vacant": Q(vacant=True),
    "estimated": ~Q(estimated=""),
    "shared": ~Q(shared_with=[]),
}


def posts_wanted(baseline: Baseline, wanted: PostsWanted) -> QuerySet[Post]:
    """In the order of the file, unless another is asked for."""
    return narrowed(baseline.posts.all(), wanted)


def narrowed(rows: QuerySet[Post], wanted: PostsWanted) -> QuerySet[Post]:
    """As many of some posts as are wanted, without what is said of their holders."""
    rows = rows.defer("personal")
    for word in wanted.text.split():
        rows = rows.filter(
            Q(ref__icontains=word) | Q(title__icontains=word) | Q(service__icontains=word) | Q(grade__icontains=word)
        )
    if wanted.service is not None:
        rows = rows.filter(service=wanted.service)
    if wanted.tier is not None:
        rows = rows.filter(tier=wanted.tier) if wanted.tier else rows.filter(tier__isnull=True)
    if wanted.only:
        rows = rows.filter(ONLY[wanted.only])
    name = wanted.order.removeprefix("-")
    if name not in ORDERS:
        return rows.order_by("pk")
    column = F(name).desc(nulls_last=True) if wanted.order.startswith("-") else F(name).asc(nulls_last=True)
    return rows.order_by(column, "pk")


def sums_of(posts: QuerySet[Post], by: str) -> list[Sum3]:
    """The posts summed by one of their fields, in its order, what has none at the end. One query.

    FTE is summed in whole ten-thousandths, because one of the databases adds decimals up inexactly.
    """
    parts = Cast(Round(F("fte") * FTE_PARTS), BigIntegerField())
    rows = posts.order_by().values(by).annotate(
        number=Count("pk"), parts=Sum(parts), cost=Sum("cost_pence"), out=Count("pk", filter=Q(in_scope=False))
    )  # fmt: skip
    found = [
        Sum3(row[by], row["number"], Decimal(row["parts"]) / FTE_PARTS, row["cost"], row["out"]) for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.key in (None, ""), row.key))


def total_of(sums: list[Sum3]) -> Sum3:
    return Sum3(
        None, sum(row.posts for row in sums), sum((row.fte for row in sums), Decimal()),
        sum(row.cost_pence for row in sums), sum(row.out_of_scope for row in sums),
    )  # fmt: skip


def version_of(post: Post) -> int:
    """Which of its changes was the last: what somebody who changes it has to have seen."""
    return int(Post.history.filter(id=post.pk).aggregate(last=Max("history_id"))["last"] or 0)

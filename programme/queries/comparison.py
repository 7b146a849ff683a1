"""Two baselines of a council side by side: which posts came, went and changed, and what that moved."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from programme.models import Baseline


class PostRow(NamedTuple):
    """What two baselines are compared by; the names are those of programme.models.Post."""

    ref: str
    title: str
    service: str
    tier: int | None
    grade: str
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal
    cost_pence: int
    vacant: bool
    in_scope: bool
    reports_to: str
    statutory: list[str]
    funding_source: str
    shared_with: list[dict[str, str]]
    estimated: str


@dataclass(frozen=True)
class ChangedPost:
    before: PostRow
    after: PostRow

    @property
    def names(self) -> list[str]:
        """The fields in which the two differ."""
        return [name for name in PostRow._fields if getattr(self.before, name) != getattr(self.after, name)]


@dataclass
class Side:
    """Posts, FTE and cost a year, summed exactly."""

    posts: int = 0
    fte: Decimal = field(default_factory=Decimal)
    cost_pence: int = 0

    def add(self, row: PostRow) -> None:
        self.posts += 1
        self.fte += row.fte
        self.cost_pence += row.cost_pence


@dataclass
class Movement:
    """What has `key` in common, before and after."""

    key: Any
    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)

    @property
    def cost_pence(self) -> int:
        return self.after.cost_pence - self.before.cost_pence


@dataclass(frozen=True)
class Comparison:
    """`added` in the order of the later baseline, `removed` in that of the earlier one."""

    added: list[PostRow]
    removed: list[PostRow]
    changed: list[ChangedPost]
    same: int
    services: list[Movement]
    tiers: list[Movement]
    total: Movement


def compare_baselines(before: Baseline, after: Baseline) -> Comparison:
    """Two queries, whatever there is."""
    return compare_posts(_rows(before), _rows(after))


def compare_posts(before: Mapping[str, PostRow], after: Mapping[str, PostRow]) -> Comparison:
    """A post is the same where its reference is."""
    changed = [ChangedPost(before[ref], row) for ref, row in after.items() if ref in before and before[ref] != row]
    sides = (before.values(), after.values())
    return Comparison(
        added=[row for ref, row in after.items() if ref not in before],
        removed=[row for ref, row in before.items() if ref not in after],
        changed=changed,
        same=sum(ref in before for ref in after) - len(changed),
        services=_movements(*sides, lambda row: row.service),
        tiers=_movements(*sides, lambda row: row.tier),
        total=(_movements(*sides, lambda row: "") or [Movement("")])[0],
    )


def _rows(baseline: Baseline) -> dict[str, PostRow]:
    found = baseline.posts.order_by("pk").values_list(*PostRow._fields).iterator(2000)
    return {row[0]: PostRow(*row) for row in found}


def _movements(before: Iterable[PostRow], after: Iterable[PostRow], key: Callable[[PostRow], Any]) -> list[Movement]:
    sums: dict[Any, tuple[Side, Side]] = defaultdict(lambda: (Side(), Side()))
    for at, rows in enumerate((before, after)):
        for row in rows:
            sums[key(row)][at].add(row)
    ordered = sorted(sums, key=lambda found: (found in (None, ""), found))
    return [Movement(found, *sums[found]) for found in ordered]

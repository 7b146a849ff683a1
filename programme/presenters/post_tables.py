"""A council's own baseline as tables to take away: its posts, under the headings of the template, and its totals."""

from collections.abc import Iterable

from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.enums import BaselineStatus
from programme.models import Baseline, Post
from programme.queries.posts import Sum3, total_of
from programme.staffing.layouts import COLLAB

KINDS = {"tier": Kind.COUNT, "fte": Kind.FTE, "salary": Kind.MONEY, "on_cost_rate": Kind.RATE}
COST = "cost a year"


def tables_of_baseline(
    baseline: Baseline, posts: Iterable[Post], services: list[Sum3], tiers: list[Sum3]
) -> list[Table]:
    """The first can be changed in a spreadsheet and brought in again as another baseline. Without names of people."""
    notes = [
        f"{BaselineStatus(baseline.status).label}. From {baseline.source}.",
        "Cost is salary with on-costs for a full year, gross, at the pay of that day.",
    ]
    return [
        _posts(baseline, posts, notes),
        _sums(f"{baseline}: by service", "Service", services, notes),
        _sums(f"{baseline}: by tier", "Tier", tiers, notes),
    ]


def file_name_of(baseline: Baseline) -> str:
    return f"{baseline.council.slug}-baseline-{baseline.as_at.isoformat()}"


def _posts(baseline: Baseline, posts: Iterable[Post], notes: list[str]) -> Table:
    columns = [Column(heading, KINDS.get(name, Kind.TEXT)) for name, heading in COLLAB.columns.items()]
    rows = [[*_cells(post), post.cost_pence] for post in posts]
    title = f"{baseline.council.name}: posts as at {day(baseline.as_at)}"
    return Table(title, [*columns, Column(COST, Kind.MONEY)], rows, notes=notes, name="Posts")


def _cells(post: Post) -> list[Value]:
    said: dict[str, Value] = {
        "salary": post.salary_pence,
        "vacant": "true" if post.vacant else "false",
        "in_scope": "true" if post.in_scope else "false",
        "statutory": ", ".join(post.statutory),
        "shared_with": "; ".join(f"{share['council']}:{share['part']}" for share in post.shared_with),
    }
    return [said[name] if name in said else getattr(post, name) for name in COLLAB.columns]


def _sums(title: str, what: str, sums: list[Sum3], notes: list[str]) -> Table:
    columns = [
        Column(what), Column("Posts", Kind.COUNT), Column("Out of scope", Kind.COUNT), Column("FTE", Kind.FTE),
        Column("Cost a year", Kind.MONEY),
    ]  # fmt: skip
    rows = [_sum(str(row.key) if row.key else "not said", row) for row in sums]
    return Table(title, columns, rows, notes=notes, total=_sum("All posts", total_of(sums)), name=f"By {what.lower()}")


def _sum(label: str, row: Sum3) -> list[Value]:
    return [label, row.posts, row.out_of_scope, row.fte, row.cost_pence]

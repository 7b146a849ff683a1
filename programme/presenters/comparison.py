"""Two baselines side by side, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from collab.calc.money import to_the_penny, whole_pounds
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Baseline
from programme.presenters.baselines import differences_of, plain_number
from programme.presenters.records import Difference
from programme.queries.comparison import ChangedPost, Comparison, Movement, PostRow, Side

NO_CHANGE = "no change"


@dataclass(frozen=True)
class ShownMovement:
    label: str
    before: str
    after: str
    posts: str
    fte: str
    moved: str


@dataclass(frozen=True)
class ShownPostChange:
    """`before` and `after` are what the post costs a year, "" where it is not there."""

    kind: str
    row: PostRow
    before: str
    after: str
    differences: list[Difference]


@dataclass(frozen=True)
class ComparisonPage:
    """`posts` has every post that is not the same, to be shown by present_post_changes."""

    headline: str
    counts: str
    services: list[ShownMovement]
    tiers: list[ShownMovement]
    total: ShownMovement
    posts: list[tuple[str, Any]]


def present_comparison(found: Comparison, before: Baseline, after: Baseline) -> ComparisonPage:
    return ComparisonPage(
        headline=_headline(found, before, after),
        counts=_counts(found),
        services=[_movement(row, row.key or "No service said") for row in found.services],
        tiers=[_movement(row, f"Tier {row.key}" if row.key else "Tier not said") for row in found.tiers],
        total=_movement(found.total, "All posts"),
        posts=[
            *(("Changed", row) for row in found.changed), *(("Added", row) for row in found.added),
            *(("Removed", row) for row in found.removed),
        ],
    )  # fmt: skip


def present_post_changes(rows: Iterable[tuple[str, Any]], councils: dict[str, str]) -> list[ShownPostChange]:
    return [_post(kind, row, councils) for kind, row in rows]


def _headline(found: Comparison, before: Baseline, after: Baseline) -> str:
    moved, then = found.total.cost_pence, f"than as at {day(before.as_at)}"
    if before.as_at == after.as_at:
        then = "than the other of the same day"
    if not moved:
        return f"{after} costs as much a year as {then.removeprefix('than ')}"
    return f"{after} costs {whole_pounds(abs(moved))} a year {'more' if moved > 0 else 'less'} {then}"


def _counts(found: Comparison) -> str:
    added, removed, changed = len(found.added), len(found.removed), len(found.changed)
    return (
        f"{added:,} post{'' if added == 1 else 's'} added, {removed:,} removed, {changed:,} changed, "
        f"{found.same:,} the same. A post is the same where its reference is."
    )


def _movement(row: Movement, label: str) -> ShownMovement:
    return ShownMovement(
        label, to_the_penny(row.before.cost_pence), to_the_penny(row.after.cost_pence),
        _from_to(f"{row.before.posts:,}", f"{row.after.posts:,}"), _from_to(_fte(row.before), _fte(row.after)),
        moved_by(row.cost_pence),
    )  # fmt: skip


def _fte(side: Side) -> str:
    return plain_number(side.fte)


def _from_to(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def moved_by(pence: int) -> str:
    return f"{'+' if pence > 0 else ''}{to_the_penny(pence)}" if pence else NO_CHANGE


def _post(kind: str, found: Any, councils: dict[str, str]) -> ShownPostChange:
    if not isinstance(found, ChangedPost):
        cost = to_the_penny(found.cost_pence)
        return ShownPostChange(kind, found, *(("", cost) if kind == "Added" else (cost, "")), [])
    return ShownPostChange(
        kind, found.after, to_the_penny(found.before.cost_pence), to_the_penny(found.after.cost_pence),
        differences_of(found.before, found.after, [name for name in found.names if name != "cost_pence"], councils),
    )  # fmt: skip


def tables_of_comparison(found: Comparison, before: Baseline, after: Baseline, councils: dict[str, str]) -> list[Table]:
    """The same to take away: by service, by tier, and every post that is not the same."""
    notes = [
        _counts(found), f"Then: as at {day(before.as_at)}, from {before.source}.",
        f"Now: as at {day(after.as_at)}, from {after.source}.",
        "Cost is salary with on-costs for a full year, gross, at the pay of each day.",
    ]  # fmt: skip
    title = _headline(found, before, after)
    return [
        _sums(title, "Service", found.services, found.total, notes),
        _sums(title, "Tier", found.tiers, found.total, notes),
        _posts(title, present_comparison(found, before, after).posts, councils, notes),
    ]


def _sums(title: str, what: str, rows: list[Movement], total: Movement, notes: list[str]) -> Table:
    columns = [
        Column(what), Column("Posts then", Kind.COUNT), Column("Posts now", Kind.COUNT), Column("FTE then", Kind.FTE),
        Column("FTE now", Kind.FTE), Column("Cost then", Kind.MONEY), Column("Cost now", Kind.MONEY),
        Column("Movement", Kind.MONEY),
    ]  # fmt: skip
    cells = [_cells(row, str(row.key or "not said")) for row in rows]
    return Table(title, columns, cells, notes=notes, total=_cells(total, "All posts"), name=f"By {what.lower()}")


def _cells(row: Movement, label: str) -> list[Value]:
    then, now = row.before, row.after
    return [label, then.posts, now.posts, then.fte, now.fte, then.cost_pence, now.cost_pence, row.cost_pence]


def _posts(title: str, posts: list[tuple[str, Any]], councils: dict[str, str], notes: list[str]) -> Table:
    columns = [
        Column("Reference"), Column("Title"), Column("Service"), Column("What happened"), Column("What changed"),
        Column("Cost then", Kind.MONEY), Column("Cost now", Kind.MONEY),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for kind, found in posts:
        shown = _post(kind, found, councils)
        then, now = (found.before, found.after) if isinstance(found, ChangedPost) else (found, found)
        changed = "; ".join(f"{row.label}: {row.before} → {row.after}" for row in shown.differences)
        rows.append([
            shown.row.ref, shown.row.title, shown.row.service, kind, changed,
            None if kind == "Added" else then.cost_pence, None if kind == "Removed" else now.cost_pence,
        ])  # fmt: skip
    return Table(title, columns, rows, notes=notes, name="Posts")

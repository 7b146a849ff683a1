"""What the pages of staffing and structures show, as tables to keep: no more than the pages do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from collab.calc.suppression import Margin, Shown
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Baseline, Post, Programme
from programme.presenters.baselines import LABELS, said_of_post
from programme.presenters.staffing import band_of, tier_name
from programme.presenters.structure import StructurePage
from programme.queries.sight import ListedPost
from programme.queries.staffing import CurrentBaseline
from programme.queries.staffing_totals import StaffingTable, Totals
from programme.structure import Branch

NOT_SHOWN = "not shown"
OF_COST = (
    "Posts in scope of the business case. Cost is salary with on-costs for a full year, gross, at the pay of the day "
    "of the baseline."
)
FIGURES = (Column("Posts", Kind.COUNT), Column("FTE", Kind.FTE), Column("Cost a year", Kind.MONEY))
OF_POST = {
    "tier": Kind.COUNT, "fte": Kind.FTE, "salary_pence": Kind.MONEY, "on_cost_rate": Kind.RATE,
    "cost_pence": Kind.MONEY, "vacant": Kind.TEXT, "in_scope": Kind.TEXT,
}  # fmt: skip


def notes_of(programme: Programme, *more: str) -> list[str]:
    return [line for line in (programme.name, programme.demonstration_note, *more) if line]


def councils_table(programme: Programme, currents: Sequence[CurrentBaseline], totals: Mapping[int, Totals]) -> Table:
    """Every council's current baseline."""
    columns = [
        Column("Council"), Column("Baseline as at", Kind.DATE), Column("Days old", Kind.COUNT), Column("Stale"),
        Column("Released to the programme"), *FIGURES,
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for row in currents:
        figures = _figures(totals[row.baseline.pk].in_scope) if row.baseline else [None, None, None]
        released = row.baseline is not None and row.baseline.released_at is not None
        stands: list[Value] = (
            [row.baseline.as_at, row.age_days, row.is_stale, released]
            if row.baseline
            else ["none yet", None, None, None]
        )
        rows.append([row.council.name, *stands, *figures])
    notes = notes_of(programme, f"As at {day(programme.today)}.", OF_COST)
    return Table("Current baselines", columns, rows, notes=notes)


def council_tables(
    programme: Programme, current: CurrentBaseline, table: StaffingTable, managers: Iterable[ListedPost]
) -> list[Table]:
    """By service and tier, by each of them, and the managers."""
    notes = notes_of(programme, _as_at(current), OF_COST, "" if table.is_whole else "Small groups are not shown.")
    total = _figures(table.at(Margin.TOTAL, Margin.TOTAL))
    places = [(service, tier) for service in table.services for tier in table.tiers if table.at(service, tier)]
    both: list[list[Value]] = [
        [_named(service), tier_name(tier), *_figures(table.at(service, tier))] for service, tier in places
    ]
    services: list[list[Value]] = [
        [_named(service), *_figures(table.at(service, Margin.TOTAL))] for service in table.services
    ]
    tiers: list[list[Value]] = [[tier_name(tier), *_figures(table.at(Margin.TOTAL, tier))] for tier in table.tiers]
    listed: list[list[Value]] = [
        [post.title, _named(post.service), post.tier, post.fte, band_of(post), post.in_scope] for post in managers
    ]
    of_managers = [
        Column("Title"), Column("Service"), Column("Tier", Kind.COUNT), Column("FTE", Kind.FTE), Column("Pay band"),
        Column("In scope"),
    ]  # fmt: skip
    name = current.council.short_name
    return [
        Table(f"{name} by service and tier", [Column("Service"), Column("Tier"), *FIGURES], both, notes,
              ["All", "", *total], name="By service and tier"),
        Table(f"{name} by service", [Column("Service"), *FIGURES], services, notes, ["All", *total], name="By service"),
        Table(f"{name} by tier", [Column("Tier"), *FIGURES], tiers, notes, ["All", *total], name="By tier"),
        Table(f"Managers of {name}, tiers 1 to 3", of_managers, listed, notes_of(programme, _as_at(current)),
              name="Managers"),
    ]  # fmt: skip


def posts_table(programme: Programme, baseline: Baseline, posts: Iterable[Post], councils: Mapping[str, str]) -> Table:
    """The posts, without names."""
    columns = [Column(label, OF_POST.get(name, Kind.TEXT)) for name, label in LABELS.items()]
    rows = [[_of_post(post, name, dict(councils)) for name in LABELS] for post in posts]
    notes = notes_of(
        programme, f"As at {day(baseline.as_at)}. From {baseline.source}. Without names.", OF_COST.partition(". ")[2]
    )
    return Table(f"Posts of {baseline.council.short_name}", columns, rows, notes=notes, name="Posts")


def structure_table(programme: Programme, title: str, page: StructurePage, *notes: str) -> Table:
    columns = [
        Column("Level", Kind.COUNT), Column("Below"), Column("What"), Column("Service"), Column("Tier", Kind.COUNT),
        Column("Posts", Kind.COUNT), Column("FTE", Kind.FTE), Column("More"),
    ]  # fmt: skip
    rows = list(_lines(page.tree, 1, ""))
    return Table(title, columns, rows, notes=notes_of(programme, *notes, *page.facts), name="Structure")


def _lines(tree: Iterable[Branch], level: int, below: str) -> Iterator[list[Value]]:
    for row in tree:
        item = row.item
        of_item: list[Value] = (
            [item.service, item.tier, NOT_SHOWN if item.posts is None else item.posts, item.fte]
            if item else ["", None, None, None]
        )  # fmt: skip
        yield [level, below, row.title, *of_item, ". ".join(row.notes)]
        yield from _lines(row.below, level + 1, row.title)


def _as_at(current: CurrentBaseline) -> str:
    return f"As at {day(current.baseline.as_at)}, validated by the council." if current.baseline else ""


def _named(service: str) -> str:
    return service or "Not said"


def _figures(figure: Shown | None) -> list[Value]:
    if figure is None:
        return [0, 0, 0]
    return [NOT_SHOWN if value is None else value for value in (figure.posts, figure.fte, figure.cost_pence)]


def _of_post(post: Post, name: str, councils: dict[str, str]) -> Any:
    value = getattr(post, name)
    if name in OF_POST:
        return value
    return "" if value in (None, "", []) else said_of_post(post, name, councils)

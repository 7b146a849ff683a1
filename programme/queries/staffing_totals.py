"""A council's posts in scope as totals by service and tier, as far as somebody may see them. Read from the groups that
are kept beside a baseline, never from the posts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import BigIntegerField, F, Max, Sum
from django.db.models.functions import Cast, Round

from collab.calc.suppression import ALL, Cell, Margin, Place, Shown, shown, with_totals
from programme.models import Baseline, BaselineGroup
from programme.queries.access import May
from programme.queries.posts import FTE_PARTS
from programme.queries.settings import settings_for
from programme.queries.sight import LISTED, LOWEST_LISTED, Sight, sight_of
from programme.queries.staffing import CurrentBaseline

# More services than anybody reads in a table are put together, the smallest first.
MOST_SERVICES = 100
OTHERS = "All other services"
NOTHING = Shown(None, None, None)


LISTED_TIERS = f"Tiers 1 to {LOWEST_LISTED}"


@dataclass(frozen=True)
class Totals:
    """Of a baseline: what is in scope, as far as it may be seen. `outside`: posts that are not, for who sees all."""

    in_scope: Shown
    outside: int | None = None


@dataclass(frozen=True)
class StaffingTable:
    """`figures` by service and tier (LISTED_TIERS for the first three together, None where a tier is not said), with
    totals at Margin.TOTAL. `is_whole`: nothing is left out."""

    services: list[str]
    tiers: list[str | int | None]
    figures: Mapping[Place, Shown]
    is_whole: bool

    def at(self, service: str | Margin, tier: str | int | Margin | None) -> Shown | None:
        """None where there are no posts."""
        return self.figures.get((service, tier))


def fte_parts() -> Sum:
    """FTE summed in whole ten-thousandths, because one of the databases adds decimals up inexactly."""
    return Sum(Cast(Round(F("fte") * FTE_PARTS), BigIntegerField()))


def totals_in_sight(may: May, currents: Iterable[CurrentBaseline]) -> dict[int, Totals]:
    """By the key of the baseline. One query, however many councils. Of few posts others are told what they cost
    together, which stands in every appraisal (decision 25), and not how many they are."""
    found = {row.baseline.pk: (row.baseline, row.suppression_threshold) for row in currents if row.baseline}
    sums: dict[tuple[int, bool], Cell] = {}
    rows = BaselineGroup.objects.filter(baseline__in=list(found)).order_by().values("baseline", "in_scope")
    for row in rows.annotate(
        number=Sum("posts"), parts=fte_parts(), cost=Sum("cost_pence"), listed=Sum("posts", filter=LISTED, default=0)
    ):
        cell = Cell(row["number"], Decimal(row["parts"]) / FTE_PARTS, row["cost"], listed=row["listed"])
        sums[row["baseline"], row["in_scope"]] = cell
    return {
        pk: _totals(sight_of(may, row), threshold, sums.get((pk, True), Cell()), sums.get((pk, False), Cell()))
        for pk, (row, threshold) in found.items()
    }


def sees_all_counts(currents: Iterable[CurrentBaseline], totals: Mapping[int, Totals]) -> bool:
    """Whether how many posts there are is told of each council, so that a joint number tells nothing more."""
    return all(row.baseline is not None and totals[row.baseline.pk].in_scope.posts is not None for row in currents)


def few_posts(baseline: Baseline) -> int:
    """The council's threshold, where fewer of its posts in scope than that are below the tiers that are listed; else
    0. Two queries."""
    threshold = settings_for(baseline.council, baseline.programme.today).suppression_threshold
    few = baseline.posts.filter(in_scope=True).exclude(LISTED, tier__isnull=False).count() < threshold
    return threshold if few else 0


def _totals(sight: Sight, threshold: int, inside: Cell, outside: Cell) -> Totals:
    if sight >= Sight.POSTS:
        return Totals(_exact(inside), outside.posts)
    if sight == Sight.NOTHING:
        return Totals(NOTHING)
    if inside.unlisted < threshold:
        return Totals(Shown(None, None, inside.cost_pence))
    return Totals(Shown(inside.posts if sight >= Sight.GROUPS else None, inside.fte, inside.cost_pence))


def _exact(cell: Cell) -> Shown:
    return Shown(cell.posts, cell.fte, cell.cost_pence)


def table_in_sight(may: May, current: CurrentBaseline) -> StaffingTable | None:
    """One query; None where somebody may see totals alone, or nothing."""
    baseline = current.baseline
    if baseline is None or sight_of(may, baseline) < Sight.GROUPS:
        return None
    exact = sight_of(may, baseline) >= Sight.POSTS
    cells = _cells(baseline, exact=exact)
    figures = (
        {place: _exact(cell) for place, cell in with_totals(cells).items()}
        if exact
        else _kept_shown(tuple(cells.items()), current.suppression_threshold)
    )
    tiers = {tier for _, tier in cells}
    return StaffingTable(
        services=sorted({str(service) for service, _ in cells}, key=lambda name: (name in ("", OTHERS), name)),
        tiers=sorted(tiers, key=lambda tier: (tier is None, isinstance(tier, int), tier)),  # type: ignore[arg-type]
        figures=figures,
        is_whole=all(None not in (figure.posts, figure.cost_pence) for figure in figures.values()),
    )


@lru_cache(maxsize=64)
def _kept_shown(cells: tuple[tuple[Place, Cell], ...], threshold: int) -> Mapping[Place, Shown]:
    """What a baseline says is frozen, so that it is worked out once. What all posts cost is told whatever else is."""
    figures = shown(dict(cells), threshold)
    if ALL in figures and figures[ALL].cost_pence is None:
        figures[ALL] = Shown(None, None, sum(cell.cost_pence for _, cell in cells))
    return figures


def _cells(baseline: Baseline, *, exact: bool) -> dict[Place, Cell]:
    """By service and tier. Unless `exact`, the tiers whose posts are listed make one column."""
    rows = baseline.groups.filter(in_scope=True).order_by("service", "tier").values("service", "tier")
    found = list(
        rows.annotate(number=Sum("posts"), parts=fte_parts(), cost=Sum("cost_pence"), most=Max("largest_pence"))
    )
    sizes = Counter[str]()
    for row in found:
        sizes[row["service"]] += row["number"]
    alone = {service for service, _ in sizes.most_common(MOST_SERVICES)}
    cells: dict[Place, Cell] = {}
    for row in found:
        is_listed = row["tier"] is not None and row["tier"] <= LOWEST_LISTED
        place = (
            row["service"] if row["service"] in alone else OTHERS,
            LISTED_TIERS if is_listed and not exact else row["tier"],
        )
        cell = Cell(row["number"], Decimal(row["parts"]) / FTE_PARTS, row["cost"], row["most"])
        if is_listed:
            cell = Cell(cell.posts, cell.fte, cell.cost_pence, cell.largest_pence, cell.posts, cell.cost_pence)
        cells[place] = cells.get(place, Cell()) + cell
    return cells

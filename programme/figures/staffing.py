"""What the councils' current baselines come to, of each as much as somebody may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from collab.calc.suppression import Shown
from collab.figures import Basis, Family, Figure, Kind, Value, key_of
from collab.moments import day
from programme.models import Baseline, Programme
from programme.queries import CurrentBaseline, May, current_baselines
from programme.queries.sight import Sight, sight_of
from programme.queries.staffing_totals import totals_in_sight
from programme.rules.sight import NOT_RELEASED

FEW = "Fewer than {} posts of {} are below tier 3, so that neither their number nor their FTE is told."
OF_ALL = "It is told of all councils together once it is told of each."


@dataclass(frozen=True)
class Part:
    """What is told of the posts in scope of a baseline."""

    key: str
    name: str
    kind: Kind
    of: Callable[[Shown], Any]


PARTS = (
    Part("baseline-posts", "Posts in scope", Kind.COUNT, lambda shown: shown.posts),
    Part("baseline-fte", "FTE in scope", Kind.FTE, lambda shown: shown.fte),
    Part("baseline-cost", "Cost of the posts in scope", Kind.MONEY, lambda shown: shown.cost_pence),
)


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Three queries."""
    currents = current_baselines(programme)
    totals = totals_in_sight(may, currents)
    seen: list[tuple[CurrentBaseline, Baseline, Shown]] = []
    for row in currents:
        if row.baseline and sight_of(may, row.baseline) > Sight.NOTHING:
            shown = totals[row.baseline.pk].in_scope
            seen.append((row, row.baseline, shown))
            yield from _of_council(programme, may, row, row.baseline, shown)
    # Together they are told where no council is missing.
    if seen and len(seen) == len(currents):
        yield from _of_all(programme, [baseline for _, baseline, _ in seen], [shown for _, _, shown in seen])


def basis_of(baseline: Baseline) -> Basis:
    """A baseline is never changed once it is validated: another state is another baseline."""
    words = f"the baseline of {baseline.council.name} as at {day(baseline.as_at)}"
    return Basis(f"baseline.c{baseline.council_id}", words, str(baseline.pk))


def _of_council(
    programme: Programme, may: May, current: CurrentBaseline, baseline: Baseline, shown: Shown
) -> Iterator[Figure]:
    council = current.council
    common: dict[str, Any] = {
        "scope": council.name,
        "source": f"Validated baseline of {council.name}",
        "address": reverse("staffing-council", args=[programme.slug, council.slug]),
        "as_at": baseline.as_at,
        "bases": (basis_of(baseline),),
    }
    yield Figure(
        key=key_of(programme, "baseline-date", council), name=f"Day of the baseline of {council.short_name}",
        kind=Kind.DATE, value=baseline.as_at, **common,
    )  # fmt: skip
    for part in PARTS:
        value = part.of(shown)
        few = FEW.format(current.suppression_threshold, council.name)
        unreleased = part.kind is Kind.COUNT and sight_of(may, baseline) == Sight.TOTALS
        why = NOT_RELEASED.format(council.name) if unreleased else few
        yield Figure(
            key=key_of(programme, part.key, council), name=f"{part.name} of {council.short_name}", kind=part.kind,
            value=value, why_not="" if value is not None else why, **_of_money(part), **common,
        )  # fmt: skip


def _of_all(programme: Programme, baselines: list[Baseline], shown: list[Shown]) -> Iterator[Figure]:
    for part in PARTS:
        values = [part.of(each) for each in shown]
        start: Value = Decimal(0) if part.kind is Kind.FTE else 0
        value = None if None in values else sum(values, start)
        yield Figure(
            key=key_of(programme, part.key), name=f"{part.name} of all councils together", kind=part.kind,
            value=value, why_not="" if value is not None else OF_ALL, scope="all councils together",
            source="Validated baselines of the councils", address=reverse("staffing-list", args=[programme.slug]),
            as_at=max(row.as_at for row in baselines), bases=tuple(basis_of(row) for row in baselines),
            **_of_money(part),
        )  # fmt: skip


def _of_money(part: Part) -> dict[str, Any]:
    return {"taken": "gross", "price_base": "pay of the day of the baseline"} if part.kind is Kind.MONEY else {}


FAMILY = Family(
    frozenset({"baseline-date", *(part.key for part in PARTS)}), figures, subject="Baselines of the councils"
)  # fmt: skip

"""Posts summed by what they have in common, written beside them so that no page has to read the posts themselves."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from collab.calc.costing import round_to_penny
from programme.models import Baseline, BaselineGroup, ModelGroup, OperatingModel
from programme.queries.model_posts import as_in_the_baseline
from programme.queries.staffing import current_baselines

SUMMED = ("fte", "salary_pence", "cost_pence")
OF_BASELINE = ("service", "tier", "grade", "in_scope")
OF_MODEL = ("service", "tier", "basis", "retains_council_id")


def keep_groups(baseline: Baseline) -> None:
    """The groups of a baseline, anew. To be called in the transaction that freezes its posts."""
    BaselineGroup.objects.filter(baseline=baseline).delete()
    posts = baseline.posts.order_by().values_list(*OF_BASELINE, "vacant", *SUMMED).iterator(2000)
    sums: dict[tuple[Any, ...], _Sum] = defaultdict(_Sum)
    for service, tier, grade, in_scope, vacant, *figures in posts:
        sums[service, tier, grade, in_scope].add(*figures, vacant=vacant)
    BaselineGroup.objects.bulk_create(
        BaselineGroup(
            baseline=baseline,
            vacant=total.vacant,
            largest_pence=total.largest,
            **total.figures,
            **dict(zip(OF_BASELINE, key, strict=True)),
        )
        for key, total in _in_order(sums)
    )


def keep_model_groups(model: OperatingModel, *, chosen: bool = True) -> None:
    """The groups of a model, anew. To be called in the transaction that changes its posts. `chosen`: they have been
    chosen from the baselines that stand now, and not only counted again."""
    if chosen:
        model.baselines.set(row.baseline for row in current_baselines(model.programme) if row.baseline)
    ModelGroup.objects.filter(model=model).delete()
    rows = model.posts.order_by().annotate(as_it_is=as_in_the_baseline(model))
    posts = rows.values_list(*OF_MODEL, "retains_council__slug", "councils", "merges", "as_it_is", *SUMMED)
    sums: dict[tuple[Any, ...], _Sum] = defaultdict(_Sum)
    for service, tier, basis, council, slug, serves, merges, as_it_is, *figures in posts.iterator(2000):
        changed = council is not None and not (as_it_is and serves == [slug])
        sums[service, tier, basis, council].add(*figures, changed=changed, merged=len(merges))
    ModelGroup.objects.bulk_create(
        ModelGroup(
            model=model, changed=total.changed, merged=total.merged, **total.figures,
            **dict(zip(OF_MODEL, key, strict=True)),
        )
        for key, total in _in_order(sums)
    )  # fmt: skip


class _Sum:
    """Exact, whatever the database makes of a sum of decimals."""

    def __init__(self) -> None:
        self.posts = self.vacant = self.changed = self.merged = self.salary = self.cost = self.largest = 0
        self.fte = Decimal(0)

    def add(
        self, fte: Decimal, salary_pence: int, cost_pence: int, *, vacant: bool = False, changed: bool = False,
        merged: int = 0,
    ) -> None:  # fmt: skip
        self.posts += 1
        self.vacant += vacant
        self.changed += changed
        self.merged += merged
        self.fte += fte
        self.salary += round_to_penny(salary_pence * Fraction(fte))
        self.cost += cost_pence
        self.largest = max(self.largest, cost_pence)

    @property
    def figures(self) -> dict[str, Any]:
        return {"posts": self.posts, "fte": self.fte, "salary_pence": self.salary, "cost_pence": self.cost}


def _in_order(sums: dict[tuple[Any, ...], _Sum]) -> Iterable[tuple[tuple[Any, ...], _Sum]]:
    """By service, then tier (what has none comes last), so that the same posts make the same rows."""
    return sorted(sums.items(), key=lambda row: tuple((part is None, part) for part in row[0]))

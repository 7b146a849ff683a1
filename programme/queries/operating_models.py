"""Operating models as they are read: what each costs and saves, and what it does with the councils' posts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from collab.calc.years import FinancialYear
from programme.enums import PostBasis
from programme.models import Baseline, BaselineGroup, CaseParameters, ModelGroup, OperatingModel, Programme
from programme.models.settings import LOWEST_SUPPRESSION
from programme.queries.sight import LOWEST_LISTED
from programme.queries.staffing import CurrentBaseline, current_baselines

# While the case has no parameters.
YEARS_UNTIL_AGREED = 5


@dataclass(frozen=True)
class Staff:
    """Posts, full-time equivalents, and what they cost in a full year."""

    posts: int = 0
    fte: Decimal = Decimal(0)
    cost_pence: int = 0

    def __add__(self, other: "Staff") -> "Staff":
        return Staff(self.posts + other.posts, self.fte + other.fte, self.cost_pence + other.cost_pence)


def is_below(tier: int | None) -> bool:
    """Below the tiers whose posts are told one by one."""
    return tier is None or tier > LOWEST_LISTED


def is_few(posts: int, threshold: int) -> bool:
    return 0 < posts < threshold


def together(parts: Iterable[Staff]) -> Staff:
    return sum(parts, Staff())


@dataclass(frozen=True)
class ModelFigures:
    """A model against the posts in scope of the councils' current baselines.

    Of the posts of the baselines, the model keeps some (of which it changes `changed`), stands new ones in place of
    `merged`, and removes the others.
    """

    current: tuple[CurrentBaseline, ...]
    today: Staff
    model: Staff
    kept: int
    changed: int
    merged: int
    # Of all its posts, those that serve several councils as one.
    shared: int
    # Of those that it keeps, below the tiers whose posts are told one by one.
    kept_below: int
    # By the key of the baseline.
    costs: dict[int, int]
    # Whose baseline is another than when its posts were last chosen.
    moved: tuple[CurrentBaseline, ...]

    def cost_of(self, baseline: Baseline) -> int:
        """What the posts in scope of one of the current baselines cost."""
        return self.costs.get(baseline.pk, 0)

    @property
    def threshold(self) -> int:
        """The smallest count that every council lets others see."""
        return max((row.suppression_threshold for row in self.current), default=LOWEST_SUPPRESSION)

    @property
    def has_few_below(self) -> bool:
        """So few of the councils' own that neither they nor what follows from them is told, as where models are
        compared; the model's new posts are told one by one."""
        return is_few(self.kept_below, self.threshold)

    @property
    def missing(self) -> list[str]:
        """The councils that have no validated baseline."""
        return [row.council.name for row in self.current if row.baseline is None]

    @property
    def saving_pence(self) -> int | None:
        """Gross, in a full year; None while a baseline is missing."""
        return None if self.missing or not self.current else self.today.cost_pence - self.model.cost_pence

    @property
    def new(self) -> int:
        return self.model.posts - self.kept

    @property
    def removed(self) -> int:
        return max(self.today.posts - self.kept - self.merged, 0)


def models_of(programme: Programme) -> QuerySet[OperatingModel]:
    """In their order."""
    return OperatingModel.objects.filter(programme=programme).select_related("programme")


def parameters_in_force(programme: Programme) -> CaseParameters | None:
    """The version of the case's parameters with the highest number. One query."""
    return programme.parameters.first()


def figures_of(model: OperatingModel) -> ModelFigures:
    """Five queries, none of them over posts."""
    return figures_of_models(model.programme, [model])[model]


def figures_of_models(programme: Programme, models: Sequence[OperatingModel]) -> dict[OperatingModel, ModelFigures]:
    """The same of several models of a programme, in as many queries."""
    current = tuple(current_baselines(programme))
    baselines = [row.baseline for row in current if row.baseline]
    scope = list(BaselineGroup.objects.filter(baseline__in=baselines, in_scope=True))
    costs: dict[int, int] = defaultdict(int)
    for group in scope:
        costs[group.baseline_id] += group.cost_pence
    groups: dict[int, list[ModelGroup]] = defaultdict(list)
    for row in ModelGroup.objects.filter(model__in=models):
        groups[row.model_id].append(row)
    prefetch_related_objects(models, "baselines")
    today = _staff(scope)
    return {
        model: _figures(
            groups[model.pk], current=current, today=today, costs=dict(costs),
            moved=moved_since(model.baselines.all(), current),
        )
        for model in models
    }  # fmt: skip


def _figures(groups: list[ModelGroup], **others: Any) -> ModelFigures:
    kept = [group for group in groups if group.retains_council_id]
    return ModelFigures(
        model=_staff(groups),
        kept=sum(group.posts for group in kept),
        changed=sum(group.changed for group in groups),
        merged=sum(group.merged for group in groups),
        shared=sum(group.posts for group in groups if group.basis == PostBasis.SHARED),
        kept_below=sum(group.posts for group in kept if is_below(group.tier)),
        **others,
    )


def moved_since(then: Iterable[Baseline], current: Iterable[CurrentBaseline]) -> tuple[CurrentBaseline, ...]:
    """Those of `current` that are none of the baselines from which a model's posts were chosen; none where it is not
    known which those were."""
    known = {row.pk for row in then}
    return tuple(row for row in current if known and row.baseline and row.baseline.pk not in known)


def _staff(groups: Iterable[BaselineGroup] | Iterable[ModelGroup]) -> Staff:
    """Added up here, since a database may add decimals as binary fractions."""
    return together(Staff(group.posts, group.fte, group.cost_pence) for group in groups)


def years_asked(programme: Programme, said: Iterable[int]) -> list[int]:
    """The years that a form asks about: those appraised, and any of which something is said already."""
    parameters = parameters_in_force(programme)
    first = parameters.first_year if parameters else FinancialYear.containing(programme.today).start
    count = parameters.appraisal_years if parameters else YEARS_UNTIL_AGREED
    return sorted({*range(first, first + count), *said})

"""What the figures of a programme's case are worked out of: read in a fixed number of queries, never post by post."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from collab.calc.appraisal import CouncilInput
from collab.calc.years import FinancialYear
from programme.models import (
    Baseline,
    BaselineGroup,
    CaseParameters,
    Council,
    ModelGroup,
    ModelYear,
    OperatingModel,
    Programme,
    ProgrammeCouncil,
)
from programme.models.settings import LOWEST_SUPPRESSION
from programme.queries.operating_models import Staff, moved_since, parameters_in_force, together
from programme.queries.staffing import CurrentBaseline, current_baselines

# By tier; None where it is not said.
Tiers = dict[int | None, Staff]


@dataclass(frozen=True)
class CouncilCase:
    """A council's part: what shares may go by, and the posts in scope of its current baseline."""

    part: ProgrammeCouncil
    current: CurrentBaseline
    tiers: Tiers

    @property
    def council(self) -> Council:
        return self.part.council

    @property
    def staff(self) -> Staff:
        return together(self.tiers.values())

    @property
    def figures(self) -> CouncilInput:
        return CouncilInput(
            slug=self.council.slug,
            name=self.council.name,
            baseline_cost_pence=self.staff.cost_pence,
            population=self.part.population,
            net_revenue_budget_pence=self.part.net_revenue_budget_pence,
            fixed_share=self.part.fixed_share,
        )


@dataclass(frozen=True)
class ModelCase:
    """An operating model: the baselines that stand only since its posts were chosen, its posts by tier, those among
    them that it keeps, and what it says of the years."""

    model: OperatingModel
    moved: tuple[CurrentBaseline, ...]
    tiers: Tiers
    kept_tiers: Tiers
    phasing: dict[FinancialYear, Decimal]
    one_off_pence: dict[FinancialYear, int]

    @property
    def staff(self) -> Staff:
        return together(self.tiers.values())

    @property
    def kept(self) -> Staff:
        return together(self.kept_tiers.values())


@dataclass(frozen=True)
class Case:
    """All of it. Councils stand in the programme's order, models in theirs."""

    programme: Programme
    parameters: CaseParameters | None
    councils: tuple[CouncilCase, ...]
    models: tuple[ModelCase, ...]

    @property
    def without_baseline(self) -> tuple[CouncilCase, ...]:
        return tuple(council for council in self.councils if council.current.baseline is None)

    @property
    def threshold(self) -> int:
        """The smallest count that every council lets others see."""
        return max((row.current.suppression_threshold for row in self.councils), default=LOWEST_SUPPRESSION)

    @property
    def today(self) -> Tiers:
        """The posts in scope of all councils together."""
        found: Tiers = defaultdict(Staff)
        for council in self.councils:
            for tier, staff in council.tiers.items():
                found[tier] += staff
        return dict(found)


def case_of(programme: Programme, *, code: str | None = None) -> Case:
    """The case with all its models, or with the one of that code. Eight queries, and those of `current_baselines`."""
    current = {row.council.pk: row for row in current_baselines(programme)}
    baselines = tiers_in_scope([row.baseline for row in current.values() if row.baseline])
    return Case(
        programme=programme,
        parameters=parameters_in_force(programme),
        councils=tuple(
            CouncilCase(part, current[part.council_id], baselines.get(part.council_id, {}))
            for part in programme.programme_councils.select_related("council")
        ),
        models=_models(programme, code, list(current.values())),
    )


def tiers_in_scope(baselines: Iterable[Baseline]) -> dict[int, Tiers]:
    """The posts in scope of baselines, by the key of the council. One query."""
    groups = BaselineGroup.objects.filter(baseline__in=list(baselines), in_scope=True).order_by()
    return added_up(groups.values_list("baseline__council_id", "tier", "posts", "fte", "cost_pence"))


def _models(programme: Programme, code: str | None, current: list[CurrentBaseline]) -> tuple[ModelCase, ...]:
    chosen = programme.operating_models.all() if code is None else programme.operating_models.filter(code=code)
    models = list(chosen.prefetch_related("baselines"))
    groups = ModelGroup.objects.filter(model__in=models).order_by()
    rows = list(groups.values_list("model_id", "tier", "posts", "fte", "cost_pence", "retains_council_id"))
    tiers = added_up(row[:5] for row in rows)
    kept = added_up(row[:5] for row in rows if row[5] is not None)
    phasing, once = by_year(ModelYear.objects.filter(model__in=models))
    return tuple(
        ModelCase(
            model, moved_since(model.baselines.all(), current), tiers.get(model.pk, {}), kept.get(model.pk, {}),
            phasing[model.pk], once[model.pk],
        )
        for model in models
    )  # fmt: skip


def by_year(
    rows: Iterable[Any],
) -> tuple[dict[int, dict[FinancialYear, Decimal]], dict[int, dict[FinancialYear, int]]]:
    """Phasing and one-off costs, by the key of the model."""
    phasing: dict[int, dict[FinancialYear, Decimal]] = defaultdict(dict)
    once: dict[int, dict[FinancialYear, int]] = defaultdict(dict)
    for row in rows:
        if row.phasing is not None:
            phasing[row.model_id][FinancialYear(row.year)] = row.phasing
        if row.one_off_pence is not None:
            once[row.model_id][FinancialYear(row.year)] = row.one_off_pence
    return phasing, once


def added_up(rows: Iterable[tuple[int, int | None, int, Decimal, int]]) -> dict[int, Tiers]:
    """By whose they are. Added up here, since a database may add decimals as binary fractions."""
    found: dict[int, Tiers] = defaultdict(lambda: defaultdict(Staff))
    for whose, tier, posts, fte, cost_pence in rows:
        found[whose][tier] += Staff(posts, fte, cost_pence)
    return {whose: dict(tiers) for whose, tiers in found.items()}

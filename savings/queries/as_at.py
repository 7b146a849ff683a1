"""The case as it was on a day gone by: by what had been recorded until its end, and nothing that was recorded later."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Sum
from django.db.models.functions import Cast, Round

from collab.calc.appraisal import Appraisal
from collab.calc.reassess import Reassessment
from collab.errors import Refused
from collab.history import standing_at
from collab.moments import end_of
from programme.enums import BaselineStatus
from programme.models import (
    Baseline,
    CaseParameters,
    Council,
    ModelPost,
    ModelYear,
    OperatingModel,
    Programme,
    ProgrammeCouncil,
    default_settings,
)
from programme.queries.posts import FTE_PARTS
from programme.queries.staffing import CurrentBaseline, current_baselines
from savings.queries.appraisal import appraise
from savings.queries.as_at_plans import local_plans_at
from savings.queries.case import Case, CouncilCase, ModelCase, added_up, by_year, tiers_in_scope
from savings.queries.reassessment import Counting, reassess


def reassessment_at(
    programme: Programme, code: str, day: datetime.date, *, counting: Counting = Counting.RELEASED,
    own: Collection[Council] = (),
) -> Reassessment:  # fmt: skip
    """As `reassessment_of`, at the end of a day. Raises Refused, also where there was no such model yet. Fourteen
    queries."""
    case = _case_with(programme, code, day)
    return reassess(case, case.models[0], local_plans_at(case, day, counting=counting, own=own))


def appraisal_at(programme: Programme, code: str, day: datetime.date, *, of: str = "", by: str = "") -> Appraisal:
    """As `appraisal_of`, at the end of a day. Raises Refused."""
    case = _case_with(programme, code, day)
    return appraise(case, case.models[0], of=of, by=by)


def _case_with(programme: Programme, code: str, day: datetime.date) -> Case:
    case = case_at(programme, day, code=code)
    if not case.models:
        raise Refused(f"{programme.name} had no operating model “{code}” then.", code="unknown-model")
    return case


def case_at(programme: Programme, day: datetime.date, *, code: str | None = None) -> Case:
    """As `case_of`, at the end of a day. Ten queries.

    The baselines are those that stood then. Each is told as it is today, which says who may see its posts; the posts
    themselves are as they were, since nothing of a validated baseline is changed. Which of them a model's posts were
    chosen from is not recorded.
    """
    moment = end_of(day)
    current = _current_at(programme, day)
    tiers = tiers_in_scope([row.baseline for row in current.values() if row.baseline])
    parameters = standing_at(CaseParameters, moment).filter(programme=programme).order_by("-number").first()
    parts = []
    for row in standing_at(ProgrammeCouncil, moment).filter(programme=programme).select_related("council"):
        part: ProgrammeCouncil = row.instance
        part.programme, part.council = programme, row.council
        parts.append(part)
    return Case(
        programme=programme,
        parameters=parameters.instance if parameters else None,
        councils=tuple(
            CouncilCase(part, current.get(part.council_id) or _without(part.council), tiers.get(part.council_id, {}))
            for part in sorted(parts, key=lambda part: part.position)
        ),
        models=_models_at(programme, code, moment),
    )


def _current_at(programme: Programme, day: datetime.date) -> dict[int, CurrentBaseline]:
    """By the key of the council: the latest that was validated. What is set for showing it is what holds today, and its
    age is that of the day."""
    rows = standing_at(Baseline, end_of(day)).filter(programme=programme, status=BaselineStatus.VALIDATED)
    latest = dict(rows.order_by("as_at").values_list("council_id", "id"))
    found = {row.council_id: row for row in Baseline.objects.filter(pk__in=latest.values()).select_related("council")}
    today = {row.council.pk: row for row in current_baselines(programme)}
    current = {}
    for council, baseline in found.items():
        shown = today.get(council) or _without(baseline.council)
        age = (day - baseline.as_at).days
        current[council] = CurrentBaseline(
            baseline.council, baseline, shown.stale_after_days, age, shown.suppression_threshold
        )
    return current


def _without(council: Council) -> CurrentBaseline:
    """Of a council that had no validated baseline."""
    default = default_settings(council)
    return CurrentBaseline(council, None, default.stale_after_days, None, default.suppression_threshold)


def _models_at(programme: Programme, code: str | None, moment: datetime.datetime) -> tuple[ModelCase, ...]:
    chosen = {} if code is None else {"code": code}
    models: list[OperatingModel] = []
    for row in standing_at(OperatingModel, moment).filter(programme=programme, **chosen).order_by("position", "id"):
        model: OperatingModel = row.instance
        model.programme = programme
        models.append(model)
    keys = [model.pk for model in models]
    phasing, once = by_year(standing_at(ModelYear, moment).filter(model__in=keys))
    rows = _posts_of_models(keys, moment)
    tiers, kept = added_up(row[:5] for row in rows), added_up(row[:5] for row in rows if row[5] is not None)
    return tuple(
        ModelCase(model, (), tiers.get(model.pk, {}), kept.get(model.pk, {}), phasing[model.pk], once[model.pk])
        for model in models
    )


def _posts_of_models(models: list[int], moment: datetime.datetime) -> list[tuple[Any, ...]]:
    """Summed by the database: model, tier, posts, FTE, cost, and the council of which they are kept. FTE is summed in
    whole ten-thousandths, because one of the databases adds decimals up inexactly."""
    alike = ("model_id", "tier", "retains_council_id")
    parts = Cast(Round(F("fte") * FTE_PARTS), BigIntegerField())
    rows = standing_at(ModelPost, moment).filter(model__in=models).values(*alike)
    sums = rows.annotate(posts=Count("pk"), parts=Sum(parts), cost=Sum("cost_pence"))
    return [
        (row["model_id"], row["tier"], row["posts"], Decimal(row["parts"]) / FTE_PARTS, row["cost"],
         row["retains_council_id"])
        for row in sums
    ]  # fmt: skip

"""A model is kept as it is, and put back as it was."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from collab.calc.costing import post_cost
from collab.calc.money import pence_of, plain
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import Job, record, record_many
from programme.models import Council, ModelPost, ModelVersion, ModelYear, OperatingModel, OtherSaving, OtherSavingYear
from programme.queries.model_versions import content_of
from programme.queries.operating_models import ModelFigures, figures_of, parameters_in_force
from programme.rules import operating_models as rules
from programme.services.membership import refuse
from programme.services.operating_models.locking import count_change, lock_model
from programme.services.operating_models.models import erase_content


@transaction.atomic
def keep_version(model: OperatingModel, *, version: int, by: Any, reason: str) -> ModelVersion:
    """The model as it is, frozen, with what it costs and saves now and against which baselines.

    Refused as by `lock_model`, or with code "same" where neither the model has changed since the last that was
    kept, nor the baselines that it is measured against.
    """
    model = lock_model(model, version, by)
    content, figures = content_of(model), figures_of(model)
    measured_against = _baselines(figures)
    last = model.versions.first()
    if last is not None and (last.content, last.measured_against) == (content, measured_against):
        raise Refused(f"Nothing has changed since version {last.number} was kept.", code="same")
    row = ModelVersion(
        model=model, number=(last.number if last else 0) + 1, reason=reason, content=content,
        measured_against=measured_against, posts=figures.model.posts, cost_pence=figures.model.cost_pence,
        saving_pence=figures.saving_pence, by=None if isinstance(by, Job) else by,
        job=by.name if isinstance(by, Job) else "",
    )  # fmt: skip
    row.save()
    return row


def _baselines(figures: ModelFigures) -> list[dict[str, str]]:
    return [
        {
            "council": row.council.slug,
            "as_at": row.baseline.as_at.isoformat(),
            "cost": plain(figures.cost_of(row.baseline)),
        }
        for row in figures.current
        if row.baseline
    ]


@transaction.atomic
def restore_version(kept: ModelVersion, *, version: int, by: Any, reason: str = "") -> OperatingModel:
    """The model as it was when `kept` was made, by a change of its own; its code and whether it is preferred stay.

    Refused as by `lock_model`, or with code "years" where a cost lies outside the years appraised now, or "elsewhere"
    where a council takes part no more.
    """
    model = lock_model(kept.model, version, by)
    content = kept.content
    if content_of(model) | _staying(model) == content | _staying(model):
        raise Refused(f"The model is as it was in version {kept.number} already.", code="same")
    reason = reason or f"version {kept.number} restored"
    _refuse_years(model, content)
    councils = {
        part.council.slug: part.council for part in model.programme.programme_councils.select_related("council")
    }
    posts = [_post(model, at, post, councils) for at, post in enumerate(content["posts"], 1)]
    erase_content(model, by=by, reason=reason)
    record_many(posts, by=by, reason=reason)
    record_many(_years(model, content), by=by, reason=reason)
    _other_savings(model, content, by=by, reason=reason)
    for name in ("name", "description", "reasons"):
        setattr(model, name, content[name])
    shared = content["apportionment"] or {"of": "", "by": ""}
    model.apportion_of, model.apportion_by = shared["of"], shared["by"]
    return count_change(model, by=by, reason=reason, posts=True)


def _staying(model: OperatingModel) -> dict[str, Any]:
    return {"code": model.code, "preferred": model.preferred}


def _refuse_years(model: OperatingModel, content: dict[str, Any]) -> None:
    parameters = parameters_in_force(model.programme)
    costs = {FinancialYear.parse(year).start: _pence(words) for year, words in content["one_off_costs"].items()}
    if parameters is not None:
        first, count = parameters.first_year, parameters.appraisal_years
        refuse(rules.why_not_one_off(costs, first_year=first, years=count), "years")


def _post(model: OperatingModel, at: int, post: dict[str, Any], councils: dict[str, Council]) -> ModelPost:
    council, _, ref = (post["retains"] or "").partition(":")
    gone = {council, *post["councils"]} - {"", *councils}
    if gone:
        raise Refused(f"A post of that version names {sorted(gone)[0]}, which takes part no more.", code="elsewhere")
    salary, fte, rate = _pence(post["salary"]), Decimal(post["fte"]), Decimal(post["on_cost_rate"])
    return ModelPost(
        model=model, position=at, ref=post["ref"], title=post["title"], service=post["service"], tier=post["tier"],
        basis=post["basis"], fte=fte, salary_pence=salary, on_cost_rate=rate, cost_pence=post_cost(salary, fte, rate),
        councils=post["councils"], retains_council=councils.get(council), retains_ref=ref,
        reports_to=post.get("reports_to", ""), statutory=post.get("statutory", []),
        funding_source=post.get("funding_source", ""), shared_with=post.get("shared_with", []),
        merges=post.get("merges", []),
    )  # fmt: skip


def _years(model: OperatingModel, content: dict[str, Any]) -> list[ModelYear]:
    phasing, costs = content["phasing"], content["one_off_costs"]
    return [
        ModelYear(
            model=model, year=FinancialYear.parse(year).start,
            phasing=Decimal(phasing[year]) if year in phasing else None,
            one_off_pence=_pence(costs[year]) if year in costs else None,
            one_off_what=content["one_off_reasons"].get(year, ""),
        )
        for year in sorted({*phasing, *costs})
    ]  # fmt: skip


def _other_savings(model: OperatingModel, content: dict[str, Any], *, by: Any, reason: str) -> None:
    for at, other in enumerate(content["other_savings"], 1):
        row = OtherSaving(model=model, position=at, title=other["title"], kind=other["kind"], source=other["source"])
        record(row, by=by, reason=reason)
        amounts = [
            OtherSavingYear(other_saving=row, year=FinancialYear.parse(year).start, amount_pence=_pence(words))
            for year, words in other["amounts"].items()
        ]
        record_many(amounts, by=by, reason=reason)


def _pence(words: str) -> int:
    pence = pence_of(words)
    if pence is None:
        raise ValueError(f"{words} is no amount")
    return pence

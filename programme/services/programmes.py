"""Programmes and councils as records."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collab.history import record
from programme.models import (
    Benefit,
    Contribution,
    Council,
    Finding,
    Funding,
    Kept,
    Milestone,
    Programme,
    ProgrammeCouncil,
    RestartCondition,
    Review,
    Risk,
    Workstream,
)
from programme.services.records import add_record

PARTS: dict[str, type[Kept]] = {
    "workstreams": Workstream,
    "restart_conditions": RestartCondition,
    "milestones": Milestone,
    "funding": Funding,
    "contributions": Contribution,
    "reviews": Review,
    "benefits": Benefit,
    "risks": Risk,
}
# What a part may have below it: the name of the list, what it is made of, and the field that leads back.
BELOW: dict[str, tuple[type[Kept], str]] = {"projects": (Workstream, "parent"), "findings": (Finding, "review")}


@transaction.atomic
def keep_council(*, slug: str, name: str, short_name: str, ons_code: str, by: Any, reason: str) -> Council:
    """The council's one record in this installation, made where there is none."""
    council = Council.objects.filter(slug=slug).first()
    if council is None:
        council = Council(slug=slug, name=name, short_name=short_name, ons_code=ons_code)
        record(council, by=by, reason=reason)
    return council


@transaction.atomic
def keep_programme(data: dict[str, Any], *, by: Any, reason: str) -> tuple[Programme, bool]:
    """The programme that `data` describes, and whether it was made just now; one that is there stays as it is.

    `data` has the programme's own fields, `councils` in order, and a list for any of PARTS, each of what its kind
    asks, with councils by their slugs. `stages`, where given, are those that it has been through before, oldest first.
    """
    programme = Programme.objects.filter(slug=data["slug"]).first()
    if programme is not None:
        return programme, False
    programme = Programme()
    fill_programme(programme, data, by=by, reason=reason)
    return programme, True


@transaction.atomic
def fill_programme(programme: Programme, data: dict[str, Any], *, by: Any, reason: str) -> None:
    """What `data` describes, as in keep_programme, into a programme of which nobody has kept any of that yet."""
    for name, value in data.items():
        if name not in (*PARTS, "councils", "stages"):
            setattr(programme, name, value)
    now = {name: getattr(programme, name) for name in ("stage", "since", "stage_reason", "stage_review_on")}
    for stage in (*data.get("stages", ()), now):
        for name, value in {"stage_reason": "", "stage_review_on": None, **stage}.items():
            setattr(programme, name, value)
        record(programme, by=by, reason=reason)
    councils = {row["slug"]: _take_in(programme, at, row, by, reason) for at, row in enumerate(data["councils"], 1)}
    for name, model in PARTS.items():
        for row in data.get(name, ()):
            _keep(model, programme, row, councils, by, reason)


def _take_in(programme: Programme, position: int, row: Mapping[str, Any], by: Any, reason: str) -> Council:
    part = {key: row[key] for key in ("executive", "population", "population_source")}
    council = keep_council(**{k: v for k, v in row.items() if k not in part}, by=by, reason=reason)
    link = ProgrammeCouncil.objects.filter(programme=programme, council=council).first()
    link = link or ProgrammeCouncil(programme=programme, council=council, position=position)
    for name, value in part.items():
        setattr(link, name, value)
    record(link, by=by, reason=reason)
    return council


def _keep(
    model: type[Kept], programme: Programme, row: Mapping[str, Any], councils: Mapping[str, Council], by: Any,
    reason: str,
) -> None:  # fmt: skip
    values = {name: value for name, value in row.items() if name not in BELOW}
    if "council" in values:
        values["council"] = councils[values["council"]]
    if "councils" in values:
        values["councils"] = [councils[slug] for slug in values["councils"]]
    kept = add_record(model, programme=programme, values=values, by=by, reason=reason)
    for name, (below, leads_back) in BELOW.items():
        for inner in row.get(name, ()):
            _keep(below, programme, {**inner, leads_back: kept}, councils, by, reason)

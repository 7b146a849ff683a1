"""Programmes and councils as records."""

from typing import Any

from django.db import transaction

from collab.history import record
from programme.models import Council, Milestone, Programme, ProgrammeCouncil, RestartCondition, Workstream

PARTS = {"workstreams": Workstream, "restart_conditions": RestartCondition, "milestones": Milestone}


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

    `data` has the programme's own fields, `councils` in order, and lists for each of PARTS.
    """
    own = {key: value for key, value in data.items() if key not in (*PARTS, "councils")}
    programme = Programme.objects.filter(slug=own["slug"]).first()
    if programme is not None:
        return programme, False
    programme = Programme(**own)
    record(programme, by=by, reason=reason)
    for position, row in enumerate(data["councils"], start=1):
        part = {key: row[key] for key in ("executive", "population", "population_source")}
        council = keep_council(**{k: v for k, v in row.items() if k not in part}, by=by, reason=reason)
        link = ProgrammeCouncil(programme=programme, council=council, position=position, **part)
        record(link, by=by, reason=reason)
    for name, model in PARTS.items():
        for position, row in enumerate(data[name], start=1):
            placed = {} if model is Milestone else {"position": position}
            record(model(programme=programme, **placed, **row), by=by, reason=reason)
    return programme, True

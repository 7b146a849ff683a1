"""What the case goes by, and how that came about."""

from dataclasses import dataclass
from typing import Any

from programme.models import CaseParameters, CouncilSettings, Programme, ProgrammeCouncil, default_settings


@dataclass(frozen=True)
class CouncilKeys:
    """A council's part in the programme, with what its figures go by today."""

    part: ProgrammeCouncil
    settings: CouncilSettings


def keys_of(programme: Programme) -> list[CouncilKeys]:
    """In the programme's order. Two queries."""
    parts = list(programme.programme_councils.select_related("council"))
    rows = CouncilSettings.objects.filter(
        council__in=[part.council_id for part in parts], in_force_from__lte=programme.today
    )
    # The latest comes last, and stands.
    in_force = {row.council_id: row for row in rows.order_by("in_force_from")}
    return [CouncilKeys(part, in_force.get(part.council_id) or default_settings(part.council)) for part in parts]


def past_parameters(programme: Programme) -> list[Any]:
    """Rows of the history of the list, oldest first. One query."""
    return list(_past(CaseParameters, programme))


def past_keys(programme: Programme) -> list[Any]:
    """Rows of the history of the councils' parts, oldest first. One query."""
    return list(_past(ProgrammeCouncil, programme).select_related("council", "history_user"))


def _past(model: Any, programme: Programme) -> Any:
    rows = model.history.filter(programme=programme).exclude(history_type="-")
    return rows.select_related("history_user").order_by("history_id")

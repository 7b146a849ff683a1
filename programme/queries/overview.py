"""What the overview page of a programme shows."""

from dataclasses import dataclass

from programme.models import Milestone, Programme, ProgrammeCouncil, RestartCondition, Workstream


@dataclass(frozen=True)
class Overview:
    councils: list[ProgrammeCouncil]
    workstreams: list[Workstream]
    conditions: list[RestartCondition]
    milestones: list[Milestone]


def overview(programme: Programme) -> Overview:
    """Four queries, whatever the size. Projects stand below their workstreams on a page of their own."""
    return Overview(
        councils=list(programme.programme_councils.select_related("council")),
        workstreams=list(programme.workstreams.filter(parent__isnull=True)),
        conditions=list(programme.restart_conditions.all()),
        milestones=list(programme.milestones.all()),
    )

"""A programme in words: the headline of its overview, its stages and the signs of its conditions."""

from dataclasses import dataclass

from programme.enums import ConditionState, Stage, WorkstreamState
from programme.models import Milestone, Programme, ProgrammeCouncil, RestartCondition, Workstream
from programme.queries import Overview

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

CONDITION_SIGNS = {ConditionState.MET: "done", ConditionState.UNDER_WAY: "half", ConditionState.NOT_STARTED: "ring"}
WORKSTREAM_SIGNS = {WorkstreamState.RUNNING: "half", WorkstreamState.DEFERRED: "ring", WorkstreamState.FINISHED: "done"}


@dataclass(frozen=True)
class StageStep:
    name: str
    note: str
    state: str  # "done", "current" or "todo"


@dataclass(frozen=True)
class OverviewPage:
    headline: str
    steps: list[StageStep]
    conditions: list[tuple[RestartCondition, str]]
    workstreams: list[tuple[Workstream, str]]
    councils: list[ProgrammeCouncil]
    milestones: list[Milestone]


def present_overview(programme: Programme, found: Overview) -> OverviewPage:
    return OverviewPage(
        headline=_headline(programme, found.conditions),
        steps=_steps(programme),
        conditions=[(row, CONDITION_SIGNS[ConditionState(row.state)]) for row in found.conditions],
        workstreams=[(row, WORKSTREAM_SIGNS[WorkstreamState(row.state)]) for row in found.workstreams],
        councils=found.councils,
        milestones=found.milestones,
    )


def _headline(programme: Programme, conditions: list[RestartCondition]) -> str:
    since = f"{programme.stage_since:%B %Y}"
    if programme.stage != Stage.DEFERRED:
        return f"{Stage(programme.stage).label} since {since}."
    if not conditions:
        return f"Deferred since {since}."
    met = sum(1 for row in conditions if row.state == ConditionState.MET)
    verb = "is" if met == 1 else "are"
    one = len(conditions) == 1
    of = "The one condition for restarting" if one else f"of the {in_words(len(conditions))} conditions for restarting"
    if one:
        return f"Deferred since {since}. {of} is {'met' if met else 'not met yet'}."
    return f"Deferred since {since}. {in_words(met).capitalize()} {of} {verb} met."


def in_words(number: int) -> str:
    """Small numbers in words, as in running text."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _steps(programme: Programme) -> list[StageStep]:
    """The usual way of a programme; deferral shows only where the programme is deferred."""
    stages = [stage for stage in Stage if stage != Stage.DEFERRED or programme.stage == Stage.DEFERRED]
    now = stages.index(Stage(programme.stage))
    steps = []
    for at, stage in enumerate(stages):
        state = "done" if at < now else "current" if at == now else "todo"
        note = f"since {programme.stage_since:%B %Y}" if at == now else ""
        steps.append(StageStep(str(stage.label), note, state))
    return steps

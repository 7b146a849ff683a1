"""A programme in words: the headline of its overview, its stages and the signs of its conditions."""

from dataclasses import dataclass

from collab.moments import day
from collab.web.charts import Picture
from programme import timeline
from programme.enums import ConditionState, MilestoneState, Stage, WorkstreamState
from programme.models import Milestone, Programme, ProgrammeCouncil, RestartCondition, Workstream
from programme.queries import Overview

NUMBERS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

TIMELINE_NOTE = "Full circle: has happened. Open circle: to come. The table has all the dates."
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
    timeline: Picture | None


def present_overview(programme: Programme, found: Overview) -> OverviewPage:
    return OverviewPage(
        headline=_headline(programme, found.conditions),
        steps=_steps(programme),
        conditions=[(row, CONDITION_SIGNS[ConditionState(row.state)]) for row in found.conditions],
        workstreams=[(row, WORKSTREAM_SIGNS[WorkstreamState(row.state)]) for row in found.workstreams],
        councils=found.councils,
        milestones=found.milestones,
        timeline=present_timeline(programme, found.milestones),
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


def present_timeline(programme: Programme, milestones: list[Milestone]) -> Picture | None:
    """The milestones on a line of time; None where there are none."""
    if not milestones:
        return None
    today, stage = programme.today, Stage(programme.stage)
    points = [
        timeline.Point(row.on, row.when, row.text, row.state == MilestoneState.DONE and row.on <= today)
        for row in milestones
    ]
    still = []
    if stage == Stage.DEFERRED and programme.stage_since < today:
        since = f"{programme.stage_since:%B %Y}"
        still.append(timeline.Stretch(programme.stage_since, None, since, str(stage.label)))
    now = timeline.Point(today, day(today), f"Today: {stage.label.lower()}", True)
    title = _timeline_title(programme, points)
    description = (
        f"A line of time with {len(points)} dots, full for what has happened and open for what is to come. "
        "The table says the same in words."
    )
    drawings = (picture(points, still, now) for picture in (timeline.wide, timeline.narrow, timeline.in_text))
    return Picture(title, TIMELINE_NOTE, description, *drawings)


def _timeline_title(programme: Programme, points: list[timeline.Point]) -> str:
    """What the picture says, in a sentence: how much has happened since when, and what comes next."""
    rows = sorted(points, key=lambda point: point.on)
    past, ahead = [row for row in rows if row.done], [row for row in rows if not row.done]
    steps = f"{in_words(len(past)).capitalize()} {'step' if len(past) == 1 else 'steps'}"
    said = f"{steps} since {past[0].when}" if past else "Nothing has happened yet"
    if programme.stage == Stage.DEFERRED:
        said += f"; deferred in {programme.stage_since:%B %Y}"
    return f"{said}; next {ahead[0].when}" if ahead else f"{said}; none ahead yet"

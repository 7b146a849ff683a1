"""The overview in words."""

import datetime

import pytest

from programme.enums import ConditionState, Stage
from programme.models import Programme, RestartCondition
from programme.presenters import in_words, present_overview
from programme.queries import Overview

MET, WAITING = ConditionState.MET, ConditionState.NOT_STARTED


@pytest.mark.parametrize(
    ("stage", "states", "headline"),
    [
        (Stage.BUSINESS_CASE, [], "Business case since March 2013."),
        (Stage.DEFERRED, [], "Deferred since March 2013."),
        (Stage.DEFERRED, [WAITING], "Deferred since March 2013. The one condition for restarting is not met yet."),
        (Stage.DEFERRED, [MET], "Deferred since March 2013. The one condition for restarting is met."),
        (Stage.DEFERRED, [MET, WAITING], "Deferred since March 2013. One of the two conditions for restarting is met."),
        (
            Stage.DEFERRED,
            [WAITING] * 4,
            "Deferred since March 2013. None of the four conditions for restarting are met.",
        ),
    ],
)
def test_headline(stage: Stage, states: list[ConditionState], headline: str) -> None:
    programme = Programme(stage=stage, stage_since=datetime.date(2013, 3, 1))
    conditions = [RestartCondition(state=state) for state in states]
    assert present_overview(programme, Overview([], [], conditions, [])).headline == headline


def test_steps_show_deferral_only_where_it_is() -> None:
    since = datetime.date(2013, 3, 1)
    deferred = present_overview(Programme(stage=Stage.DEFERRED, stage_since=since), Overview([], [], [], []))
    assert [(step.name, step.state) for step in deferred.steps][:4] == [
        ("Feasibility", "done"),
        ("Business case", "done"),
        ("Deferred", "current"),
        ("Implementation plan", "todo"),
    ]
    running = present_overview(Programme(stage=Stage.IN_DELIVERY, stage_since=since), Overview([], [], [], []))
    assert "Deferred" not in [step.name for step in running.steps]


def test_in_words() -> None:
    assert [in_words(0), in_words(4), in_words(13)] == ["none", "four", "13"]

"""A change of a line moves joint saving, shares and gaps at once and exactly, and a day gone by stays as it was."""

import datetime
import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collab.errors import Refused
from collab.history import record
from programme.models import Programme
from savings.enums import LIVE, LineStatus
from savings.models import LineAmount, SavingsLine
from savings.queries import (
    appraisal_at,
    appraisal_of,
    first_record,
    lines_at,
    reassessment_at,
    reassessment_of,
)
from savings.queries.gaps import CouncilGap, gaps_of
from savings.queries.gaps_at import gaps_at, joint_at
from savings.queries.joint import joint_of
from tests.factories.savings import make_line
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, LATER, REASON, STAFF
from tests.savings.by_hand import FIRST, by_hand, gaps_by_hand
from tests.savings.changing import (
    NOON,
    RUNNING,
    change_a_gap,
    change_something,
    change_what_it_brings,
    change_what_it_stands_on,
    on_day,
)


def told(found: Any) -> list[tuple[str, int, dict[str, int], dict[str, int]]]:
    return [(str(year.year), year.reassessed, dict(year.shares), dict(year.phased.councils)) for year in found.years]


def left(gaps: list[CouncilGap]) -> dict[tuple[str, str, int], tuple[int, int]]:
    return {
        (row.council.slug, gap.row.type, year.year.start): (year.position, year.remaining)
        for row in gaps
        for gap in row.gaps
        for year in gap.years
    }


def test_every_change_moves_the_figures_and_no_day_gone_by(near: Programme) -> None:
    """Joint saving, every council's share of it, and every gap, whatever is done to lines, years and targets."""
    near.own_date, near.demonstration_note = datetime.date(RUNNING, 6, 1), "It lives on a day of its own."
    record(near, by=JOB, reason=REASON)
    pick, answers, appraisals, gaps = random.Random(7), {}, {}, {}
    for number in range(1, 25):
        with on_day(number) as day:
            for _ in range(2):
                change_something(near, pick)
                change_what_it_brings(near, pick)
            change_a_gap(near, pick)
            change_what_it_stands_on(near, number)
            joint = joint_of(near)
            expected = by_hand(near)
            assert told(joint.found) == expected, number
            gaps[day] = left(gaps_of(near, joint))
            assert gaps[day] == gaps_by_hand(near, expected, running=RUNNING), number
            answers[day] = reassessment_of(near, "3b").as_json("near", "3b")
            appraisals[day] = appraisal_of(near, "3b").as_json("near", "3b")
    assert len({str(answer) for answer in answers.values()}) > 12
    assert len({str(each) for each in gaps.values()}) > 20
    assert {status for status in LineStatus if SavingsLine.history.filter(status=status)} > LIVE  # type: ignore[attr-defined]
    assert set(LineAmount.history.values_list("settled", flat=True)) == {"", "retimed", "withdrawn"}  # type: ignore[attr-defined]
    for day, answer in answers.items():
        assert reassessment_at(near, "3b", day).as_json("near", "3b") == answer, day
        assert appraisal_at(near, "3b", day).as_json("near", "3b") == appraisals[day], day
        assert left(gaps_at(near, joint_at(near, day), day)) == gaps[day], day


def test_before_the_first_record_nothing_is_known(near: Programme) -> None:
    council = near.councils.get(slug="alder")
    assert first_record(near) is None
    with on_day(1) as yesterday:
        assert lines_at(near, yesterday) == []
    with on_day(2) as day:
        line = make_line(near, council, STAFF["alder"].staff, (3, FIRST, "1"), held=True)
    with on_day(3):
        line.title, line.held = "Another title", False
        record(line, by=JOB, reason=REASON)
    first = first_record(near)
    assert first
    assert timezone.localdate(first) == day
    assert lines_at(near, day) == []
    then = lines_at(near, day, own=[council])
    assert [(row.line.title, row.line.held, [post.from_year for post in row.posts]) for row in then] == [
        ("A line", True, [FIRST])
    ]
    assert reassessment_at(near, "3b", day).years[0].reassessed == reassessment_at(near, "3b", day).as_validated
    with pytest.raises(Refused, match="had no operating model “3b” then"):
        reassessment_at(near, "3b", NOON.date() - datetime.timedelta(days=2))


def test_a_day_gone_by_costs_the_same_queries_whatever_there_was(near: Programme) -> None:
    today = timezone.localdate()

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            reassessment_at(near, "3b", today)
            lines_at(near, today, own=[near.councils.get(slug="alder")])
        return len(seen)

    alder = near.councils.get(slug="alder")
    make_line(near, alder, STAFF["alder"].staff, (3, FIRST, "1"))
    few = queries()
    for number in range(1, 10):
        make_line(near, alder, STAFF["alder"].staff, (number, FIRST, "1"), (2, FIRST + 1, "0.5"))
    make_baseline(near, alder, STAFF["alder"], posts=20, as_at=LATER)
    assert (queries(), few) == (18, 18)

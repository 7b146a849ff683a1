"""A change of a line moves joint saving and shares at once and exactly, and a day gone by stays as it was."""

import datetime
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collab.calc.apportion import in_pennies
from collab.calc.costing import round_to_penny
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import erase, record
from programme.models import ModelPost, Post, Programme
from programme.services.groups import keep_model_groups
from savings.enums import LIVE, LineStatus
from savings.models import LinePost, SavingsLine
from savings.queries import (
    appraisal_at,
    appraisal_of,
    first_record,
    lines_at,
    reassessment_at,
    reassessment_of,
)
from tests.factories.savings import make_line
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, LATER, REASON, STAFF

COUNCILS = ("alder", "birch", "cedar")
FIRST = 2013
NOON = timezone.now().replace(hour=12)


@contextmanager
def on_day(number: int) -> Iterator[datetime.date]:
    """Everything that is recorded is recorded then."""
    moment = NOON + datetime.timedelta(days=number)
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield timezone.localdate(moment)


def by_hand(programme: Programme) -> list[tuple[str, int, dict[str, int], dict[str, int]]]:
    """Year by year, row by row: the joint saving, each council's equal share of it, and what of that comes in the year.
    Half of it in the first year, all from the second."""
    current = {slug: programme.baselines.filter(council__slug=slug).order_by("as_at").last() for slug in COUNCILS}
    posts = {(slug, post.ref): post for slug, row in current.items() for post in Post.objects.filter(baseline=row)}
    kept = {(str(post.retains_council.slug), post.retains_ref): post.cost_pence
            for post in ModelPost.objects.exclude(retains_council=None).select_related("retains_council")}  # fmt: skip
    gross = sum(post.cost_pence for post in posts.values() if post.in_scope)
    gross -= sum(post.cost_pence for post in ModelPost.objects.all())
    lines = [line for line in SavingsLine.objects.select_related("plan__council") if line.is_live and not line.held]
    found = []
    for year in range(FIRST, FIRST + 10):
        claimed: dict[tuple[str, str], Decimal] = {}
        for line in lines:
            for row in line.posts.all():
                place = (line.plan.council.slug, row.ref)
                claimed[place] = claimed.get(place, Decimal(0)) + (row.fte if row.from_year <= year else 0)
        left = gross
        for place, fte in claimed.items():
            if place in posts and posts[place].in_scope:
                part = min(Fraction(fte) / Fraction(posts[place].fte), Fraction(1))
                left -= round_to_penny(posts[place].cost_pence * part) - round_to_penny(kept.get(place, 0) * part)
        half = Fraction(1, 2) if year == FIRST else 1
        shares, phased = in_pennies([Fraction(left, 3)] * 3), in_pennies([Fraction(left, 3) * half] * 3)
        written = str(FinancialYear(year))
        found.append(
            (written, left, dict(zip(COUNCILS, shares, strict=True)), dict(zip(COUNCILS, phased, strict=True)))
        )
    return found


def change_something(near: Programme, pick: random.Random) -> None:
    """A line more, or one of them agreed, held, released, delivered, withdrawn or proposed again, or what it takes."""
    lines = list(SavingsLine.objects.order_by("pk"))
    if len(lines) < 3 or pick.random() < 0.15:
        slug = pick.choice(COUNCILS)
        takes = [(pick.randint(1, 10), FIRST + pick.randint(-1, 10), pick.choice(("1", "0.6", "0.0001")))]
        make_line(near, near.councils.get(slug=slug), STAFF[slug].staff, *takes, held=pick.random() < 0.2)
        return
    line = pick.choice(lines)
    what = pick.randint(1, 8)
    post = line.posts.first()
    if what <= 4:
        line.status = pick.choice(LineStatus.values)
        record(line, by=JOB, reason=REASON)
    elif what == 5:
        line.held = not line.held
        record(line, by=JOB, reason=REASON)
    elif post is None:
        word = STAFF[line.plan.council.slug].staff.word
        record(LinePost(line=line, position=1, ref=f"{word}-003", from_year=FIRST, fte=1), by=JOB, reason=REASON)
    elif what == 6:
        erase(post, by=JOB, reason=REASON)
    else:
        post.from_year, post.fte = FIRST + pick.randint(-2, 9), Decimal(pick.choice(("0.25", "0.5", "1")))
        record(post, by=JOB, reason=REASON)


def change_what_it_stands_on(near: Programme, number: int) -> None:
    """A later baseline of Birch, a dearer post that the model keeps of Alder, and a line that is gone at once."""
    if number == 15:
        make_baseline(near, near.councils.get(slug="birch"), STAFF["birch"], posts=6, as_at=LATER)
    if number == 25:
        post = ModelPost.objects.filter(retains_council__slug="alder").first()
        assert post
        post.cost_pence += 12_345
        record(post, by=JOB, reason=REASON)
        keep_model_groups(post.model)
    if number == 32:
        gone = make_line(near, near.councils.get(slug="alder"), STAFF["alder"].staff, (3, FIRST, "1"))
        for post_of_line in gone.posts.all():
            erase(post_of_line, by=JOB, reason=REASON)
        erase(gone, by=JOB, reason=REASON)


def told(found: Any) -> list[tuple[str, int, dict[str, int], dict[str, int]]]:
    return [(str(year.year), year.reassessed, dict(year.shares), dict(year.phased.councils)) for year in found.years]


def test_every_change_moves_the_figures_and_no_day_gone_by(near: Programme) -> None:
    pick, answers, appraisals = random.Random(7), {}, {}
    for number in range(1, 41):
        with on_day(number) as day:
            change_something(near, pick)
            change_what_it_stands_on(near, number)
            found = reassessment_of(near, "3b")
            assert told(found) == by_hand(near), number
            answers[day] = found.as_json("near", "3b")
            appraisals[day] = appraisal_of(near, "3b").as_json("near", "3b")
    assert len({str(answer) for answer in answers.values()}) > 15
    assert {status for status in LineStatus if SavingsLine.history.filter(status=status)} > LIVE  # type: ignore[attr-defined]
    for day, answer in answers.items():
        assert reassessment_at(near, "3b", day).as_json("near", "3b") == answer, day
        assert appraisal_at(near, "3b", day).as_json("near", "3b") == appraisals[day], day


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

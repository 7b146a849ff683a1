"""The baseline by which a council's figures go, and its age."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab.history import record
from programme.enums import BaselineStatus
from programme.models import Programme
from programme.queries import current_baselines
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, MARKS, REASON, STAFF, make_council, make_programme, make_settings

TODAY = datetime.date(2013, 2, 26)


@pytest.fixture
def near(db) -> Programme:
    names = ("alder", "birch", "cedar")
    near = make_programme("near", [make_council(name, at) for at, name in enumerate(names, 1)])
    near.own_date, near.demonstration_note = TODAY, "Invented."
    record(near, by=JOB, reason=REASON)
    return near


def test_latest_validated_baseline_of_each_council(near: Programme) -> None:
    alder, birch, cedar = near.councils.order_by("slug")
    states = [
        (datetime.date(2012, 6, 30), BaselineStatus.VALIDATED),
        (datetime.date(2012, 11, 30), BaselineStatus.SUPERSEDED),
        (datetime.date(2012, 11, 30), BaselineStatus.VALIDATED),
        (datetime.date(2013, 1, 31), BaselineStatus.SUBMITTED),
        (datetime.date(2013, 2, 1), BaselineStatus.DRAFT),
    ]
    made = [
        make_baseline(near, alder, STAFF["alder"], posts=3, as_at=as_at, status=status, released=False)
        for as_at, status in states
    ]
    # Those of another programme do not count, however new.
    far = make_programme("far", [birch])
    make_baseline(far, birch, STAFF["birch"], posts=3, as_at=datetime.date(2013, 2, 1))
    make_baseline(near, cedar, STAFF["cedar"], posts=3, as_at=datetime.date(2012, 11, 28))
    make_settings(cedar, MARKS["cedar"], datetime.date(2012, 4, 1))
    make_settings(cedar, MARKS["cedar"], TODAY + datetime.timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        found = current_baselines(near)
    assert len(queries) == 2
    assert [(row.council.slug, row.stale_after_days, row.age_days, row.is_stale) for row in found] == [
        # 180 days are Collab's default, 90 what Cedar has set: it is not stale until the day after the ninetieth.
        ("alder", 180, 88, False), ("birch", 180, None, False), ("cedar", 90, 90, False),
    ]  # fmt: skip
    assert [row.baseline for row in found[:2]] == [made[2], None]
    near.own_date += datetime.timedelta(days=1)
    # From the next day on other settings of Cedar hold; they say the same.
    assert [row.is_stale for row in current_baselines(near)] == [False, False, True]
    assert [row.council for row in current_baselines(near, [birch])] == [birch]

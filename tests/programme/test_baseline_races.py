"""Two who act on one baseline at the same moment: what is signed for is what was looked at."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections

from collab.errors import Refused
from programme.enums import BaselineStatus
from programme.models import Baseline, Council
from programme.rules import baselines as rules
from programme.services.baselines import submit_baseline, validate_baseline
from programme.services.posts import add_post
from tests.factories.staffing import make_baseline, some_values
from tests.factories.world import JOB, MARKS, NEAR, STAFF, make_council, make_programme

TOGETHER = 10


def both(*acts: Callable[[], Any]) -> list[str]:
    """What became of each of two acts that have both read the baseline before either writes."""
    found: list[str] = []

    def go(act: Callable[[], Any]) -> None:
        try:
            act()
            found.append("done")
        except Refused as refused:
            found.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TOGETHER * 3)
    return sorted(found)


@pytest.fixture
def meeting(monkeypatch) -> None:
    """Each waits, after it has asked whether it may, until both have asked or a second has passed. They write one after
    the other."""
    barrier, one, asked = threading.Barrier(2), threading.Lock(), rules._why_not_step

    def waited(step: str, baseline: Baseline) -> str | None:
        found = asked(step, baseline)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(1)
        return found

    monkeypatch.setattr(rules, "_why_not_step", waited)
    record = Baseline.save

    def saved(self: Baseline, *args: Any, **kwargs: Any) -> None:
        with one:
            record(self, *args, **kwargs)

    monkeypatch.setattr(Baseline, "save", saved)


def baseline(status: BaselineStatus) -> Baseline:
    alder = make_council("alder")
    near = make_programme("near", [alder], NEAR)
    return make_baseline(near, alder, STAFF["alder"], posts=2, status=status, released=False)


VALUES = some_values(MARKS["alder"])


@pytest.mark.django_db(transaction=True)
def test_no_post_is_added_to_what_is_being_submitted(meeting: None) -> None:
    row = baseline(BaselineStatus.DRAFT)
    found = both(
        lambda: submit_baseline(row, version=1, by=JOB),
        lambda: add_post(row, values=VALUES, by=JOB),
    )  # fmt: skip
    row.refresh_from_db()
    # Whichever came first.
    assert (found, row.status, row.posts.count()) in (
        (["done", "not-allowed"], "submitted", 2), (["done", "stale"], "draft", 3),
    )  # fmt: skip
    assert row.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_validate_one_does(meeting: None) -> None:
    row = baseline(BaselineStatus.SUBMITTED)
    act = lambda: validate_baseline(row, version=1, by=JOB)  # noqa: E731
    assert both(act, act) == ["done", "stale"]
    assert [said.history_change_reason for said in row.history.all()].count("validated") == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_post_is_added_to_what_was_submitted(meeting: None, monkeypatch) -> None:
    """The control: on SQLite a transaction alone keeps others out, so there it goes without one."""
    row = baseline(BaselineStatus.DRAFT)
    monkeypatch.setattr(Council.objects, "select_for_update", lambda: Council.objects.all())
    submit, add = (
        (act.__wrapped__ if connection.vendor == "sqlite" else act)  # type: ignore[attr-defined]
        for act in (submit_baseline, add_post)
    )
    found = both(lambda: submit(row, version=1, by=JOB), lambda: add(row, values=VALUES, by=JOB))
    assert (found, row.posts.count()) == (["done", "done"], 3)

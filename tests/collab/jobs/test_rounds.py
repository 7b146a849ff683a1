"""What is to be done every day is done once a day, whoever comes to it and whatever becomes of them."""

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from collab.jobs.models import Round
from collab.jobs.services import rounds, take_up_rounds

HOUR = datetime.timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    """In March 2014, whose last Sunday is the 30th: the clocks go forward."""
    return datetime.datetime(2014, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


class Bench:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.begun = at(28, 18), 0
        self.act: Callable[[], bool] = lambda: True
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr(rounds, "_acts", {"walk": self._act})

    def _act(self) -> bool:
        self.begun += 1
        return self.act()

    def go(self, now: datetime.datetime, notes: int = 1) -> int:
        """How often it is begun by so many notes at that time."""
        self.now, before = now, self.begun
        for _ in range(notes):
            rounds.go_round.func("walk")
        return self.begun - before

    @property
    def due(self) -> datetime.datetime:
        """There is always a note for when it is due."""
        due = Round.objects.get().due_at
        assert DBTaskResult.objects.filter(run_after=due, args_kwargs__args=["walk"]).exists()
        return due


@pytest.fixture
def bench(db: None, monkeypatch: pytest.MonkeyPatch) -> Bench:
    bench = Bench(monkeypatch)
    take_up_rounds()
    return bench


def test_it_is_done_once_a_day(bench: Bench) -> None:
    assert bench.due == at(29, 7, 30)
    assert bench.go(at(29, 7, 29)) == 0
    assert bench.go(at(29, 7, 30), notes=3) == 1
    assert bench.due == at(30, 7, 30)
    # A worker that starts changes nothing, and no worker at all for two days makes up for nothing.
    take_up_rounds()
    assert (bench.go(at(29, 23)), bench.due) == (0, at(30, 7, 30))
    assert (bench.go(at(31, 2), notes=2), bench.go(at(31, 7, 30))) == (1, 0)
    assert bench.due == timezone.make_aware(datetime.datetime(2014, 4, 1, 7, 30))


def test_what_was_not_all_done_is_taken_up_again_in_an_hour(bench: Bench, caplog: Any) -> None:
    def fail() -> bool:
        raise ValueError("ann@example.org")

    bench.act = lambda: False
    assert (bench.go(at(29, 8), notes=2), bench.due) == (1, at(29, 9))
    bench.act = fail
    assert (bench.go(at(29, 9), notes=2), bench.due) == (1, at(29, 10))
    assert "ValueError" in caplog.text
    assert "ann@example.org" not in caplog.text
    # So is what a worker had begun that was killed.
    bench.act = _killed
    with pytest.raises(SystemExit):
        bench.go(at(29, 10))
    assert (bench.go(at(29, 10, 59)), bench.due) == (0, at(29, 11))
    bench.act = lambda: True
    assert (bench.go(at(29, 11), notes=2), bench.due) == (1, at(30, 7, 30))


def test_who_takes_longer_than_an_hour_leaves_it_to_whoever_has_taken_it_up_since(bench: Bench) -> None:
    def long() -> bool:
        bench.act = lambda: False
        assert bench.go(bench.now + HOUR) == 1
        return True

    bench.act = long
    assert (bench.go(at(29, 8)), bench.due) == (2, at(29, 10))


def test_what_no_release_knows_any_more_is_left_alone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_acts", {})
    assert (bench.go(at(29, 8)), Round.objects.get().due_at) == (0, at(29, 7, 30))


def _killed() -> bool:
    raise SystemExit

"""Real workers in processes of their own: killed in the middle, running away, told to stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from accounts.models import User
from accounts.services import make_account
from collab.jobs.enums import State
from collab.jobs.kinds import _kinds
from collab.jobs.models import Asking, Job
from collab.jobs.services import ask
from collab.jobs.services.working import GIVEN_UP
from tests.collab.jobs.work import LEASE, register_all
from tests.house.source import ROOT

PATIENCE = 20


def database_url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    who = f"{told['USER']}:{quote(told['PASSWORD'])}"
    return f"postgres://{who}@{quote(told['HOST'], safe='')}:{told['PORT']}/{told['NAME']}"


@pytest.fixture
def begin(
    transactional_db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a worker. At the end all are gone."""
    before, started = dict(_kinds), []
    register_all()

    def start(*options: str) -> subprocess.Popen:
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.collab.jobs.work", tmp_path, *options],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url()},
            stderr=subprocess.DEVNULL,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
    _kinds.clear()
    _kinds.update(before)


def asked(kind: str) -> Asking:
    user = User.objects.first() or make_account(email="a@example.org", name="A", password=None, by=None, reason="test")
    payload = {"number": Job.objects.count()}
    return ask(kind=kind, payload=payload, content=b"", what="x", title=kind, file_name="x", return_to="/", by=user)


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def notes(folder: Path, words: str) -> int:
    path = folder / "notes"
    return path.read_text().count(f"{words} ") if path.exists() else 0


def state_of(asking: Asking) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=asking.job_id)


def test_what_a_killed_worker_began_is_taken_up_again_and_done_once(begin, tmp_path: Path) -> None:
    asking = asked("slow")
    first = begin()
    until(lambda: notes(tmp_path, "begun") == 1)
    first.send_signal(signal.SIGKILL)
    begin(), begin()
    until(lambda: notes(tmp_path, "begun") == 2)
    (tmp_path / "go").touch()
    until(lambda: state_of(asking) == State.DONE)
    # And no third worker comes late.
    time.sleep(LEASE.total_seconds() + 0.5)
    job = Job.objects.get(pk=asking.job_id)
    assert (job.attempts, bytes(job.result)) == (2, b"slowly made")
    assert (notes(tmp_path, "begun"), notes(tmp_path, "made")) == (2, 1)


def test_without_the_lease_it_stays_where_it_was(begin, tmp_path: Path) -> None:
    asking = asked("slow")
    first = begin("no-lease")
    until(lambda: notes(tmp_path, "begun") == 1)
    first.send_signal(signal.SIGKILL)
    (tmp_path / "go").touch()
    begin("no-lease")
    # The second is at work: it does what comes later.
    later = asked("slow")
    until(lambda: state_of(later) == State.DONE)
    time.sleep(LEASE.total_seconds() + 0.5)
    assert state_of(asking) == State.RUNNING


def test_a_runaway_is_stopped_and_reported_and_the_queue_goes_on(begin, tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    runaway, large, usual = asked("run_away"), asked("swell"), asked("slow")
    begin()
    until(lambda: state_of(usual) == State.DONE)
    found = {asking.title: Job.objects.get(pk=asking.job_id) for asking in (runaway, large)}
    assert {title: (job.state, job.attempts) for title, job in found.items()} == {
        "run_away": (State.FAILED, 1),
        "swell": (State.FAILED, 1),
    }
    assert found["run_away"].error == "It took longer than 1 seconds and was stopped. Nothing is lost."
    assert found["swell"].error == "It is too large."


def test_a_job_that_kills_its_workers_is_given_up(begin, tmp_path: Path) -> None:
    asking = asked("slow")
    for attempt in (1, 2, 3):
        worker = begin()
        until(lambda attempt=attempt: notes(tmp_path, "begun") == attempt)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    begin()
    until(lambda: state_of(asking) == State.FAILED)
    assert Job.objects.get(pk=asking.job_id).error == GIVEN_UP
    assert notes(tmp_path, "begun") == 3


def test_a_worker_that_is_told_to_stop_twice_leaves_its_job_to_others_at_once(begin, tmp_path: Path) -> None:
    asking = asked("slow")
    worker = begin()
    until(lambda: notes(tmp_path, "begun") == 1)
    worker.terminate()
    time.sleep(0.2)
    worker.terminate()
    worker.wait(PATIENCE)
    assert state_of(asking) == State.WAITING

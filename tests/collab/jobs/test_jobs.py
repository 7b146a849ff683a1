"""Asking, sharing, having and stopping: what holds of a job whoever works on it."""

import datetime
import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.services import make_account
from collab import child
from collab.errors import Refused
from collab.jobs import kinds, presenters
from collab.jobs.enums import State
from collab.jobs.models import MOST_ATTEMPTS, Asking, Job
from collab.jobs.presenters import SLOW, present_asking
from collab.jobs.queries import asking_of, result_of
from collab.jobs.services import KEPT_FOR, ask, perform, prune, withdraw
from collab.jobs.services.working import GIVEN_UP, Lease, Lost, claim
from collab.jobs.waiting import PATIENCE, wait_for

LONG_AGO = datetime.timedelta(days=40)


class Bench:
    """A kind whose work does what the test says, and counts."""

    def __init__(self) -> None:
        self.count, self.content, self.open_to = 0, b"content", True
        self.act: Any = lambda attempt: None

    def make(self, payload: Any, attempt: Any) -> kinds.Made:
        self.count += 1
        self.act(attempt)
        return kinds.Made(f"made {self.count}".encode(), "text/plain", self.content)

    def ask(self, by: User, content: bytes = b"content") -> Asking:
        return ask(
            kind="bench",
            payload={"n": 1},
            content=content,
            what="note",
            title="It",
            file_name="it.txt",
            return_to="/",
            by=by,
        )


@pytest.fixture
def bench(db, monkeypatch: pytest.MonkeyPatch) -> Bench:
    bench = Bench()
    kind = kinds.Kind("bench", bench.make, lambda user, payload: bench.open_to, 60)
    monkeypatch.setitem(kinds._kinds, "bench", kind)
    return bench


@pytest.fixture
def ann(db) -> User:
    return make_account(email="ann@example.org", name="Ann", password=None, by=None, reason="test")


@pytest.fixture
def bob(db) -> User:
    return make_account(email="bob@example.org", name="Bob", password=None, by=None, reason="test")


def job_of(asking: Asking) -> Job:
    return Job.objects.get(pk=asking.job_id)


def words(asking: Asking, **told: Any) -> str:
    fresh = Asking.objects.select_related("job").get(pk=asking.pk)
    return present_asking(fresh, **{"ahead": 0, "somebody_works": False, **told}).sentence


def test_the_same_content_is_made_once_for_all_who_ask(bench: Bench, ann: User, bob: User) -> None:
    first, second = bench.ask(ann), bench.ask(bob)
    assert (first.job_id, first.pk) == (second.job_id, bench.ask(ann).pk) != (second.job_id, second.pk)
    for _ in range(3):
        perform.call(first.job_id)
    again = bench.ask(ann)
    perform.call(again.job_id)
    assert (again.pk, bench.count) == (first.pk, 1)
    assert result_of(again.job) == b"made 1"
    other = bench.ask(ann, b"other content")
    perform.call(other.job_id)
    assert (other.job_id != first.job_id, bench.count) == (True, 2)


def test_a_long_title_is_cut(bench: Bench, ann: User) -> None:
    """PostgreSQL refuses what is longer than its column: "Changes of" before the longest title of a report."""
    asking = ask(
        kind="bench", payload={"n": 1}, content=b"", what="PDF", title="x" * 311, file_name="x", return_to="/", by=ann
    )
    assert Asking.objects.get(pk=asking.pk).title == "x" * 300


def test_a_result_stands_for_what_it_was_made_of(bench: Bench, ann: User) -> None:
    """The text was changed between asking and making."""
    bench.content = b"newer"
    asking = bench.ask(ann)
    perform.call(asking.job_id)
    assert bench.ask(ann, b"newer").job_id == asking.job_id
    assert bench.ask(ann).job_id != asking.job_id


def test_it_is_had_by_whoever_asked_and_as_long_as_they_may(bench: Bench, ann: User, bob: User, client: Any) -> None:
    asking = bench.ask(ann)
    perform.call(asking.job_id)
    bob_has = bench.ask(bob)
    client.force_login(ann)
    page, file = asking.get_absolute_url(), f"{asking.get_absolute_url()}file/"
    assert client.get(page).status_code == 200
    answer = client.get(file)
    assert (answer.content, answer["Content-Disposition"]) == (b"made 1", 'attachment; filename="it.txt"')
    assert client.get(bob_has.get_absolute_url()).status_code == 404
    bench.open_to = False
    assert [client.get(path).status_code for path in (page, file)] == [404, 404]
    assert client.post(f"{page}cancel/").status_code == 404
    assert asking_of(ann, asking.pk) is None


def test_what_is_refused_fails_at_once_with_its_reason(bench: Bench, ann: User, client: Any) -> None:
    def refuse(attempt: Any) -> None:
        raise Refused("It is the wrong colour. Paint it.")

    bench.act = refuse
    asking = bench.ask(ann)
    perform.call(asking.job_id)
    client.force_login(ann)
    page = client.get(asking.get_absolute_url()).content.decode()
    assert "Your note could not be made" in page
    assert "It is the wrong colour. Paint it." in page
    bench.act = lambda attempt: None
    perform.call(bench.ask(ann).job_id)
    assert bench.ask(ann).state == State.DONE


def test_what_breaks_is_tried_again_and_then_given_up(bench: Bench, ann: User, caplog: Any) -> None:
    def fail(attempt: Any) -> None:
        raise ValueError("secret salary")

    bench.act = fail
    asking = bench.ask(ann)
    found = []
    for _ in range(MOST_ATTEMPTS + 1):
        perform.call(asking.job_id)
        found.append((job_of(asking).state, bench.count))
    assert found == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3)]
    assert words(asking) == GIVEN_UP
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_only_the_worker_with_the_lease_finishes(bench: Bench, ann: User) -> None:
    asking = bench.ask(ann)
    slow = claim(asking.job_id)
    assert slow is not None
    assert claim(asking.job_id) is None
    Job.objects.filter(pk=asking.job_id).update(leased_until=timezone.now())
    quick = claim(asking.job_id)
    assert quick is not None
    slow._finish(kinds.Made(b"late", "text/plain", b""))
    with pytest.raises(Lost):
        slow.progress("Still at it")
    quick._finish(kinds.Made(b"in time", "text/plain", b""))
    slow._finish(kinds.Made(b"late", "text/plain", b""))
    assert result_of(job_of(asking)) == b"in time"


def test_a_finish_that_does_not_ask_for_the_lease_is_noticed(bench: Bench, ann: User) -> None:
    asking = bench.ask(ann)
    slow = claim(asking.job_id)
    assert slow is not None
    Job.objects.filter(pk=asking.job_id).update(leased_until=timezone.now())
    assert claim(asking.job_id) is not None
    slow._mine = Job.objects.filter(pk=asking.job_id)
    slow._finish(kinds.Made(b"late", "text/plain", b""))
    assert result_of(job_of(asking)) == b"late"


def test_work_that_nobody_wants_is_stopped(bench: Bench, ann: User, bob: User, monkeypatch: Any, client: Any) -> None:
    """Ann stops it in the midst; it goes on for Bob. When he stops it too, the child that works on it is ended."""
    first, second = bench.ask(ann), bench.ask(bob)
    monkeypatch.setattr("collab.jobs.services.working.SECONDS_BETWEEN_BEATS", 0)
    seen: list[str] = []

    def work(attempt: Lease) -> None:
        client.force_login(ann)
        client.post(f"{first.get_absolute_url()}cancel/")
        attempt.beat()
        seen.append(f"{words(first)} {words(second)}")
        withdraw(second)
        began = time.monotonic()
        try:
            child.run("tests.collab.child_work:sleep", b"", seconds=20, megabytes=256, beat=attempt.beat)
        finally:
            seen.append("ended" if time.monotonic() - began < 10 else "too late")

    bench.act = work
    perform.call(first.job_id)
    assert seen == ["You stopped it. Nothing is lost: ask for it again whenever you like. It has begun.", "ended"]
    assert (job_of(first).state, job_of(first).attempts) == (State.CANCELLED, 1)
    assert bench.ask(ann).job_id != first.job_id


def test_files_are_kept_for_a_week_and_known_of_for_a_month(bench: Bench, ann: User, client: Any) -> None:
    asking = bench.ask(ann)
    perform.call(asking.job_id)
    prune()
    assert result_of(job_of(asking)) == b"made 1"
    Job.objects.update(finished_at=timezone.now() - KEPT_FOR)
    prune()
    client.force_login(ann)
    page = client.get(f"{asking.get_absolute_url()}file/", follow=True).content.decode()
    assert "Your note is no longer kept" in page
    assert "Files are kept for 7 days." in page
    assert bench.ask(ann).job_id != asking.job_id
    Job.objects.update(asked_at=timezone.now() - LONG_AGO)
    prune()
    # Who still waits, waits on.
    assert [job.state for job in Job.objects.all()] == [State.WAITING]


def test_the_page_says_how_it_stands(bench: Bench, ann: User, client: Any) -> None:
    before, asking = bench.ask(ann, b"before"), bench.ask(ann)
    client.force_login(ann)

    def page() -> str:
        return client.get(asking.get_absolute_url()).content.decode()

    assert "It waits for one other that came before it." in page()
    Job.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=1))
    assert SLOW in page()
    held = claim(before.job_id)
    assert "It waits for one other that came before it." in page()
    assert held is not None
    held.progress("Setting its pages", 3, 10)
    shown = client.get(before.get_absolute_url()).content.decode()
    assert "Setting its pages." in shown
    assert 'value="3" max="10"' in shown
    assert "Your note is being made" in shown
    Job.objects.filter(pk=before.job_id).update(leased_until=timezone.now())
    assert "It is taken up again in a moment." in client.get(before.get_absolute_url()).content.decode()
    Job.objects.filter(pk=asking.job_id).update(attempts=1, asked_at=timezone.now())
    assert "is tried again, 2 of 3 times at most." in page()
    assert set(presenters.HEADINGS) == set(State)


def test_nobody_waits_long(bench: Bench, ann: User) -> None:
    def waited(asking: Asking) -> float:
        began = time.monotonic()
        wait_for(asking.job)
        return time.monotonic() - began

    first, second = bench.ask(ann), bench.ask(ann, b"second")
    assert waited(second) < 0.5
    assert PATIENCE <= waited(first) < PATIENCE + 1
    perform.call(first.job_id)
    assert waited(first) < 0.5


def test_a_result_is_loaded_only_where_it_is_asked_for(bench: Bench, ann: User, django_assert_num_queries: Any) -> None:
    asking = bench.ask(ann)
    perform.call(asking.job_id)
    with connection.execute_wrapper(lambda execute, sql, *rest: _no_result(sql) or execute(sql, *rest)):
        found = asking_of(ann, asking.pk)
        assert found is not None
        assert bench.ask(ann).job_id == asking.job_id
        present_asking(found, ahead=0, somebody_works=False)
    assert result_of(found.job) == b"made 1"


def _no_result(sql: str) -> None:
    assert not sql.startswith("SELECT") or '."result"' not in sql.partition("WHERE")[0], sql

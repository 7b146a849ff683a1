"""Two who act on one line or plan at the same moment: the second is told, and nothing is written over."""

import datetime
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.roles import Role
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import record
from savings.enums import UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine, SavingsPlan
from savings.queries.versions import content_of, lines_in_full, seal_of
from savings.rules import moves, updates
from savings.services.agreeing import agree_plan
from savings.services.updates import Told, confirm_update, send_update
from tests.factories.savings import make_line
from tests.factories.world import JOB, NEAR, REASON, STAFF, make_council, make_member, make_programme

QUARTER = Quarter(FinancialYear(2014), 1)
DAY = datetime.date(2014, 7, 5)


class Race:
    """Acts meet after each has read the line and asked whether it may; then one writes after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.barrier, self.one, self.held = threading.Barrier(2), threading.Lock(), threading.local()
        for rules, name in ((updates, "why_not_update"), (updates, "why_not_confirm"), (moves, "why_not_agree")):
            monkeypatch.setattr(rules, name, self._waiting(getattr(rules, name)))

    def _waiting(self, asked: Callable[..., Any]) -> Callable[..., Any]:
        def waited(*args: Any) -> Any:
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(0.4)
            self.one.acquire()
            self.held.yes = True
            return asked(*args)

        return waited

    def _go(self, act: Callable[[], Any]) -> str:
        try:
            act()
            return "done"
        except Refused as refused:
            return refused.code
        finally:
            if getattr(self.held, "yes", False):
                self.one.release()
            connections.close_all()

    def between(self, *acts: Callable[[], Any]) -> list[str]:
        found: list[str] = []
        threads = [threading.Thread(target=lambda act=act: found.append(self._go(act))) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return sorted(found)


@pytest.fixture
def race(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Race:
    return Race(monkeypatch)


@pytest.fixture
def update(race: Race) -> LineUpdate:
    """Of a line of Alder, sent by its HR lead and not answered yet."""
    alder = make_council("alder")
    near = make_programme("near", [alder], NEAR)
    near.own_date, near.demonstration_note = DAY, "Fictitious."
    record(near, by=JOB, reason=REASON)
    line = make_line(near, alder, STAFF["alder"].staff)
    record(LineAmount(line=line, year=2014, planned_pence=100, forecast_pence=90), by=JOB, reason=REASON)
    row = LineUpdate(
        line=line, year=2014, quarter=1, forecast_pence=90, delivered_pence=20, rating="green",
        sent_at=timezone.now(), sent_by=make_member(near, Role.HR_LEAD, alder),
    )  # fmt: skip
    record(row, by=JOB, reason=REASON)
    return row


def acts_on(update: LineUpdate) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Finance confirms what was claimed, while somebody sends another claim in its place."""
    line = SavingsLine.objects.select_related("plan__programme", "plan__council").get(pk=update.line_id)
    finance = make_member(line.plan.programme, Role.FINANCE_LEAD, line.plan.council)
    told = Told(90, 50, "green")

    def confirm() -> None:
        confirm_update(update, confirmed_pence=20, version=line.version, by=finance)

    def send(act: Callable[..., Any] = send_update) -> None:
        act(line, QUARTER, told=told, version=line.version, by=update.sent_by)

    return confirm, send


def test_nobody_confirms_what_is_being_sent_anew(race: Race, update: LineUpdate) -> None:
    assert race.between(*acts_on(update)) == ["done", "stale"]
    update.refresh_from_db()
    said = (update.state, update.delivered_pence, update.line.amounts.get().actual_pence)
    # Whichever came first.
    assert said in ((UpdateState.CONFIRMED, 20, 20), (UpdateState.SENT, 50, None))


def test_of_two_who_agree_a_plan_one_does(race: Race, update: LineUpdate) -> None:
    plan = SavingsPlan.objects.get()
    seal = seal_of(content_of(lines_in_full(plan)))
    agree = lambda: agree_plan(plan, authority="Cabinet", on=DAY, seal=seal, by=JOB)  # noqa: E731
    assert race.between(agree, agree) == ["done", "same"]
    assert list(plan.versions.values_list("number", flat=True)) == [1]


def test_of_two_who_send_one_does(race: Race, update: LineUpdate) -> None:
    _, send = acts_on(update)
    assert race.between(send, send) == ["done", "stale"]


def test_without_the_lock_one_writes_over_the_other(
    race: Race, update: LineUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """The control: on SQLite a transaction alone keeps others out, so there it goes without one."""
    monkeypatch.setattr(SavingsPlan.objects, "select_for_update", lambda: SavingsPlan.objects.all())
    act: Any = send_update
    act = act.__wrapped__ if connection.vendor == "sqlite" else act
    _, send = acts_on(update)
    assert race.between(lambda: send(act), lambda: send(act)) == ["done", "done"]

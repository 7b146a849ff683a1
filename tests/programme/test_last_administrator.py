"""Two administrators take each other's role at the same moment: one of them stays."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection, connections

from accounts.roles import Role
from collab.errors import Refused
from programme.models import Membership, Programme
from programme.services import membership, take_role
from tests.factories.people import JOB
from tests.factories.report import council, person, programme

__all__ = ["council", "programme"]
TOGETHER = 10


def both(take: Callable[[Membership], None], rows: list[Membership]) -> list[str]:
    """What became of each of two takings that have both counted before either erases."""
    found: list[str] = []

    def go(row: Membership) -> None:
        try:
            take(row)
            found.append("taken")
        except Refused as refused:
            found.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TOGETHER * 3)
    return sorted(found)


def administrators(programme: Programme) -> list[Membership]:
    for name in ("Ada", "Bea"):
        person(programme, name, Role.ADMINISTRATOR, None)
    return list(Membership.objects.filter(programme=programme).select_related("programme"))


@pytest.fixture
def meeting(monkeypatch) -> None:
    """Each waits, after it has counted the others, until both have counted or a second has passed."""
    barrier, count = threading.Barrier(2), membership.other_administrators

    def counted(row: Membership) -> int:
        found = count(row)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(1)
        return found

    monkeypatch.setattr(membership, "other_administrators", counted)


def take(row: Membership) -> None:
    take_role(row, by=JOB, reason="race")


@pytest.mark.django_db(transaction=True)
def test_one_of_two_stays(request: pytest.FixtureRequest, meeting: None) -> None:
    vans = request.getfixturevalue("programme")
    assert both(take, administrators(vans)) == ["last-administrator", "taken"]
    assert Membership.objects.filter(programme=vans, role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_go(request: pytest.FixtureRequest, meeting: None, monkeypatch) -> None:
    """The control: on SQLite a transaction alone keeps others out, so there it goes without one."""
    monkeypatch.setattr(membership, "lock", lambda programme: None)
    bare = take_role.__wrapped__ if connection.vendor == "sqlite" else take_role  # type: ignore[attr-defined]
    vans = request.getfixturevalue("programme")
    assert both(lambda row: bare(row, by=JOB, reason="race"), administrators(vans)) == ["taken", "taken"]

"""Reading changes nothing: GET and HEAD of every route, by every kind of person, leave every row as it was."""

from django.db import connection

from tests.factories.world import World
from tests.house.asking import Asker, address, fast
from tests.house.matrix import COLUMNS, ROUTES
from tests.house.rows import Writes, snapshot

# Enough to reach every branch: those who may, may read, may not, and are not there.
PEOPLE = ("anonymous", "stranger", "alder officer", "alder finance_lead", "near programme_manager", "near board_member")


def writes_of(world: World, names: list[str]) -> list[str]:
    ask, found = Asker(world), []
    for who in PEOPLE:
        ask(who, "GET", "/privacy/")
        for name in names:
            for method in ("GET", "HEAD"):
                writes = Writes()
                with connection.execute_wrapper(writes):
                    ask(who, method, address(world, name), keep=True)
                found += [f"{method} {name} as {who}: {sql}" for sql in writes.found]
    return found


def test_get_changes_nothing(same_world: World) -> None:
    world = same_world
    for who in PEOPLE:
        world.client(who)
    before = snapshot()
    with fast():
        found = writes_of(world, [route.name for route in ROUTES])
    assert not found, "\n".join(found)
    # Row by row: nothing was taken back after the requests.
    assert snapshot() == before
    assert set(PEOPLE) <= set(COLUMNS)


def test_a_get_that_writes_is_noticed(same_world: World, monkeypatch) -> None:
    from documents.views.imports import ReportImportDiscard

    monkeypatch.setattr(ReportImportDiscard, "get", ReportImportDiscard.post, raising=False)
    world = same_world
    with fast():
        found = writes_of(world, ["report-import-discard"])
    assert found
    assert all("report-import-discard as alder officer: DELETE" in line for line in found)

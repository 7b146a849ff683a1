"""Files that show what a line says: added, handed out and removed, and by whom."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from collab.history import record
from programme.models import Programme
from savings.enums import LineStatus
from savings.models import Evidence, LineAmount, SavingsLine
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member
from tests.savings.test_lines_kept import words

LEDGER = b"Account,Amount\n4711,-1250.00\n"


@pytest.fixture
def world(near: Programme) -> World:
    alder, birch = near.councils.get(slug="alder"), near.councils.get(slug="birch")
    people = {
        "owner": make_member(near, Role.OFFICER, alder, "Ada Owner"),
        "other": make_member(near, Role.OFFICER, alder),
        "finance": make_member(near, Role.FINANCE_LEAD, alder), "birch": make_member(near, Role.FINANCE_LEAD, birch),
        "auditor": make_member(near, Role.AUDITOR),
    }  # fmt: skip
    return World(near, near, {}, people, {}, {})


@pytest.fixture
def line(world: World) -> SavingsLine:
    alder = world.near.councils.get(slug="alder")
    line = make_line(world.near, alder, STAFF["alder"].staff, owner=world.people["owner"])
    record(LineAmount(line=line, year=2013, planned_pence=5), by=JOB, reason=REASON)
    return line


def add(client: Client, line: SavingsLine, data: bytes = LEDGER, name: str = "ledger.csv", **typed: str) -> Any:
    sent = {"title": "Ledger of May", "what": "The budget is down", "file": SimpleUploadedFile(name, data), **typed}
    return client.post(f"{line.get_absolute_url()}evidence/add/", sent)


def test_what_an_owner_adds_finance_finds_where_it_decides(world: World, line: SavingsLine) -> None:
    assert add(world.client("owner"), line, name="Führung/Kassenbuch ä.csv").status_code == 302
    row, client = Evidence.objects.get(), world.client("finance")
    assert (row.file_name, row.kind, row.added_by) == ("Kassenbuch ä.csv", "text/csv", world.people["owner"])
    line.refresh_from_db()
    assert line.version == 1
    send = {"forecast_pence": "5", "delivered_pence": "5", "rating": "green", "sure": "on", "version": 1}
    assert world.client("owner").post(f"{line.get_absolute_url()}update/?quarter=2013-1", send).status_code == 302
    at = reverse("line-evidence", args=["near", "alder", line.pk, row.pk])
    for page in (f"{line.get_absolute_url()}confirm/", line.get_absolute_url()):
        shown = client.get(page).content.decode()
        assert f'href="{at}">Ledger of May</a>' in shown
        assert "The budget is down" in shown
        assert "CSV, 29\xa0bytes" in shown
    plan = line.plan.get_absolute_url()
    for page in (plan, f"{plan}confirmations/"):
        assert "1 file of evidence" in words(client.get(page))
    answer = client.get(at)
    assert answer.content == LEDGER
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Kassenbuch%20%C3%A4.csv"
    # The line is released, and still.
    for who in ("birch", "auditor"):
        assert world.client(who).get(line.get_absolute_url()).status_code == 200
        for path in (at, f"{at}remove/", f"{line.get_absolute_url()}evidence/add/"):
            assert world.client(who).get(path).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "typed", "words_said", "status"),
    [
        (b"", "ledger.csv", {}, "is empty", 422),
        (b"x" * (20 * 1024 * 1024 + 1), "ledger.csv", {}, "the most is 20 MB", 422),
        (LEDGER, "ledger.pdf", {}, "its name does not say so", 422),
        (b"%PDF-1.7 broken", "minutes.pdf", {}, "is damaged: it is not a complete PDF", 422),
        (LEDGER, "other.csv", {}, "has this file already, as “Ledger of May”", 409),
        (b"other", "other.txt", {"title": "", "what": ""}, "Fill in: What it shows", 422),
    ],
)  # fmt: skip
def test_a_bad_file_is_said_beside_the_field_and_nothing_is_kept(
    world: World, line: SavingsLine, data: bytes, name: str, typed: dict[str, str], words_said: str, status: int
) -> None:
    client = world.client("owner")
    add(client, line)
    answer = add(client, line, data, name, **typed)
    assert (answer.status_code, answer.content.decode().count(words_said)) == (status, 2)
    assert Evidence.objects.count() == Evidence.history.count() == 1


def test_who_removes_what_and_what_stays_of_it(world: World, line: SavingsLine) -> None:
    assert add(world.client("other"), line).status_code == 403
    add(world.client("owner"), line)
    add(world.client("finance"), line, b"of finance", "note.txt", title="Note")
    ledger, note = Evidence.objects.all()
    at = f"{line.get_absolute_url()}evidence/"
    assert world.client("other").get(f"{at}{ledger.pk}/").status_code == 200
    for who, row, status in (("other", ledger, 403), ("owner", note, 403), ("owner", ledger, 200)):
        assert world.client(who).get(f"{at}{row.pk}/remove/").status_code == status
    client = world.client("owner")
    assert client.post(f"{at}{ledger.pk}/remove/", {"reason": ""}).status_code == 422
    assert client.post(f"{at}{ledger.pk}/remove/", {"reason": "names somebody"}).status_code == 302
    assert client.get(f"{at}{ledger.pk}/").status_code == 404
    assert [row.title for row in Evidence.objects.all()] == ["Note"]
    told = words(client.get(f"{line.get_absolute_url()}history/"))
    for said in ("evidence removed: names somebody", "ledger.csv", "The budget is down", world.people["owner"].name):
        assert said.lower() in told.lower()
    # What was withdrawn stays as it was.
    line.status = LineStatus.WITHDRAWN
    record(line, by=JOB, reason=REASON)
    finance = world.client("finance")
    assert add(finance, line).status_code == 409
    assert finance.post(f"{at}{note.pk}/remove/", {"reason": "x"}).status_code == 409
    assert Evidence.objects.get() == note

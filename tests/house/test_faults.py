"""The database fails at the Nth statement, for every N: nothing is left half done and nobody sees a traceback.

That is promise 29. The demonstration and requests through the web are tried at statements spread over the whole.
"""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction

from accounts.roles import Role
from accounts.services import choose_password, close_account, make_token, withdraw_token
from collab.jobs import services as jobs
from collab.jobs.services.working import claim
from documents import services
from documents.exemption import Exemption
from documents.outline import Outline
from documents.queries import style_for
from documents.replacing import Search
from documents.services import keep_style
from documents.signs import signs_before
from documents.styles import shipped_style
from programme.enums import Stage
from programme.queries.people import key_of
from programme.services import (
    Values,
    accept_with_account,
    change_settings,
    give_role,
    invite,
    move_council,
    send_again,
    set_up_programme,
    take_role,
    withdraw,
    withdraw_settings,
)
from programme.services.drafts import draft_baseline, read_baseline_file
from tests.factories.bundle import import_bundle, small_bundle
from tests.factories.world import (
    JOB,
    LATER,
    MARKS,
    NEAR,
    REASON,
    WAITING,
    World,
    make_council,
    make_export,
    make_invitation,
    make_member,
    make_outline,
    make_programme,
    make_report,
    make_settings,
    make_user,
    make_waiting,
)
from tests.house.asking import address, fast, form_of, person_for
from tests.house.matrix import ROUTES
from tests.house.rows import Writes, snapshot

MARK = MARKS["alder"]


class Fault:
    """Fails the `at`th statement, once. With 0 it only counts."""

    def __init__(self, at: int = 0, error: type[Exception] = OperationalError) -> None:
        self.at, self.error, self.count = at, error, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.at:
            raise self.error("the database went away")
        return execute(sql, params, many, context)


@pytest.fixture
def world(db) -> World:
    """One council with a report, a waiting file and an officer: small, because every row is compared every time."""
    keep_style(shipped_style("plain"), council=None, by=JOB)
    keep_style(shipped_style("business-case"), council=None, by=JOB)
    council = make_council("alder")
    near = make_programme("near", [council, make_council("birch", 2)], NEAR)
    officer = make_member(near, Role.OFFICER, council)
    make_settings(council, MARK, LATER)
    made = make_report(near, council, MARK, officer=officer)
    waiting = make_waiting(near, council, WAITING["alder"], officer)
    waiting.outline["sections"] = waiting.outline["sections"][3:5]
    waiting.save()
    people = {"alder officer": officer, "stranger": make_user("Some Stranger")}
    exports = {"alder": make_export(made.document, MARK, officer, done=False)}
    people |= {"near administrator": make_member(near, Role.ADMINISTRATOR)}
    invited = {"near": make_invitation(near, council, "Ina Nearguest", people["near administrator"])}
    tokens = {"near": make_token(name="Figures", days=30, by=officer)[0]}
    return World(
        near, near, {"alder": council}, people, {"alder": made}, {"alder": waiting}, exports, invited, tokens=tokens
    )


@pytest.fixture(autouse=True)
def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for stays to be done: a worker meets the fault, and not who asked."""
    monkeypatch.setattr("collab.jobs.waiting.wait_for", lambda job: None)


def create(world: World, by: Any) -> None:
    council = world.councils["alder"]
    services.create_report(
        programme=world.near, council=council, style=style_for(council, world.near.today), slug="another",
        outline=replace(make_outline(MARK), sections=make_outline(MARK).sections[3:5]), by=by, reason=REASON,
    )  # fmt: skip


def keep(world: World, by: Any) -> None:
    style = style_for(world.councils["alder"], world.near.today)
    services.keep_import(copy(world.waiting["alder"]), style=style, title="Kept", by=by)


def read_and_wait(world: World, by: Any) -> None:
    outline: Outline = make_outline(MARK)
    services.wait_for_officer(outline, programme=world.near, council=world.councils["alder"], file_name="x.docx", by=by)


def crowded(world: World, by: Any) -> None:
    """A paragraph into a place where no room is left, so that all its mates move."""
    rows = list(world.reports["alder"].section.paragraphs.filter(removed=False).order_by("rank"))
    services.move_paragraph(rows[2], section=world.reports["alder"].section, follows=rows[0].key, by=by)


def with_text(world: World, by: Any) -> None:
    section = world.reports["alder"].section
    going = [section, *section.paragraphs.filter(removed=False)]
    services.remove_section(section, by=by, seen={piece.key: piece.version for piece in going})


def change_front(world: World, by: Any) -> None:
    document = world.reports["alder"].document
    services.change_front(
        document, title="Other", meeting_date=None, front={"committee": "x"}, version=document.version, by=by
    )


def give(world: World, by: Any) -> None:
    give_role(user=by, programme=world.near, role=Role.AUDITOR, council=None, by=by, reason=REASON)


def take(world: World, by: Any) -> None:
    take_role(by.memberships.get(), by=by, reason=REASON)


def ask_somebody(world: World, by: Any) -> None:
    invite(
        programme=world.near, email="n@example.org", name="N", role=Role.OFFICER, council=world.councils["alder"], by=by
    )


def come(world: World, by: Any) -> None:
    accept_with_account(key_of(world.invited["near"]), name="Ina", password="three odd words")


def set_up(world: World, by: Any) -> None:
    set_up_programme(
        name="New", summary="", stage=Stage.FEASIBILITY, stage_since=world.near.today, stage_reason="",
        by=world.people["near administrator"],
    )  # fmt: skip


def settle(world: World, by: Any) -> None:
    change_settings(
        world.councils["alder"], programme=world.near, in_force_from=world.near.today, by=JOB, source="Rules",
        values=Values(Decimal("0.3"), 1_00, 5, 1),
    )  # fmt: skip


def draft(world: World, by: Any) -> None:
    council = world.councils["alder"]
    day = {"as_at": world.near.today}
    data = b"title,service,tier,fte,salary,shared_with\nHead,People,2,1,60000,birch:0.5\nDeputy,People,3,1,50000,\n"
    file = read_baseline_file(data, filename="x.csv", programme=world.near, council=council, **day)
    draft_baseline(world.near, council, file=file, source="x.csv", by=JOB, reason=REASON, **day)


def workflows() -> dict[str, Callable[[World, Any], Any]]:
    def made(world: World) -> Any:
        return world.reports["alder"]

    return {
        "create_report": create,
        "keep_import": keep,
        "discard_import": lambda world, by: services.discard_import(copy(world.waiting["alder"])),
        "wait_for_officer": read_and_wait,
        "add_paragraph": lambda world, by: services.add_paragraph(made(world).section, body="new", by=by),
        "change_paragraph": lambda world, by: services.change_paragraph(
            made(world).paragraph, body="newer", version=made(world).paragraph.version, by=by
        ),
        "move_paragraph": lambda world, by: services.move_paragraph(
            made(world).middle, section=made(world).empty, follows="", by=by
        ),
        "move_paragraph, no room": crowded,
        "remove_paragraph": lambda world, by: services.remove_paragraph(
            made(world).paragraph, version=made(world).paragraph.version, by=by
        ),
        "split_paragraph": lambda world, by: services.split_paragraph(
            made(world).listed, at=signs_before("second", made(world).listed.body), version=1, by=by
        ),
        "join_paragraphs": lambda world, by: services.join_paragraphs(
            made(world).paragraph, made(world).middle, version=made(world).paragraph.version, second_version=1, by=by
        ),
        "add_section": lambda world, by: services.add_section(made(world).document, heading="New", level=2, by=by),
        "classify_section": lambda world, by: services.classify_section(
            made(world).section, exemption=Exemption((3,), "x", "x"), version=made(world).section.version, by=by
        ),
        "change_section": lambda world, by: services.change_section(
            made(world).section, heading="Newer", level=3, version=1, by=by
        ),
        "move_section": lambda world, by: services.move_section(made(world).empty, follows="", by=by),
        "remove_section": lambda world, by: services.remove_section(made(world).empty, by=by),
        "remove_section, with text": with_text,
        "replace_words": lambda world, by: services.replace_words(
            made(world).document,
            search=Search("body"),
            replacement="text",
            by=by,
            wanted={row.key: (row.version, {0}) for row in (made(world).paragraph, made(world).middle)},
        ),
        "change_front": change_front,
        "copy_report": lambda world, by: services.copy_report(
            made(world).document, council=world.councils["alder"], title="Copy", by=by
        ),
        "archive": lambda world, by: services.archive(made(world).document, by=by, reason=REASON),
        "bring_back": lambda world, by: services.bring_back(made(world).document, by=by),
        "begin_case": lambda world, by: services.begin_case(programme=world.near, title="Case", by=JOB),
        "restore_paragraph": lambda world, by: services.restore_paragraph(made(world).removed, number=2, seen=3, by=by),
        "restore_section": lambda world, by: services.restore_section(made(world).section, number=1, seen=6, by=by),
        "restore_front": lambda world, by: services.restore_front(made(world).document, number=1, seen=4, by=by),
        "undo": lambda world, by: services.undo(made(world).document, by=by),
        "ask": lambda world, by: jobs.ask(
            kind="report-pdf",
            payload={"document": made(world).document.pk},
            content=b"new",
            what="PDF",
            title="x",
            file_name="x.pdf",
            return_to="/",
            by=by,
        ),
        "withdraw": lambda world, by: jobs.withdraw(copy(world.exports["alder"])),
        "claim": lambda world, by: claim(world.exports["alder"].job_id),
        "draft_baseline": draft,
        "change_settings": settle,
        "withdraw_settings": lambda world, by: withdraw_settings(
            world.councils["alder"].settings.get(), programme=world.near, by=JOB
        ),
        "take_style": lambda world, by: services.take_style(
            world.councils["alder"], programme=world.near, name="plain", in_force_from=LATER, by=JOB
        ),
        "give_role": give,
        "take_role": take,
        "invite": ask_somebody,
        "send_again": lambda world, by: send_again(world.invited["near"], by=by),
        "withdraw_invitation": lambda world, by: withdraw(world.invited["near"], by=by, reason=REASON),
        "accept_with_account": come,
        "set_up_programme": set_up,
        "move_council": lambda world, by: move_council(world.near.programme_councils.first(), up=False, by=by),
        "choose_password": lambda world, by: choose_password(by, password="three odd words", by=by, reason=REASON),
        "make_token": lambda world, by: make_token(name="Another", days=90, by=by),
        "withdraw_token": lambda world, by: withdraw_token(copy(world.tokens["near"]), by=by),
        "close_account": lambda world, by: close_account(by, by=JOB, reason=REASON),
    }


def run(work: Callable[[], Any], fault: Fault) -> bool:
    """Whether the work came to its end."""
    with suppress(DatabaseError), connection.execute_wrapper(fault):
        work()
        return True
    return False


def half_done(work: Callable[[], Any], every: int = 1) -> tuple[list[int], int]:
    """The statements at which a fault leaves anything behind, and how many there are."""
    before, whole, writes = snapshot(), Fault(), Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            assert run(work, whole)
        changed = {table for table, rows in snapshot().items() if rows != before[table]}
        # Nothing changes but by statements that name it: what is looked at below is enough.
        assert changed
        assert changed <= {model._meta.label for model in writes.tables}
        transaction.set_rollback(True)
    assert snapshot() == before
    found = []
    for at in range(1, whole.count + 1, every):
        writes = Writes()
        with transaction.atomic():
            with connection.execute_wrapper(writes):
                assert not run(work, Fault(at)), at
            # Outside a test nothing would be left open here.
            connection.needs_rollback = False
            if any(rows != before[table] for table, rows in snapshot(writes.tables).items()):
                found.append(at)
            transaction.set_rollback(True)
    return found, whole.count


@pytest.mark.parametrize("name", workflows())
def test_a_fault_leaves_nothing_half_done(world: World, name: str) -> None:
    if name == "move_paragraph, no room":
        section = world.reports["alder"].section
        for rank, row in enumerate(section.paragraphs.filter(removed=False).order_by("-rank")):
            # As after many insertions in one place.
            type(row)._base_manager.filter(pk=row.pk).update(rank=10 - rank)
    if name == "bring_back":
        services.archive(world.reports["alder"].document, by=JOB, reason=REASON)
    if name == "restore_section":
        made = world.reports["alder"]
        services.change_section(made.section, heading="x", level=2, version=1, by=JOB)
        assert made.document.edits.count() == 6
    work = workflows()[name]
    found, statements = half_done(lambda: work(world, world.people["alder officer"]))
    assert found == []
    assert statements >= 3 or name == "discard_import"


def test_a_workflow_without_its_transaction_is_noticed(world: World) -> None:
    bare = services.add_paragraph.__wrapped__  # type: ignore[attr-defined]
    section, officer = world.reports["alder"].section, world.people["alder officer"]
    found, statements = half_done(lambda: bare(section, body="new", by=officer))
    # From the insertion of the paragraph on.
    assert 3 < len(found) < statements


def test_a_fault_while_the_demonstration_loads_leaves_nothing(db) -> None:
    with fast():
        found, statements = half_done(lambda: call_command("demo", stdout=io.StringIO()), every=37)
    assert found == []
    assert statements > 150


def test_a_fault_while_a_bundle_comes_in_leaves_nothing(world: World) -> None:
    found, statements = half_done(lambda: import_bundle(small_bundle()), every=7)
    assert found == []
    assert statements > 100


# Through the web

WRITES = (
    "report-new", "report-copy", "report-find", "report-archive", "report-import-check", "report-front", "report-undo",
    "section-add", "section-move", "section-remove", "paragraph-split", "paragraph-join", "paragraph-add",
    "paragraph-edit", "paragraph-move", "paragraph-remove", "report-import-discard", "report-pdf", "job-cancel",
    "account", "token-withdraw", "people-invite", "programme-new",
    "paragraph-restore", "front-restore", "report-compare-pdf",
)  # fmt: skip
READS = (
    "home", "programme-overview", "report-list", "report-desk", "report-read", "report-changes", "api-report-list",
    "job", "account", "people", "access-changes", "councils", "report-compare", "paragraph-history",
    "section-history", "front-history",
)  # fmt: skip


def person_of(name: str) -> str:
    return person_for(next(route.permission for route in ROUTES if route.name == name))


def ask(world: World, name: str, method: str, fault: Fault) -> tuple[int, str, dict[str, list[tuple]]]:
    """The status, the page, and the rows as they are afterwards of every table to which a statement wrote."""
    path, data = address(world, name), form_of(world, name) if method == "post" else None
    client, writes = world.client(person_of(name), raise_request_exception=False), Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes), connection.execute_wrapper(fault):
            response = getattr(client, method)(path, data)
        connection.needs_rollback = False
        rows = snapshot(writes.tables)
        transaction.set_rollback(True)
    return response.status_code, response.content.decode(), rows


def plain(status: int, page: str) -> bool:
    words = "Collab cannot reach its records" if status == 503 else "Something went wrong"
    secrets = ("Traceback", "the database went away", "OperationalError", "DatabaseError", "/collab/", "site-packages")
    said = json.loads(page)["detail"].startswith(words) if page.startswith("{") else f"<h1>{words}</h1>" in page
    return status in (500, 503) and said and not any(word in page for word in secrets)


@pytest.mark.parametrize("name", WRITES)
def test_a_fault_during_a_request_gives_a_plain_page(world: World, name: str) -> None:
    world.client(person_of(name))
    before = snapshot()
    with fast():
        whole = Fault()
        status, _, after = ask(world, name, "post", whole)
        assert status == 302
        changed = {table for table, rows in after.items() if rows != before[table]}
        assert changed
        wrong = []
        # A prime, so that reads, writes, savepoints and both errors all have their turn.
        for at in range(1, whole.count + 1, 1 if whole.count < 20 else 5):
            error = OperationalError if at % 2 else DatabaseError
            status, page, rows = ask(world, name, "post", Fault(at, error))
            left = {table for table in rows if rows[table] != before[table]}
            # What failed after the work was done has been done: all of it.
            if not plain(status, page) or (left and left != changed):
                wrong.append((at, status, sorted(left)))
    assert wrong == []


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5_000, "-1", "1e9", "\x00", ""])
def test_odd_numbers_are_no_fault(world: World, number: str) -> None:
    client = world.client("alder officer")
    with fast():
        for name, data in (
            ("report-undo", {"number": number}),
            ("paragraph-remove", {"version": number}),
            ("paragraph-edit", {"version": number, "body": "x"}),
            ("section-edit", {"version": number, "heading": "x", "level": number}),
            ("report-front", {"version": number, "title": "x"}),
            ("paragraph-restore", {"number": number, "seen": number}),
            ("report-compare-pdf", {"from": number, "to": number}),
            ("report-new", {"council": number, "title": "x"}),
        ):
            assert client.post(address(world, name), data).status_code in (302, 409, 422), name
        for path in ("report-changes", "report-list", "api-report-list"):
            fitting = (400,) if path.startswith("api-") else (200, 404)
            assert client.get(address(world, path), {"page": number}).status_code in fitting, path
        for moment in ({"from": number}, {"to": number}, {"from_at": number}, {"from": "mine", "to": "visit"}):
            assert client.get(address(world, "report-compare"), moment).status_code in (200, 422), moment
        start = address(world, "report-import")
        assert client.get(f"{start}{'9' * 30}/").status_code == 404


@pytest.mark.parametrize("name", READS)
def test_a_fault_while_reading_gives_a_plain_page(world: World, name: str) -> None:
    world.client(person_of(name))
    with fast():
        whole = Fault()
        ask(world, name, "get", whole)
        assert whole.count > 2
        for at in range(1, whole.count + 1):
            status, page, _ = ask(world, name, "get", Fault(at))
            assert plain(status, page), (at, status)

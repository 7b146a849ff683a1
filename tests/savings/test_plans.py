"""A council's savings plan on its pages: how much of it each person reads, found and put in order."""

import csv
import datetime
import io
import re

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from collab.history import record
from programme.models import Programme
from savings.enums import LineStatus
from savings.models import BudgetGap, GapAmount, LineAmount, SavingsPlan
from savings.services import refresh_groups
from tests.factories.savings import PlanMarks, make_plan
from tests.factories.world import JOB, REASON, SAVINGS, STAFF, World, make_member

PLAN = "/programmes/near/savings/alder/"
MARKS: PlanMarks = SAVINGS["alder"]


@pytest.fixture
def people(near: Programme) -> dict[str, User]:
    alder = near.councils.get(slug="alder")
    own = {role: make_member(near, Role(role), alder) for role in ("officer", "finance_lead")}
    others = {role: make_member(near, Role(role)) for role in ("board_member", "auditor")}
    return {**own, **others, "birch": make_member(near, Role.FINANCE_LEAD, near.councils.get(slug="birch"))}


@pytest.fixture
def plan(near: Programme, people: dict[str, User]) -> SavingsPlan:
    return make_plan(near, near.councils.get(slug="alder"), MARKS, STAFF["alder"].staff, people["officer"])


@pytest.fixture
def world(near: Programme, people: dict[str, User]) -> World:
    return World(near, near, {}, people, {}, {})


def words(client: Client, path: str) -> str:
    """The page without its markup."""
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_each_sees_as_much_of_a_plan_as_is_theirs(plan: SavingsPlan, world: World) -> None:
    released, held = plan.lines.get(position=1), plan.lines.get(position=3)
    exact = MARKS.sum.amount(92).removesuffix(".00")
    sees = {
        # held lines, amounts to the penny, posts by reference
        "officer": (True, True, False),
        "finance_lead": (True, True, True),
        "board_member": (False, False, False),
        "birch": (False, False, False),
        "auditor": (False, True, True),
    }
    for who, (own, to_the_penny, posts) in sees.items():
        client = world.client(who)
        listed, line = words(client, PLAN), words(client, released.get_absolute_url())
        assert (held.title in listed, MARKS.held.says("comment") in line) == (own, own), who
        assert (exact in line, f"{STAFF['alder'].staff.word}-003" in line) == (to_the_penny, posts), who
        assert ("to the nearest £5,000" in line, "takes 2 posts" in line) == (not to_the_penny, True), who
        assert client.get(held.get_absolute_url()).status_code == (200 if own else 404), who
        assert client.get(f"{released.get_absolute_url()}history/").status_code == (200 if own else 404), who


def test_a_year_of_which_only_held_and_proposed_lines_speak_is_the_councils_own(
    plan: SavingsPlan, world: World
) -> None:  # fmt: skip
    for position, year in ((3, 2016), (4, 2017)):
        record(LineAmount(line=plan.lines.get(position=position), year=year, planned_pence=1), by=JOB, reason=REASON)
    refresh_groups(plan)
    for who, own in (("officer", True), ("auditor", False), ("board_member", False)):
        client = world.client(who)
        for path in (PLAN, f"{PLAN}?year=2016", f"{PLAN}?year=2017", f"{PLAN}tracker/", f"{PLAN}export/csv/"):
            told = client.get(path).content.decode()
            assert ("2016/17" in told, "2017/18" in told) == (own, own), (who, path)
            assert "2013/14" in told


def test_net_of_a_line_is_of_the_amounts_as_they_are_seen(plan: SavingsPlan, world: World) -> None:
    """£7,400 and £2,600 are told as £5,000 each, and their net of £4,800 would say that the one is above £5,000."""
    line = plan.lines.get(position=1)
    amount = line.amounts.get(year=2013)
    amount.planned_pence, amount.forecast_pence, amount.cost_pence = 1_00, 7_400_00, 2_600_00
    record(amount, by=JOB, reason=REASON)
    for who, net in (("officer", "£4,800.00"), ("board_member", "£0")):
        assert re.search(rf'data-label="Net">{net}<', world.client(who).get(line.get_absolute_url()).content.decode())


def test_lines_are_found_put_in_order_and_taken_away(plan: SavingsPlan, world: World) -> None:
    client = world.client("finance_lead")

    def refs(query: str, who: Client = client) -> list[str]:
        rows = list(
            csv.reader(io.StringIO(who.get(f"{PLAN}?year=2013&format=csv&{query}").content.decode("utf-8-sig")))
        )
        start = next(at for at, row in enumerate(rows) if row[:1] == ["Reference"])
        return [row[0] for row in rows[start + 1 :] if len(row) > 1 and row[1]]

    every = list(plan.lines.values_list("ref", flat=True))
    assert refs("") == every
    assert refs("order=-ref") == sorted(every, reverse=True)
    assert refs(f"status={LineStatus.PROPOSED}") == every[3:]
    assert refs("kind=contract") == every[1:2]
    assert refs("rating=amber") == every[:1]
    assert refs("text=contract") == every[1:2]
    assert refs("owner=mine") == []
    assert refs("owner=mine", world.client("officer")) == every[:1]
    # Whoever sees rounded amounts learns nothing of them by order, nor of what is not released by asking for it.
    board = world.client("board_member")
    assert refs("", board) == every[:2]
    assert board.get(f"{PLAN}?order=-planned").status_code == board.get(f"{PLAN}?status=proposed").status_code == 422
    assert client.get(f"{PLAN}?order=-planned").status_code == 200


def test_nothing_more_is_expected_of_what_was_withdrawn(plan: SavingsPlan, world: World) -> None:
    line = plan.lines.get(position=1)
    line.status, amount = LineStatus.WITHDRAWN, line.amounts.get(year=2013)
    amount.planned_pence, amount.forecast_pence, amount.actual_pence = 9_000_00, 8_000_00, 3_000_00
    record(line, by=JOB, reason=REASON)
    record(amount, by=JOB, reason=REASON)
    body = words(world.client("officer"), f"{PLAN}?year=2013&status=withdrawn")
    assert "£9,000.00 £3,000.00 £3,000.00 1 line shown" in body
    assert "whether or not they close a gap £9,000.00 £3,000.00 £3,000.00" in body


def test_what_nobody_has_forecast_is_no_alarm(plan: SavingsPlan, world: World) -> None:
    """In 2014/15 one line has no forecast; the others' plan of £40,000 is forecast at £13,000."""
    plan.programme.own_date, plan.programme.demonstration_note = datetime.date(2014, 7, 5), "Fictitious."
    record(plan.programme, by=JOB, reason=REASON)
    path, board = f"{PLAN}?year=2014", "/programmes/near/savings/?year=2014"
    amount = plan.lines.get(position=1).amounts.get(year=2014)
    amount.forecast_pence, amount.actual_pence = 13_000_00, None
    record(amount, by=JOB, reason=REASON)
    refresh_groups(plan)
    own, others = words(world.client("officer"), path), words(world.client("board_member"), path)
    assert "At risk £27,000 planned less forecast; 1 line has no forecast yet and is left out" in own
    assert "At risk £25,000 planned less forecast, to the nearest £5,000; 1 line has no forecast yet" in others
    home = words(world.client("board_member"), board)
    told = "At risk £25,000 less forecast than planned, for 2014/15, to the nearest £5,000; 1 line has no forecast yet"
    assert told in home
    assert "Local plans are to save £13,000 in 2014/15, and 1 line has no forecast yet" in home
    assert "1 line has no forecast yet and counts as nothing" in words(
        world.client("officer"), f"{PLAN}tracker/?year=2014"
    )
    gap = BudgetGap.objects.get()
    record(GapAmount(gap=gap, year=2014, amount_pence=1), by=JOB, reason=REASON)
    assert "1 line not confirmed; 1 line has no forecast yet" in words(world.client("officer"), f"{PLAN}gap/")
    # With no forecast at all nothing is said to be at risk.
    amount.forecast_pence = None
    record(amount, by=JOB, reason=REASON)
    refresh_groups(plan)
    own, home = words(world.client("officer"), path), words(world.client("board_member"), board)
    assert "At risk Not known 2 lines have no forecast yet" in own
    assert "planned less forecast" not in own
    assert "At risk Not known 2 lines have no forecast yet, for 2014/15" in home


def test_a_council_without_a_plan_says_so(near: Programme, world: World) -> None:
    assert "No line yet" in words(world.client("finance_lead"), PLAN)
    assert "has released no line" in words(world.client("board_member"), PLAN)

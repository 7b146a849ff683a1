"""The lines of a plan are kept on pages: made, changed, given posts and deleted, and what is refused."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from collab.history import record
from programme.models import Programme
from savings.enums import LineStatus
from savings.models import LinePost, PlanGroup, SavingsLine
from savings.services import refresh_groups
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member

PLAN = "/programmes/near/savings/alder/"
REF = f"{STAFF['alder'].staff.word}-003"
TYPED = {
    "title": "One team", "ref": "A-1", "kind": "staffing", "service": "Housing", "recurring": "on",
    "cash_releasing": "on", "planned_pence_2014": "1,000", "q1_pence_2014": "100", "q2_pence_2014": "200",
    "q3_pence_2014": "300", "q4_pence_2014": "400", "cost_pence_2014": "50",
}  # fmt: skip


@pytest.fixture
def lead(near: Programme) -> User:
    return make_member(near, Role.FINANCE_LEAD, near.councils.get(slug="alder"))


@pytest.fixture
def client(near: Programme, lead: User) -> Client:
    return World(near, near, {}, {"lead": lead}, {}, {}).client("lead")


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def line_of(near: Programme, **fields: Any) -> SavingsLine:
    return make_line(near, near.councils.get(slug="alder"), STAFF["alder"].staff, (3, 2014, "0.5"), **fields)


def test_the_first_line_makes_the_plan(client: Client, near: Programme, lead: User) -> None:
    assert client.post(f"{PLAN}new-line/", {**TYPED, "owner": lead.pk}).status_code == 302
    line = near.savings_plans.get().lines.get()
    year = line.amounts.get()
    assert (line.status, line.owner, line.version) == (LineStatus.PROPOSED, lead, 1)
    assert (year.year, year.planned_pence, year.cost_pence, year.actual_pence) == (2014, 100_000, 5_000, None)
    assert [year.q1_pence, year.q4_pence] == [10_000, 40_000]
    assert PlanGroup.objects.get().planned_pence == 100_000
    page = words(client.get(line.get_absolute_url()))
    assert "One team was to save £1,000 in 2014/15" in page
    assert "£950.00" in page


@pytest.mark.parametrize(
    ("typed", "said", "status"),
    [
        ({"q4_pence_2014": "300"}, "add up to £900, £100 less than the £1,000 planned", 422),
        ({"q4_pence_2014": ""}, "Write all four quarters", 422),
        ({"planned_pence_2015": "-1"}, "A line saves nothing or more", 422),
        ({"cost_pence_2015": "-1"}, "A cost is nothing or more", 422),
        ({"ref": "L1"}, "Another line of the plan has the reference L1", 409),
        ({"title": ""}, "Fill in: What is saved", 422),
    ],
)
def test_bad_input_is_said_beside_the_field(
    client: Client, near: Programme, typed: dict[str, str], said: str, status: int
) -> None:
    line_of(near)
    answer = client.post(f"{PLAN}new-line/", {**TYPED, **typed})
    assert (answer.status_code, answer.content.decode().lower().count(said.lower())) == (status, 2)
    assert SavingsLine.objects.count() == 1


def test_two_who_change_a_line_see_each_other(client: Client, near: Programme) -> None:
    line = line_of(near, status=LineStatus.PROPOSED)
    mine, theirs = {**TYPED, "title": "Mine", "version": 1}, {**TYPED, "title": "Theirs", "version": 1}
    at = f"{line.get_absolute_url()}edit/"
    assert client.post(at, theirs).status_code == 302
    answer = client.post(at, mine)
    assert answer.status_code == 409
    assert "Title Theirs Mine" in words(answer)
    line.refresh_from_db()
    assert (line.title, line.version) == ("Theirs", 2)
    assert 'name="version" value="2"' in answer.content.decode()
    assert client.post(at, {**mine, "version": 2}).status_code == 302
    line.refresh_from_db()
    assert (line.title, line.version) == ("Mine", 3)
    # The same again changes nothing.
    assert client.post(at, {**mine, "version": 3}).status_code == 302
    assert SavingsLine.objects.get().version == 3
    history = words(client.get(f"{line.get_absolute_url()}history/"))
    assert "Mine" in history
    assert "2014/15: planned" in history


def test_what_was_promised_changes_for_a_reason(client: Client, near: Programme) -> None:
    line = line_of(near)
    at, typed = f"{line.get_absolute_url()}edit/", {**TYPED, "version": 1}
    answer = client.post(at, typed)
    assert (answer.status_code, "Say why its plan changes" in words(answer)) == (409, True)
    assert client.post(at, {**typed, "reason": "re-timed"}).status_code == 302
    line.refresh_from_db()
    assert line.history.latest().history_change_reason == "re-timed"
    # What finance has confirmed stays where nothing is planned any more, and a withdrawn line stays as it was.
    year = line.amounts.get()
    year.actual_pence = 7
    record(year, by=JOB, reason=REASON)
    assert client.post(at, {"title": "x", "ref": "L1", "kind": "other", "version": 2, "reason": "x"}).status_code == 302
    year.refresh_from_db()
    assert (year.planned_pence, year.actual_pence) == (None, 7)
    line.refresh_from_db()
    line.status = LineStatus.WITHDRAWN
    record(line, by=JOB, reason=REASON)
    assert client.post(at, {**typed, "version": 3}).status_code == 409


def test_posts_are_taken_and_what_is_odd_of_them_is_told(client: Client, near: Programme) -> None:
    line = line_of(near)
    at = f"{line.get_absolute_url()}posts/"
    found = words(client.get(f"{at}?find={REF}"))
    assert f"Take it : {REF}" in found
    other = REF.replace("003", "004")
    assert f'value="{other}"' in client.get(f"{at}?add={other}").content.decode()
    typed = {"ref_0": REF, "from_0": "2014/15", "fte_0": "7", "ref_1": "nobody", "from_1": "2015/16", "fte_1": "1"}
    assert client.post(at, {**typed, "version": 1}).status_code == 302
    page = words(client.get(line.get_absolute_url()))
    assert "Over-claimed: lines take 7 FTE" in page
    assert "Not in the current baseline" in page
    refused = {
        "from_0": ("2044/45", 409, "the plan has the years from 2013/14 to 2022/23"),
        "ref_0": ("birch:x", 409, "birch:x is a post of Birch"),
        "fte_0": ("", 422, "Write how much of the post goes"),
    }
    for name, (value, status, said) in refused.items():
        answer = client.post(at, {**typed, "version": 2, name: value})
        assert (answer.status_code, said in words(answer)) == (status, True)
    assert list(LinePost.objects.values_list("ref", "fte")) == [(REF, Decimal(7)), ("nobody", Decimal(1))]
    assert (
        client.post(at, {"ref_0": f"alder:{REF}", "from_0": "2014/15", "fte_0": "1", "version": 2}).status_code == 302
    )
    assert list(LinePost.objects.values_list("ref", flat=True)) == [REF]
    assert client.post(at, {"version": 2}).status_code == 409


def test_only_a_line_that_was_never_agreed_is_deleted(client: Client, near: Programme) -> None:
    agreed, proposed = line_of(near), line_of(near, status=LineStatus.PROPOSED)
    refresh_groups(agreed.plan)
    answer = client.post(f"{agreed.get_absolute_url()}delete/", {"reason": "x", "version": 1})
    assert (answer.status_code, "never agreed" in words(answer)) == (409, True)
    assert client.post(f"{proposed.get_absolute_url()}delete/", {"reason": "mistyped", "version": 1}).status_code == 302
    assert list(SavingsLine.objects.all()) == [agreed]
    assert "mistyped" in words(client.get(f"{proposed.get_absolute_url()}history/")).lower()

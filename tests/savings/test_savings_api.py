"""Lines and gaps over the API: the same, and as much of them, as on the pages."""

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from programme.models import Programme
from tests.factories.savings import PlanMarks, make_plan
from tests.factories.world import SAVINGS, STAFF, World, make_member

API = "/api/v1/programmes/near/"
MARKS: PlanMarks = SAVINGS["alder"]


def results(client: Client, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"{API}{path}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@pytest.mark.django_db
def test_each_reads_as_much_as_is_theirs(near: Programme) -> None:
    alder = near.councils.get(slug="alder")
    own = {role: make_member(near, Role(role), alder) for role in ("officer", "finance_lead")}
    people = {**own, **{role: make_member(near, Role(role)) for role in ("board_member", "auditor")}}
    plan = make_plan(near, alder, MARKS, STAFF["alder"].staff, people["officer"])
    world = World(near, near, {}, people, {}, {})
    every, released = list(plan.lines.values_list("ref", flat=True)), plan.lines.get(position=1)
    pence = released.amounts.get(year=2013).planned_pence or 0
    exact, rounded = f"{pence // 100}.{pence % 100:02}", f"{(pence + 2_500_00) // 5_000_00 * 5_000}.00"
    sees = {
        "officer": (every, exact, released.authority, None),
        "finance_lead": (every, exact, released.authority, 2),
        "auditor": (every[:2], exact, "", 2),
        "board_member": (every[:2], rounded, "", None),
    }
    for who, (refs, amount, authority, posts) in sees.items():
        lines = results(world.client(who), "savings-lines/")
        first = lines[0]
        assert [line["ref"] for line in lines] == refs, who
        assert (first["amounts"][0]["planned"], first["is_exact"]) == (amount, amount == exact), who
        assert (first["authority"], first["posts_taken"]) == (authority, 2), who
        assert (None if first["posts"] is None else len(first["posts"])) == posts, who

    client = world.client("finance_lead")
    for query, found in {
        "status=proposed": every[3:], "kind=contract": every[1:2], "council=birch": [], "year=2013/14": every,
        "year=2014/15": every[:2], "year=2020/21": [],
    }.items():  # fmt: skip
        assert [line["ref"] for line in results(client, f"savings-lines/?{query}")] == found, query
    assert results(world.client("board_member"), "savings-lines/?status=proposed") == []
    refused = client.get(f"{API}savings-lines/?year=2013").json()
    assert refused["fields"] == {"year": ["Write a financial year like 2013/14."]}
    assert results(world.client("board_member"), "budget-gaps/?type=cumulative_position") == [
        {
            "council": "alder", "type": "cumulative_position", "source": "Medium-term financial plan",
            "amounts": [{"year": "2013/14", "amount": "95000000.00"}],
        }
    ]  # fmt: skip
    assert results(client, "budget-gaps/?type=in_year_increment") == []

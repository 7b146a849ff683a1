"""Lines and gaps over the API: the same, and as much of them, as on the pages."""

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from collab.calc.money import plain
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from programme.models import Programme
from savings.queries.lines import plan_years
from savings.queries.sight import LineSight
from savings.queries.tracker import tracked
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


@pytest.mark.django_db
def test_sums_and_trackers_are_those_of_the_pages(near: Programme) -> None:
    """To the penny; what is held, proposed or said by owners is told to the council's own people alone, and services to
    whoever sees its lines to the penny."""
    alder = near.councils.get(slug="alder")
    people = {role: make_member(near, Role(role), alder) for role in ("officer",)}
    people |= {role: make_member(near, Role(role)) for role in ("board_member", "auditor")}
    plan = make_plan(near, alder, MARKS, STAFF["alder"].staff, people["officer"])
    world = World(near, near, {}, people, {}, {})
    said = (
        plan.lines.get(position=1).updates.get().delivered_pence
        + plan.lines.get(position=2).amounts.get(year=2013).actual_pence
    )  # type: ignore[operator]
    for who, own, services in (("officer", True, True), ("auditor", False, True), ("board_member", False, False)):
        client, sight = world.client(who), LineSight.OWN if own else LineSight.ROUNDED
        (first, *_) = results(client, "savings-plans/")
        assert first["council"] == "alder"
        for shown, (year, sums) in zip(first["years"], plan_years(plan, sight).items(), strict=True):
            assert shown["year"] == str(FinancialYear(year))
            for name in ("released", "held", "proposed"):
                row = getattr(sums, name)
                told = None if name != "released" and not own else [row.lines, *map(plain, (
                    row.planned_pence, row.forecast_pence, row.actual_pence))]  # fmt: skip
                each = shown[name]
                assert told == (each and [each[key] for key in ("lines", "planned", "forecast", "confirmed")]), name
        assert first["years"][0]["released"]["delivered"] == (plain(said) if own else None)
        for number in (1, 4):
            (shown,) = results(client, f"trackers/?council=alder&year=2013/14&quarter={number}")
            found = tracked(near, alder, Quarter(FinancialYear(2013), number), own=own)
            page = client.get(f"/programmes/near/savings/alder/tracker/?year=2013&quarter={number}&format=csv")
            total = next(row for row in page.content.decode().splitlines() if row.startswith("All of Alder"))
            told = shown["cash_releasing"]["total"]
            assert f",{told['proposed']},{told['achieved']},-{told['pressures']},{told['net']}," in total
            assert told["net"] == plain(found.cash.total.net)
            assert (shown["with_held"] is not None, shown["held_lines"]) == (own, int(own))
            assert (shown["cash_releasing"]["services"] is not None) == services
        assert shown == results(client, "trackers/?council=alder&year=2013/14")[0]
        if services:
            (row,) = shown["cash_releasing"]["services"]
            assert (row["service"], row["net_budget"]) == (MARKS.title.says("service"), "61000000.00")
        if own:
            held = found.with_held
            assert held is not None
            assert shown["with_held"]["total"]["proposed"] == plain(held.total.saved.proposed)
    assert [row["council"] for row in results(client, "trackers/")] == ["alder", "birch", "cedar"]
    assert client.get(f"{API}trackers/?year=2013").json()["fields"] == {
        "year": ["Write a financial year like 2013/14."]
    }

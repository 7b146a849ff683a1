"""A whole savings plan as a file: as much of it as the page shows to whoever takes it away."""

import io

import pytest
from openpyxl import load_workbook

from accounts.roles import Role
from collab.history import record
from programme.models import Programme
from tests.factories.savings import PlanMarks, make_plan
from tests.factories.world import JOB, SAVINGS, STAFF, World, make_member

MARKS: PlanMarks = SAVINGS["alder"]


def sheets(world: World, who: str) -> dict[str, list[dict[str, object]]]:
    """The rows of each sheet by its headings."""
    answer = world.client(who).get("/programmes/near/savings/alder/export/xlsx/")
    found = {}
    for sheet in load_workbook(io.BytesIO(answer.content)):
        rows = list(sheet.iter_rows(values_only=True))
        start = next(at for at, row in enumerate(rows) if row[1] is not None)
        found[sheet.title] = [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]
    return found


@pytest.mark.django_db
def test_each_takes_away_as_much_as_is_theirs(near: Programme) -> None:
    alder = near.councils.get(slug="alder")
    own = {role: make_member(near, Role(role), alder) for role in ("officer", "finance_lead")}
    people = {**own, **{role: make_member(near, Role(role)) for role in ("board_member", "auditor")}}
    plan = make_plan(near, alder, MARKS, STAFF["alder"].staff, people["officer"])
    line = plan.lines.get(position=1)
    amount = line.amounts.get(year=2013)
    amount.cost_pence, amount.planned_pence = 900_00, -300_00
    amount.q1_pence, amount.q2_pence, amount.q3_pence, amount.q4_pence = -400_00, 100_00, 0, 0
    record(amount, by=JOB, reason="made for a test")
    world = World(near, near, {}, people, {}, {})

    mine = sheets(world, "finance_lead")
    assert [row["Reference"] for row in mine["Lines"]] == list(plan.lines.values_list("ref", flat=True))
    first = mine["Lines"][0]
    assert (first["Owner"], first["Authority"]) == (people["officer"].name, line.authority)
    assert (first["2013/14 planned"], first["2013/14 cost to achieve"]) == (-300, 900)
    assert (first["2013/14 planned April to June"], first["2013/14 planned July to September"]) == (-400, 100)
    assert [(row["Line"], row["FTE taken"]) for row in mine["Posts"]][:2] == [(line.ref, 1), (line.ref, 1)]
    assert "Posts" not in sheets(world, "officer")

    team, board = sheets(world, "auditor"), sheets(world, "board_member")
    for found in (team, board):
        assert [row["Title"] for row in found["Lines"]] == [line.title, plan.lines.get(position=2).title]
        assert not {"Owner", "Description", "Held", "Authority"} & found["Lines"][0].keys()
    assert (len(team["Posts"]), "Posts" in board) == (2, False)
    pence = amount.forecast_pence
    assert team["Lines"][0]["2013/14 forecast"] == pytest.approx(pence / 100)
    assert board["Lines"][0]["2013/14 forecast"] == (pence + 2_500_00) // 5_000_00 * 5_000
    assert "2013/14 planned April to June" not in board["Lines"][0]
    assert board["Sums"] == team["Sums"] == mine["Sums"]

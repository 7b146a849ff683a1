"""The database fails at the Nth statement of whatever stands beside a savings plan, for every N: nothing half done."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.roles import Role
from programme.models import Council, Programme
from savings.services import keeping
from tests.factories.world import JOB, NEAR, make_council, make_member, make_programme
from tests.house.test_faults import half_done

BUDGET = {"service": "", "year": 2013, "amount_pence": 5, "source": "x"}
PRESSURE = {
    "kind": "pressure", "title": "x", "service": "", "year": 2013, "quarter": 1, "amount_pence": 5, "line": None,
    "source": "x",
}  # fmt: skip
GAP = {"type": "cumulative_position", "source": "x"}
WORKFLOWS: dict[str, Callable[[Programme, Council, Any], Any]] = {
    "change a gap": lambda near, alder, by: keeping.keep_gap(
        near, alder, was=GAP["type"], **GAP, amounts={2013: 2, 2015: 3}, version=1, by=by
    ),
    "enter a gap": lambda near, alder, by: keeping.keep_gap(
        near, alder, type="in_year_increment", source="x", amounts={2013: 2}, version=0, by=by
    ),
    "a net budget": lambda near, alder, by: keeping.keep_net_budget(
        near, alder, values={**BUDGET, "service": "Adults"}, by=by
    ),
    "a pressure": lambda near, alder, by: keeping.keep_pressure(near, alder, values=PRESSURE, by=by),
    "delete a pressure": lambda near, alder, by: keeping.delete_pressure(
        near.pressures.get(), version=1, by=by, reason="x"
    ),
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    alder = near.councils.get()
    keeping.keep_gap(near, alder, **GAP, amounts={2013: 1, 2014: 2}, version=0, by=JOB)
    keeping.keep_pressure(near, alder, values=PRESSURE, by=JOB)
    lead = make_member(near, Role.FINANCE_LEAD, alder)
    found, statements = half_done(lambda: WORKFLOWS[name](near, alder, lead))
    assert found == []
    assert statements >= 4

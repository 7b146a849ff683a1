"""The database fails at the Nth statement of whatever keeps a savings plan, for every N: nothing is half done."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.roles import Role
from savings.enums import LineStatus
from savings.models import SavingsLine
from savings.services import plans as services
from savings.services.plans import LineYear, PostSaid
from tests.factories.savings import make_line
from tests.factories.staffing import make_parameters
from tests.factories.world import NEAR, STAFF, make_council, make_member, make_programme
from tests.house.test_faults import half_done

VALUES = {"title": "x", "ref": "X", "kind": "other", "service": "Housing"}
YEARS = {year: LineYear(planned_pence=5, cost_pence=1) for year in (2013, 2014)}
POSTS = [PostSaid("a", 2013, Decimal(1)), PostSaid("b", 2014, Decimal(1))]
WORKFLOWS: dict[str, Callable[[SavingsLine, Any], Any]] = {
    "make": lambda line, by: services.make_line(
        line.plan.programme, line.plan.council, values=VALUES, years=YEARS, by=by
    ),
    "change": lambda line, by: services.change_line(line, values=VALUES, years=YEARS, version=3, by=by),
    "posts": lambda line, by: services.keep_posts(line, posts=POSTS, version=3, by=by),
    "delete": lambda line, by: services.delete_line(line, version=3, by=by),
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    alder, lead = near.councils.get(), make_member(near, Role.FINANCE_LEAD, near.councils.get())
    line = make_line(near, alder, STAFF["alder"].staff, status=LineStatus.PROPOSED)
    make_parameters(near, NEAR)
    first = {2013: LineYear(planned_pence=9), 2015: LineYear(planned_pence=1)}
    line = services.change_line(line, values={}, years=first, version=1, by=lead)
    line = services.keep_posts(line, posts=POSTS[:1], version=2, by=lead)
    found, statements = half_done(lambda: WORKFLOWS[name](line, lead))
    assert not found, "\n".join(found)
    assert statements > 5

"""The database fails at the Nth statement of whatever keeps a savings plan, for every N: nothing is half done."""

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.roles import Role
from savings.enums import EvidenceKind, LineStatus, Settlement
from savings.models import SavingsLine
from savings.queries.plan_files import present_plan
from savings.queries.versions import content_of, lines_in_full, seal_of
from savings.services import plans as services
from savings.services.agreeing import agree_plan
from savings.services.evidence import EvidenceFile, add_evidence, remove_evidence
from savings.services.moves import hold_line, move_line, release_line
from savings.services.plan_files import keep_plan_file
from savings.services.plans import LineYear, PostSaid
from savings.services.settling import settle_year
from tests.factories.savings import make_line
from tests.factories.staffing import make_parameters
from tests.factories.world import NEAR, STAFF, make_council, make_member, make_programme
from tests.house.test_faults import half_done

VALUES = {"title": "x", "ref": "X", "kind": "other", "service": "Housing"}
YEARS = {year: LineYear(planned_pence=5, cost_pence=1) for year in (2013, 2014)}
POSTS = [PostSaid("a", 2013, Decimal(1)), PostSaid("b", 2014, Decimal(1))]
DAY = datetime.date(2013, 2, 1)
# A line changed, with its years and posts, and a new one.
LINES = [["Reference", "Title", "Kind", "2013/14 planned"], ["L1", "x", "other", "7"], ["N", "y", "other", "8"]]
TAKEN = [["Line", "Post", "From", "FTE taken"], ["L1", "b", "2014/15", "1"], ["N", "c", "2014/15", "1"]]
FILE = json.dumps([[["", list(enumerate([*LINES, [], *TAKEN], 1))]], []])
WORKFLOWS: dict[str, Callable[[SavingsLine, Any], Any]] = {
    "make": lambda line, by: services.make_line(
        line.plan.programme, line.plan.council, values=VALUES, years=YEARS, by=by
    ),
    "change": lambda line, by: services.change_line(line, values=VALUES, years=YEARS, version=3, by=by),
    "posts": lambda line, by: services.keep_posts(line, posts=POSTS, version=3, by=by),
    "file": lambda line, by: keep_plan_file(
        line.plan.programme,
        line.plan.council,
        rows=FILE,
        by=by,
        reason="x",
        seal=present_plan(line.plan.programme, line.plan.council).seal,
    ),
    "evidence": lambda line, by: add_evidence(
        line, file=EvidenceFile("b.txt", EvidenceKind.TEXT, b"b"), title="x", what="x", by=by
    ),
    "no evidence": lambda line, by: remove_evidence(line.evidence.get(), by=by, reason="x"),
    "delete": lambda line, by: services.delete_line(line, version=3, by=by),
    "move": lambda line, by: move_line(line, to=LineStatus.AGREED, authority="x", on=DAY, version=3, by=by),
    "hold": lambda line, by: hold_line(line, version=4, by=by, reason="x"),
    "release": lambda line, by: release_line(line, version=4, by=by, reason="x"),
    "settle": lambda line, by: settle_year(
        line, year=2013, settlement=Settlement.RETIMED, reason="x", later={2014: 9}, version=4, by=by
    ),
    "agree": lambda line, by: agree_plan(
        line.plan, authority="x", on=DAY, also=[line.pk], seal=seal_of(content_of(lines_in_full(line.plan))), by=by
    ),
}

# What is done to a line that is agreed already.
OF_AGREED = ("hold", "release", "settle")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    alder, lead = near.councils.get(), make_member(near, Role.FINANCE_LEAD, near.councils.get())
    line = make_line(near, alder, STAFF["alder"].staff, status=LineStatus.PROPOSED)
    make_parameters(near, NEAR)
    first = {2013: LineYear(planned_pence=9), 2015: LineYear(planned_pence=1)}
    line = services.change_line(line, values={}, years=first, version=1, by=lead)
    line = services.keep_posts(line, posts=POSTS[:1], version=2, by=lead)
    add_evidence(line, file=EvidenceFile("a.txt", EvidenceKind.TEXT, b"a"), title="x", what="x", by=lead)
    if name in OF_AGREED:
        line = move_line(line, to=LineStatus.AGREED, authority="x", on=DAY, hold=name == "release", version=3, by=lead)
    found, statements = half_done(lambda: WORKFLOWS[name](line, lead))
    assert found == []
    assert statements > 5

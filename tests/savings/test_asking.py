"""Lines whose update is wanted, as the database finds them, are those that are found line by line."""

import datetime
import itertools
import re

import pytest
from django.db.models import Q

from accounts.roles import Role
from collab.history import record, record_many
from programme.models import Programme
from savings.enums import LineStatus, Rating, UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine, SavingsPlan, default_rating_rules
from savings.queries.asking import asked_on, lines_owing, owed
from savings.queries.ratings import rating_record
from savings.queries.updates import asked_of_lines
from savings.services import refresh_groups
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member

DAYS = [datetime.date(2014, 4, 5), datetime.date(2014, 7, 12), datetime.date(2014, 9, 20), datetime.date(2015, 5, 1)]
STATUSES = (LineStatus.AGREED, LineStatus.DELIVERED, LineStatus.PROPOSED)
AGREED = (None, datetime.date(2014, 3, 31), datetime.date(2014, 6, 1), datetime.date(2014, 7, 1))
# The years of a line, with what has been settled of each.
YEARS = ({2013: ""}, {2013: "", 2014: ""}, {2013: "", 2014: "retimed"}, {2015: ""}, {})
TOLD = (None, (2013, 4), (2014, 1), (2014, 2))
STATES = (UpdateState.SENT, UpdateState.RETURNED)


@pytest.fixture
def plan(near: Programme) -> SavingsPlan:
    """A line of each kind; the council gives 20 days more from June 2014 on."""
    alder = near.councils.get(slug="alder")
    owner = make_member(near, Role.OFFICER, alder)
    rules = default_rating_rules(alder)
    rules.in_force_from, rules.source, rules.due_days = datetime.date(2014, 6, 1), "Cabinet", rules.due_days + 20
    record(rules, by=JOB, reason=REASON)
    plan = make_line(near, alder, STAFF["alder"].staff, owner=owner, status=LineStatus.WITHDRAWN).plan
    kinds = [
        kind for kind in itertools.product(STATUSES, AGREED, YEARS, TOLD, STATES) if kind[3] or kind[4] == STATES[0]
    ]
    lines = [
        SavingsLine(plan=plan, ref=f"K{at}", title="Line", position=at, owner=owner, kind="other", status=status,
                    agreed_on=agreed)
        for at, (status, agreed, *_) in enumerate(kinds, 2)
    ]  # fmt: skip
    record_many(lines, by=JOB, reason=REASON)
    amounts, updates = [], []
    for line, (_, _, years, told, state) in zip(plan.lines.filter(ref__startswith="K"), kinds, strict=True):
        amounts += [
            LineAmount(line=line, year=year, settled=settled, settled_reason="Said" if settled else "")
            for year, settled in years.items()
        ]
        if told:
            updates.append(
                LineUpdate(line=line, year=told[0], quarter=told[1], forecast_pence=1, delivered_pence=1,
                           rating=Rating.GREEN, state=state, sent_at=f"{DAYS[0]}T09:00Z", sent_by=owner)
            )  # fmt: skip
    record_many(amounts, by=JOB, reason=REASON)
    record_many(updates, by=JOB, reason=REASON)
    refresh_groups(plan)
    return plan


def test_the_database_finds_the_lines_that_are_found_one_by_one(plan: SavingsPlan) -> None:
    programme, sizes = plan.programme, set()
    for today in DAYS:
        programme.own_date, programme.demonstration_note = today, "Fictitious."
        record(programme, by=JOB, reason=REASON)
        wanted = {
            row.line.pk: (row.quarter, row.due) for row in asked_of_lines(Q(plan=plan)) if row.update is None or
            row.update.state == UpdateState.RETURNED
        }  # fmt: skip
        asked = asked_on(plan, rating_record(plan.council, today).begun, today)
        found = {row.pk: row.asked_year for row in lines_owing(plan.lines.all(), asked)}
        assert {pk: (asked.quarters[year], asked.due[year]) for pk, year in found.items()} == wanted
        late = {pk for pk, (_, due) in wanted.items() if due < today}
        assert {row.pk for row in lines_owing(plan.lines.all(), asked, late=True)} == late
        told = owed(plan, asked)
        assert (told.lines, told.late) == (len(wanted), len(late))
        sizes.add((told.lines, told.late))
    assert len(sizes) == len(DAYS)
    assert all(lines > 20 for lines, _ in sizes)
    assert {bool(late) for _, late in sizes} == {True, False}


def test_the_page_finds_them_and_says_until_when(near: Programme) -> None:
    alder = near.councils.get(slug="alder")
    lead = make_member(near, Role.FINANCE_LEAD, alder)
    other = make_member(near, Role.AUDITOR)
    for title in ("Buses", "Lamps", "Trees"):
        line = make_line(near, alder, STAFF["alder"].staff, title=title)
        record(LineAmount(line=line, year=2014, planned_pence=5), by=JOB, reason=REASON)
    refresh_groups(line.plan)
    update = LineUpdate(
        line=line, year=2014, quarter=1, forecast_pence=5, delivered_pence=1, rating=Rating.RED,
        sent_at="2014-07-02T09:00Z", sent_by=lead,
    )  # fmt: skip
    record(update, by=JOB, reason=REASON)
    world, path = World(near, near, {}, {"lead": lead, "other": other}, {}, {}), "/programmes/near/savings/alder/"

    def shown(query: str, day: int) -> str:
        near.own_date, near.demonstration_note = datetime.date(2014, 7, day), "Fictitious."
        record(near, by=JOB, reason=REASON)
        answer = world.client("lead").get(f"{path}{query}")
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))

    assert "2 updates not sent" in shown("", 5)
    assert "overdue" not in shown("", 5).replace("Update is overdue", "")
    first = shown("?update=not-sent&order=-title", 5)
    assert re.search(r"2 lines found.*Lamps.*due by 11 July 2014.*Buses.*due by 11 July 2014", first)
    assert "Trees" not in first
    assert "No line of this plan is like that" in shown("?update=overdue", 11)
    assert "2 updates not sent, 2 overdue" in shown("", 12)
    late = shown("?update=overdue&text=lamp", 12)
    assert "1 line found" in late
    assert "Update of quarter 1 overdue since 11 July 2014" in late
    # It is the council's own what its owners owe.
    client = world.client("other")
    assert (client.get(path).status_code, client.get(f"{path}?update=overdue").status_code) == (200, 200)
    assert "Quarter’s update" not in client.get(path).content.decode()
    assert "Trees" in client.get(f"{path}?update=overdue").content.decode()

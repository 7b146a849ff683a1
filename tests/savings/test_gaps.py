"""Budget gaps: typed either way, with what closes them, and kept on pages."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from collab.calc.money import to_the_penny, whole_pounds
from collab.errors import Refused
from collab.history import record
from collab.moments import day
from programme.models import Council, Programme
from savings.enums import GapType, LineKind, LineStatus
from savings.models import BudgetGap, LineAmount, SavingsLine
from savings.queries.gaps import gaps_of
from savings.queries.joint import joint_of
from savings.services import refresh_groups
from savings.services.keeping import keep_gap
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member

PATH = "/programmes/near/savings/alder/gap/"
AMOUNTS = {2013: 2_500_000_00, 2014: 4_000_000_00, 2015: 5_000_000_00}


@pytest.fixture
def alder(near: Programme) -> Council:
    return near.councils.get(slug="alder")


def lead(near: Programme, council: Council) -> Client:
    return World(near, near, {}, {"one": make_member(near, Role.FINANCE_LEAD, council)}, {}, {}).client("one")


def line(
    near: Programme, council: Council, year: int, forecast: int | None, actual: int | None, **fields: object
) -> SavingsLine:
    made = make_line(near, council, STAFF["alder"].staff, **{"kind": LineKind.INCOME, **fields})
    amount = LineAmount(line=made, year=year, planned_pence=1, forecast_pence=forecast, actual_pence=actual)
    record(amount, by=JOB, reason=REASON)
    return made


def remaining(near: Programme, council: Council, year: int) -> int:
    found = gaps_of(near, joint_of(near), council)[0].gaps[0]
    return next(row.remaining for row in found.years if row.year.start == year)


def test_a_gap_is_closed_by_what_counts_and_nothing_else(near: Programme, alder: Council) -> None:
    keep_gap(
        near, alder, type=GapType.CUMULATIVE_POSITION, source="x", amounts={2013: 1000, 2040: 1000}, version=0, by=JOB
    )
    joint = joint_of(near)
    share = {year.start: pence for year, pence in joint.shares("alder").items()}
    assert share[2013] == joint.found.years[0].phased.councils["alder"]
    # 2013/14 is over: what is confirmed counts, or what awaits it. In 2040/41 more is to come.
    assert remaining(near, alder, 2013) == 1000 - share[2013]
    line(near, alder, 2013, 300, 200)
    line(near, alder, 2013, 50, None)
    assert remaining(near, alder, 2013) == 1000 - share[2013] - 200 - 50
    line(near, alder, 2040, 300, 200)
    line(near, alder, 2040, None, 20)
    assert remaining(near, alder, 2040) == 1000 - 300 - 20
    before = [remaining(near, alder, year) for year in AMOUNTS if year == 2013]
    for fields in (
        {"status": LineStatus.PROPOSED}, {"status": LineStatus.WITHDRAWN}, {"held": True},
        {"kind": LineKind.COST_AVOIDANCE}, {"cash_releasing": False},
    ):  # fmt: skip
        made = line(near, alder, 2013, 111, 111, **fields)
        assert [remaining(near, alder, 2013)] == before
    made.cash_releasing = True
    record(made, by=JOB, reason=REASON)
    assert [remaining(near, alder, 2013)] == [before[0] - 111]
    # What a line takes of the joint saving is no more in the share.
    make_line(near, alder, STAFF["alder"].staff, (3, 2013, "1"))
    lost = joint_of(near).shares("alder")
    assert sum(lost.values()) < sum(share.values())


def test_a_page_says_how_it_was_typed_and_what_is_left(near: Programme, alder: Council) -> None:
    client = lead(near, alder)
    typed = {f"amount_{year}": f"{pence // 100}" for year, pence in AMOUNTS.items()}
    form = {"type": "cumulative_position", "source": "MTFP, 12", "reason": "as agreed", **typed}
    assert client.post(f"{PATH}edit/?of=new", form).status_code == 302
    answer = client.get(PATH).content.decode()
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer))
    assert "Typed as the standing position of each year" in shown
    assert "The rise is front-loaded: £2,500,000 of £5,000,000, 50%, falls in 2013/14, 1 year of 3." in shown
    found = gaps_of(near, joint_of(near), alder)[0].gaps[0]
    for row in found.years:
        for pence in (row.increment, row.position, row.joint or 0, row.remaining):
            assert to_the_penny(pence) in shown
    assert "Gap of 2013/14: £2,500,000, entered" in shown
    # The same amounts as increments are another gap, and the page says so.
    changed = client.post(f"{PATH}edit/", {**form, "type": "in_year_increment", "version": 1})
    assert changed.status_code == 302
    assert [row.position for row in gaps_of(near, joint_of(near), alder)[0].gaps[0].years] == [
        2_500_000_00, 6_500_000_00, 11_500_000_00,
    ]  # fmt: skip
    assert "Typed as what each year adds" in client.get(PATH).content.decode()
    assert client.post(f"{PATH}edit/", {**form, "version": 1}).status_code == 409
    assert client.post(f"{PATH}edit/", {"type": "in_year_increment", "source": "x", "version": 2}).status_code == 422
    text = client.get(f"{PATH}?format=csv").content.decode("utf-8-sig")
    assert "Alder Borough Council,Added in the year,2015/16,5000000.00,11500000.00" in text
    # A day gone by: what was recorded by its end, and nothing else.
    today = timezone.localdate()
    as_now = client.get(f"{PATH}?format=csv&at={today}").content.decode("utf-8-sig")
    assert [row for row in as_now.splitlines() if row not in text.splitlines()] == [
        f"As recorded by the end of {day(today)}."
    ]
    before = client.get(f"{PATH}?at={today - datetime.timedelta(days=2)}").content.decode()
    assert f"had entered no budget gap by {day(today - datetime.timedelta(days=2))}" in before
    assert client.get(f"{PATH}?at={today + datetime.timedelta(days=2)}").status_code == 422


def test_gaps_of_both_types_are_never_mixed(near: Programme, alder: Council) -> None:
    for type in GapType:
        keep_gap(near, alder, type=type, source="x", amounts={2013: 1, 2014: 2}, version=0, by=JOB)
    row = BudgetGap.objects.get(type=GapType.IN_YEAR_INCREMENT)
    same = {"was": row.type, "type": row.type, "source": "x", "amounts": {2013: 1, 2014: 2}, "version": 1}
    assert keep_gap(near, alder, **same, by=JOB).version == 1
    with pytest.raises(Refused, match="already"):
        keep_gap(near, alder, **{**same, "type": GapType.CUMULATIVE_POSITION}, by=JOB)
    found = gaps_of(near, joint_of(near), alder)[0]
    assert {gap.row.type: [year.position for year in gap.years] for gap in found.gaps} == {
        GapType.CUMULATIVE_POSITION: [1, 2], GapType.IN_YEAR_INCREMENT: [1, 3],
    }  # fmt: skip
    officer = make_member(near, Role.OFFICER, alder)
    with pytest.raises(Refused, match="finance lead and its HR lead"):
        keep_gap(near, alder, **{**same, "source": "y"}, by=officer)


def test_the_home_of_savings_says_what_stands_and_leads_on(near: Programme, alder: Council) -> None:
    client = World(near, near, {}, {"one": make_member(near, Role.BOARD_MEMBER)}, {}, {}).client("one")
    home = "/programmes/near/savings/"
    before = joint_of(near).found
    assert (
        f"now stands at {whole_pounds(before.as_validated)} a year, as validated" in client.get(home).content.decode()
    )
    line(near, alder, 2013, 300_00, 200_00)
    made = make_line(near, alder, STAFF["alder"].staff, (3, 2013, "1"))
    refresh_groups(made.plan)
    keep_gap(near, alder, type=GapType.CUMULATIVE_POSITION, source="x", amounts={2013: 100_000_00}, version=0, by=JOB)
    now = joint_of(near).found.years[-1].reassessed
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(home).content.decode()
    assert f"stands at {whole_pounds(now)} a year, {whole_pounds(before.as_validated - now)} less" in shown
    assert whole_pounds(remaining(near, alder, 2013)) in shown
    assert "/savings/joint/3b/" in shown
    assert all(f"/savings/{slug}/gap/" in shown for slug in ("alder", "birch", "cedar"))
    for _ in range(29):
        line(near, alder, 2014, 300_00, None)
    with CaptureQueriesContext(connection) as more:
        client.get(home)
    assert len(more) == len(queries)

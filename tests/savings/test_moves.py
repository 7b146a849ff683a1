"""What becomes of a line: every status and target, holding and releasing, and what a year did not bring."""

import datetime
from pathlib import Path

import pytest

from accounts.models import User
from accounts.roles import Role
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import record
from programme.models import Programme
from savings.enums import LIVE, TRANSITIONS, LineStatus, Settlement, UpdateState
from savings.models import LineAmount, LineUpdate, PlanGroup, SavingsLine, SavingsPlan
from savings.queries import reassessment_of
from savings.queries.effects import effect_of
from savings.queries.unsettled import unsettled, waiting_for
from savings.services.moves import hold_line, move_line, release_line
from savings.services.settling import settle_year
from savings.services.updates import Told, send_update
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_member

DAY = datetime.date(2013, 2, 1)
DEMONSTRATED = datetime.date(2013, 2, 26)
PENCE = 12_345_67


@pytest.fixture
def today(near: Programme) -> Programme:
    near.own_date, near.demonstration_note = DEMONSTRATED, "It lives on a day of its own."
    record(near, by=JOB, reason=REASON)
    return near


@pytest.fixture
def lead(near: Programme) -> User:
    return make_member(near, Role.FINANCE_LEAD, near.councils.get(slug="alder"))


def line_of(programme: Programme, *posts: tuple[int, int, str], year: int = 2013, **fields: object) -> SavingsLine:
    line = make_line(programme, programme.councils.get(slug="alder"), STAFF["alder"].staff, *posts, **fields)
    record(LineAmount(line=line, year=year, planned_pence=PENCE, forecast_pence=PENCE), by=JOB, reason=REASON)
    return line


def moved(line: SavingsLine, to: LineStatus, by: User, **more: object) -> SavingsLine:
    now = SavingsLine.objects.get(pk=line.pk)
    said = {"authority": "Cabinet, minute 45", "on": DAY, "version": now.version, **more}
    return move_line(now, to=to, by=by, **said)


def test_every_status_leads_where_the_table_says_and_nowhere_else(today: Programme, lead: User) -> None:
    """The line is promised for a year that has not begun. Joint saving and sums follow at once."""
    line = line_of(today, (3, 2013, "1"))
    whole = reassessment_of(today, "3b").as_validated
    cost = today.baselines.get(council__slug="alder").posts.get(ref=f"{STAFF['alder'].staff.word}-003").cost_pence
    for status in LineStatus:
        for to in LineStatus:
            line = SavingsLine.objects.get(pk=line.pk)
            line.status, line.agreed_on = status, None
            record(line, by=JOB, reason=REASON)
            if to not in TRANSITIONS[status]:
                with pytest.raises(Refused) as refused:
                    moved(line, to, lead)
                assert refused.value.code == "not-allowed"
                assert SavingsLine.objects.get(pk=line.pk).status == status
                continue
            now = moved(line, to, lead)
            assert (now.status, now.authority, now.version) == (to, "Cabinet, minute 45", line.version + 1)
            kept = now.history.latest()
            assert (kept.history_user, kept.authority) == (lead, "Cabinet, minute 45")
            assert kept.history_change_reason == f"{to.label.lower()} from 1 February 2013"
            assert reassessment_of(today, "3b").years[0].reassessed == whole - (cost if to in LIVE else 0)
            (group,) = PlanGroup.objects.filter(plan=now.plan)
            assert (group.status, group.planned_pence) == (to, PENCE)


def test_what_was_promised_stays_promised(today: Programme, lead: User) -> None:
    """Withdrawn, it keeps the day of its agreement. Only before its first year does it become proposed again."""
    line = moved(line_of(today, status=LineStatus.PROPOSED), LineStatus.AGREED, lead, hold=True)
    assert (line.held, line.agreed_on) == (True, DAY)
    assert moved(line, LineStatus.PROPOSED, lead).agreed_on is None
    for to in (LineStatus.AGREED, LineStatus.WITHDRAWN):
        line = moved(line, to, lead)
    assert line.agreed_on == DAY
    assert PlanGroup.objects.get(plan=line.plan).was_agreed
    begun = line_of(today, year=2012)
    with pytest.raises(Refused, match="stays promised"):
        moved(begun, LineStatus.PROPOSED, lead)
    assert moved(begun, LineStatus.WITHDRAWN, lead).status == LineStatus.WITHDRAWN


def test_a_move_is_refused_with_its_reason(today: Programme, lead: User) -> None:
    line, hr = line_of(today), make_member(today, Role.HR_LEAD, today.councils.get(slug="alder"))
    birch = make_member(today, Role.FINANCE_LEAD, today.councils.get(slug="birch"))
    tomorrow = DEMONSTRATED + datetime.timedelta(1)
    for code, to, by, more in (
        ("authority", LineStatus.WITHDRAWN, hr, {"authority": " "}),
        ("date", LineStatus.WITHDRAWN, hr, {"on": tomorrow}),
        ("stale", LineStatus.WITHDRAWN, hr, {"version": 7}),
        ("not-allowed", LineStatus.WITHDRAWN, birch, {}),
        ("not-allowed", LineStatus.DELIVERED, hr, {}),
    ):
        with pytest.raises(Refused) as refused:
            moved(line, to, by, **more)
        assert refused.value.code == code
    assert moved(line, LineStatus.DELIVERED, lead).status == LineStatus.DELIVERED


def test_held_it_counts_for_nobody_else_until_it_is_released(today: Programme, lead: User) -> None:
    line = line_of(today, (3, 2014, "1"))
    before = reassessment_of(today, "3b")
    effect = effect_of(line, today=DEMONSTRATED)
    assert (effect.closes, effect.joint[0].year.start) == ({2013: PENCE}, 2014)
    held = hold_line(line, version=1, by=lead, reason="not told to staff yet")
    after = reassessment_of(today, "3b")
    for row in effect.joint:
        at = row.year.start - 2013
        assert (before.years[at].reassessed, after.years[at].reassessed) == (row.with_pence, row.without_pence)
    # The same is said of it while it is held.
    assert effect_of(SavingsLine.objects.get(pk=line.pk), today=DEMONSTRATED) == effect
    with pytest.raises(Refused, match="held already"):
        hold_line(held, version=2, by=lead, reason="x")
    assert held.history.latest().history_change_reason == "held: not told to staff yet"
    release_line(held, version=2, by=lead, reason="told")
    assert reassessment_of(today, "3b") == before
    with pytest.raises(Refused, match="It is not held"):
        release_line(held, version=3, by=lead, reason="x")
    gone = moved(held, LineStatus.WITHDRAWN, lead)
    with pytest.raises(Refused, match="only its own council sees it"):
        hold_line(gone, version=gone.version, by=lead, reason="x")


# What a year did not bring


@pytest.fixture
def over(near: Programme) -> Programme:
    """A day after the year 2013/14."""
    near.own_date, near.demonstration_note = datetime.date(2014, 4, 1), "It lives on a day of its own."
    record(near, by=JOB, reason=REASON)
    return near


def settled(line: SavingsLine, settlement: Settlement, by: User, year: int = 2013, **more: object) -> SavingsLine:
    now = SavingsLine.objects.get(pk=line.pk)
    return settle_year(now, year=year, settlement=settlement, reason="late", version=now.version, by=by, **more)


def test_what_did_not_come_is_asked_for_until_it_is_settled(over: Programme, lead: User) -> None:
    line, other = line_of(over), line_of(over, year=2014)
    line_of(over, status=LineStatus.PROPOSED)
    line_of(over, status=LineStatus.WITHDRAWN)
    part = line.amounts.get()
    part.actual_pence, part.settled = 1, ""
    record(part, by=JOB, reason=REASON)

    def open_years() -> list[tuple[str, int]]:
        return list(unsettled(SavingsPlan.objects.get(), today=over.today).values_list("line__ref", "year"))

    assert open_years() == [(line.ref, 2013)]
    (waits,) = waiting_for(lead)
    assert waits.what == "Say what becomes of a line that did not deliver all of a year"
    assert waiting_for(make_member(over, Role.OFFICER, over.councils.get(slug="alder"))) == []
    with pytest.raises(Refused, match="no later year of the line plans anything"):
        settled(line, Settlement.RETIMED, lead)
    with pytest.raises(Refused, match="Say which line"):
        settled(line, Settlement.REPLACED, lead)
    with pytest.raises(Refused, match="cannot take its own place"):
        settled(line, Settlement.REPLACED, lead, replaced_by=line)
    with pytest.raises(Refused, match="is not over"):
        settled(other, Settlement.WITHDRAWN, lead, year=2014)
    settled(line, Settlement.RETIMED, lead, later={2014: PENCE - 1})
    this, later = line.amounts.order_by("year")
    assert (this.settled, this.settled_reason, this.forecast_pence, this.planned_pence) == ("retimed", "late", 1, PENCE)
    assert later.planned_pence == PENCE - 1
    assert open_years() == waiting_for(lead) == []
    sums = {group.year: group.planned_pence for group in PlanGroup.objects.filter(status="agreed").order_by("year")}
    assert sums == {2013: PENCE, 2014: 2 * PENCE - 1}
    # It can be decided otherwise; what has been replaced names by what.
    settled(line, Settlement.REPLACED, lead, replaced_by=other)
    assert line.amounts.get(year=2013).replaced_by == other


def test_a_year_that_waits_for_finance_or_was_delivered_is_not_settled(over: Programme, lead: User) -> None:
    line = line_of(over)
    update = LineUpdate(
        line=line, year=2013, quarter=4, forecast_pence=1, delivered_pence=1, rating="red", sent_by=lead,
        sent_at=datetime.datetime(2014, 4, 1, tzinfo=datetime.UTC),
    )  # fmt: skip
    record(update, by=JOB, reason=REASON)
    with pytest.raises(Refused, match="waits for finance"):
        settled(line, Settlement.WITHDRAWN, lead)
    update.state = UpdateState.RETURNED
    record(update, by=JOB, reason=REASON)
    assert settled(line, Settlement.WITHDRAWN, lead).amounts.get().settled == "withdrawn"
    # What has been settled is not counted on once more.
    line = SavingsLine.objects.get(pk=line.pk)
    again = {"told": Told(PENCE, PENCE, "green"), "version": line.version, "by": lead}
    with pytest.raises(Refused, match="2013/14 did not bring has been withdrawn"):
        send_update(line, Quarter(FinancialYear(2013), 4), **again)
    assert line.amounts.get().forecast_pence == 0
    done = line_of(over)
    amount = done.amounts.get()
    amount.actual_pence = PENCE
    record(amount, by=JOB, reason=REASON)
    with pytest.raises(Refused, match="has delivered what was planned"):
        settled(done, Settlement.WITHDRAWN, lead)


def test_a_year_that_is_planned_anew_loses_its_plan_by_quarter(over: Programme, lead: User) -> None:
    line = line_of(over)
    quarters = dict.fromkeys(("q1_pence", "q2_pence", "q3_pence", "q4_pence"), 25)
    record(LineAmount(line=line, year=2014, planned_pence=100, **quarters), by=JOB, reason=REASON)
    record(LineAmount(line=line, year=2015, planned_pence=100, **quarters), by=JOB, reason=REASON)
    settled(line, Settlement.RETIMED, lead, later={2014: 101, 2015: 100})
    rows = line.amounts.filter(year__gt=2013).values_list("planned_pence", "q1_pence")
    assert list(rows) == [(101, None), (100, 25)]


def test_what_is_re_timed_no_longer_is_not_planned_twice(over: Programme, lead: User) -> None:
    """Year by year: what the later years planned before is planned again, by quarter too; what somebody has planned
    since stays; and a later year of which it is said what becomes of it holds the first as it is."""
    line, other = line_of(over), line_of(over, year=2014)
    quarters = dict.fromkeys(("q1_pence", "q2_pence", "q3_pence", "q4_pence"), 25)
    record(LineAmount(line=line, year=2015, planned_pence=100, **quarters), by=JOB, reason=REASON)

    def plans() -> dict[int, tuple[int, int | None]]:
        return {row.year: (row.planned_pence, row.q1_pence) for row in line.amounts.all()}

    def proposed(year: int) -> int:
        rows = PlanGroup.objects.filter(plan=line.plan, year=year)
        return sum(row.planned_pence for row in rows)

    before = plans()
    assert before == {2013: (PENCE, None), 2015: (100, 25)}
    settled(line, Settlement.RETIMED, lead, later={2014: PENCE, 2015: 700})
    assert plans() == {2013: (PENCE, None), 2014: (PENCE, None), 2015: (700, None)}
    assert (proposed(2014), proposed(2015)) == (2 * PENCE, 700)
    client = World(over, over, {}, {"lead": lead}, {}, {}).client("lead")
    page = client.get(f"{line.get_absolute_url()}settle/2013/").content.decode()
    assert "Unless it is re-timed again, 2014/15 plans £0.00 as before, and no longer £12,345.67." in page
    # Re-timed anew, with one year as it is and another taken out: still against what was planned before.
    settled(line, Settlement.RETIMED, lead, later={2015: 700})
    assert plans() == {2013: (PENCE, None), 2015: (700, None)}
    settled(line, Settlement.REPLACED, lead, replaced_by=other)
    assert plans() == before
    assert (proposed(2014), proposed(2015)) == (PENCE, 100)
    assert line.history.first().history_change_reason == "2013/14 replaced: late"
    # What has been planned otherwise since stays.
    settled(line, Settlement.RETIMED, lead, later={2014: PENCE})
    later = line.amounts.get(year=2014)
    later.planned_pence = 5
    record(later, by=JOB, reason=REASON)
    page = client.get(f"{line.get_absolute_url()}settle/2013/").content.decode()
    assert "2014/15 has been planned otherwise since, so that it stays at £0.05." in page
    settled(line, Settlement.WITHDRAWN, lead)
    assert plans() == {**before, 2014: (5, None)}
    # A later year that has been settled itself is not planned anew.
    settled(line, Settlement.RETIMED, lead, later={2014: PENCE})
    later = line.amounts.get(year=2014)
    later.settled, later.settled_reason = Settlement.WITHDRAWN, "x"
    record(later, by=JOB, reason=REASON)
    with pytest.raises(Refused, match="What 2014/15 did not bring has been withdrawn, so that its plan stays"):
        settled(line, Settlement.WITHDRAWN, lead)
    assert line.amounts.get(year=2013).settled == Settlement.RETIMED


def test_the_page_on_lines_has_the_table_of_steps() -> None:
    page = (Path(__file__).parents[2] / "docs" / "savings-lines.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| From")]
    steps = TRANSITIONS.items()
    assert rows == [f"| {status.label} | {', '.join(to.label for to in targets)} |" for status, targets in steps]


def test_what_is_confirmed_closes_a_gap_also_where_nothing_is_forecast(today: Programme) -> None:
    line = line_of(today, year=2012)
    amount = line.amounts.get()
    amount.forecast_pence, amount.actual_pence = None, 7
    record(amount, by=JOB, reason=REASON)
    assert effect_of(SavingsLine.objects.get(pk=line.pk), today=today.today).closes == {2012: 7}

"""A council's tracker: through the models that keep it, and on the page that shows it."""

import csv
import datetime
import io
import random
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from collab.calc.money import to_the_penny
from collab.calc.quarters import Quarter
from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import record
from programme.models import Council, Programme
from savings.enums import LineKind, LineStatus, PressureKind, Rating, UpdateState
from savings.models import LineAmount, LineUpdate, NetBudget, Pressure, SavingsLine
from savings.queries.gaps import deliveries_of
from savings.queries.tracker import tracked
from savings.services.keeping import delete_pressure, keep_net_budget, keep_pressure
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, World, make_council, make_member, make_programme

THOUSAND = 1_000_00
YEAR = 2011
# Directorate: proposed, achieved, pressures and net budget, in thousands. The totals are those that Brighton & Hove
# published; how they are split between directorates is made up.
SHAPE = {
    "Adults": (9_412, 6_020, 128, 66_500),
    "Children": (7_315, 5_811, 200, 55_000),
    "Housing": (1_800, 2_412, 0, 12_000),
    "Resources": (5_100, 4_952, 0, 31_000),
}


@pytest.fixture
def near(db: None) -> Programme:
    return make_programme("near", [make_council("alder"), make_council("birch", 2)])


@pytest.fixture
def alder(near: Programme) -> Council:
    return near.councils.get(slug="alder")


def client(near: Programme, role: Role, council: Council | None = None) -> Client:
    return World(near, near, {}, {"one": make_member(near, role, council)}, {}, {}).client("one")


def line(near: Programme, council: Council, amounts: dict[str, Any], **fields: Any) -> SavingsLine:
    made = make_line(near, council, STAFF["alder"].staff, **{"kind": LineKind.CONTRACT, **fields})
    record(LineAmount(line=made, year=YEAR, **amounts), by=JOB, reason=REASON)
    return made


def pressure(near: Programme, council: Council, **fields: Any) -> Pressure:
    known = {"kind": PressureKind.PRESSURE, "title": "x", "year": YEAR, "quarter": 1, "source": "x", "service": ""}
    known["ref"] = f"P-{Pressure.objects.count() + 1}"
    row = Pressure(programme=near, council=council, **known | fields)
    record(row, by=JOB, reason=REASON)
    return row


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_a_published_tracker_keeps_its_shape(near: Programme, alder: Council) -> None:
    for service, (proposed, achieved, pressures, budget) in SHAPE.items():
        first = proposed // 3
        amounts = {"planned_pence": first * THOUSAND, "actual_pence": achieved * THOUSAND}
        line(near, alder, amounts, service=service)
        # A withdrawn line stays promised.
        line(
            near, alder, {"planned_pence": (proposed - first) * THOUSAND, "forecast_pence": 1}, service=service,
            status=LineStatus.WITHDRAWN, agreed_on=datetime.date(2011, 3, 1),
        )  # fmt: skip
        if pressures:
            pressure(near, alder, service=service, quarter=3, amount_pence=pressures * THOUSAND)
        row = NetBudget(
            programme=near, council=alder, year=YEAR, service=service, amount_pence=budget * THOUSAND, source="x"
        )
        record(row, by=JOB, reason=REASON)
    pressure(near, alder, kind=PressureKind.SUBSTITUTION, service="Adults", amount_pence=77 * THOUSAND)
    line(near, alder, {"planned_pence": 5 * THOUSAND}, service="Adults", kind=LineKind.COST_AVOIDANCE)
    finance = client(near, Role.FINANCE_LEAD, alder)
    path = "/programmes/near/savings/alder/tracker/"
    shown = words(finance, path)
    assert "Alder did not achieve £4,760,000 net of the £23,627,000 proposed for 2011/12" in shown
    assert "£23,627,000.00 proposed − £19,195,000.00 achieved + £328,000.00 of pressures = £4,760,000.00" in shown
    assert "All of Alder £23,627,000.00 £19,195,000.00 −£328,000.00 £4,760,000.00 2.9% of £164,500,000.00" in shown
    assert re.search(r"Housing .{0,30}£1,800,000.00 £2,412,000.00 none −£612,000.00 −5.1% of £12,000,000.00", shown)
    assert "Not cash-releasing" in shown
    rows = list(csv.reader(io.StringIO(finance.get(f"{path}?format=csv").content.decode("utf-8-sig"))))
    written = {row[0]: row[1:6] for row in rows[1:6]}
    assert written["All of Alder"] == ["23627000.00", "19195000.00", "-328000.00", "4760000.00", "164500000.00"]
    for service, (proposed, achieved, pressures, _) in SHAPE.items():
        assert written[service][3] == f"{proposed - achieved + pressures}000.00"
    # In the first quarter the pressures of the third had not arisen.
    assert "£0.00 of pressures" in words(finance, f"{path}?year=2011&quarter=1")
    behind = words(finance, f"{path}?service=Adults")
    assert "Confirmed by finance" in behind
    assert "Withdrawn: what had been confirmed" in behind
    # Others are told the council's row alone.
    for other in (client(near, Role.BOARD_MEMBER), client(near, Role.OFFICER, near.councils.get(slug="birch"))):
        told = words(other, f"{path}?service=Adults")
        assert "£4,760,000.00" in told
        assert "Housing" not in told
        assert "Confirmed by finance" not in told


def test_a_quarter_takes_the_latest_update_up_to_it(near: Programme, alder: Council) -> None:
    made = line(near, alder, {"planned_pence": 100, "forecast_pence": 50, "actual_pence": 7}, service="Adults")
    line(near, alder, {"planned_pence": 1000, "forecast_pence": 800}, service="Adults")
    officer = make_member(near, Role.OFFICER, alder)
    for quarter, forecast, state in (
        (1, 90, UpdateState.SENT),
        (3, 70, UpdateState.SENT),
        (4, 60, UpdateState.RETURNED),
    ):
        row = LineUpdate(
            line=made, year=YEAR, quarter=quarter, forecast_pence=forecast, delivered_pence=1, rating=Rating.GREEN,
            state=state, sent_at=timezone.now(), sent_by=officer,
        )  # fmt: skip
        record(row, by=JOB, reason=REASON)
    found = [tracked(near, alder, Quarter(FinancialYear(YEAR), number), own=True) for number in (1, 2, 3, 4)]
    # At outturn what is confirmed counts, and of the line of which nothing is, its forecast.
    assert [row.cash.total.saved.achieved for row in found] == [890, 890, 870, 807]
    assert [row.said.without_update for row in found] == [1, 2, 1, 2]
    assert (found[3].is_outturn, found[3].said.unconfirmed) == (True, 1)
    # While nothing is confirmed, the outturn has the forecast as it is recorded now, which is what the gap counts.
    amount = made.amounts.get()
    amount.actual_pence = None
    record(amount, by=JOB, reason=REASON)
    outturn = tracked(near, alder, Quarter(FinancialYear(YEAR), 4), own=True).cash.total.saved.achieved
    (delivery,) = deliveries_of(near).values()
    assert outturn == delivery.savings[FinancialYear(YEAR)].unconfirmed == 850


def test_a_tracker_is_the_sum_of_its_lines(near: Programme, alder: Council) -> None:
    """Against a sum that is made another way, over every status, held and kind; held lines are for their council."""
    chance, cases = random.Random(4), [*LineStatus, "proposed anew"]
    expected = {"proposed": 0, "achieved": 0, "held": 0}
    for case in cases:
        # One that was agreed once stays promised, also where it is proposed again after it was withdrawn.
        status = LineStatus.PROPOSED if case == "proposed anew" else case
        for held in (False, True):
            for kind in (LineKind.STAFFING, LineKind.COST_AVOIDANCE):
                planned, forecast, actual = (chance.randrange(-(10**6), 10**9) for _ in range(3))
                amounts = {"planned_pence": planned, "forecast_pence": forecast, "actual_pence": actual}
                agreed = datetime.date(2011, 3, 1) if case != LineStatus.PROPOSED else None
                line(near, alder, amounts, status=status, held=held, kind=kind, agreed_on=agreed, service=f"{kind}")
                if case != LineStatus.PROPOSED and kind == LineKind.STAFFING:
                    expected["held" if held else "proposed"] += planned
                    expected["achieved"] += 0 if held else actual
    found = tracked(near, alder, Quarter(FinancialYear(YEAR), 4), own=True)
    assert found.cash.total.saved.proposed == expected["proposed"] == sum(r.saved.proposed for r in found.cash.rows)
    assert found.cash.total.saved.achieved == expected["achieved"]
    assert found.with_held is not None
    assert found.with_held.total.saved.proposed == expected["proposed"] + expected["held"]
    assert tracked(near, alder, Quarter(FinancialYear(YEAR), 4), own=False).with_held is None
    held = to_the_penny(expected["proposed"] + expected["held"])
    path = "/programmes/near/savings/alder/tracker/"
    assert held in words(client(near, Role.OFFICER, alder), path)
    assert held not in words(client(near, Role.PROGRAMME_MANAGER), path)


def test_budgets_and_pressures_are_kept_on_pages(near: Programme, alder: Council) -> None:
    made = line(near, alder, {"planned_pence": 100})
    elsewhere = make_line(near, near.councils.get(slug="birch"), STAFF["birch"].staff)
    finance = client(near, Role.FINANCE_LEAD, alder)
    here = "/programmes/near/savings/alder"
    said = {
        "kind": "substitution", "title": "Rents", "service": "", "year": "2011/12", "quarter": "2",
        "amount_pence": "328,000", "line": made.pk, "source": "Budget monitor, 3", "reason": "found",
    }  # fmt: skip
    assert finance.post(f"{here}/pressures/new/", said).status_code == 302
    row = Pressure.objects.get()
    assert (row.amount_pence, row.line, row.quarter) == (328_000_00, made, 2)
    for wrong, words_of_it in (
        ({"amount_pence": "-5"}, "cannot be less than"),
        ({"line": elsewhere.pk}, "Select a valid choice"),
        ({"kind": "pressure"}, "Only a substitution stands in the place of a line"),
        ({"year": "2011/13"}, "Write the financial year like 2013/14"),
    ):
        answer = finance.post(f"{here}/pressures/new/", said | wrong)
        assert answer.status_code == 422
        assert words_of_it in answer.content.decode()
    stale = finance.post(f"{here}/pressures/{row.pk}/", said | {"title": "Other", "version": 0})
    assert stale.status_code == 409
    assert "Somebody else has changed this" in stale.content.decode()
    budget = {"service": "", "year": YEAR, "amount_pence": 5, "source": "x"}
    kept = keep_net_budget(near, alder, values=budget, by=JOB)
    with pytest.raises(Refused, match="the whole council"):
        keep_net_budget(near, alder, values=budget, by=JOB)
    with pytest.raises(Refused, match="Somebody else"):
        keep_net_budget(near, alder, row=kept, values=budget | {"amount_pence": 6}, version=0, by=JOB)
    with pytest.raises(Refused, match="of another council"):
        keep_pressure(near, alder, values=_values(row) | {"line": elsewhere}, by=JOB)
    with pytest.raises(Refused, match="Say why"):
        delete_pressure(row, version=1, by=JOB, reason="")
    gone = finance.post(f"{here}/pressures/{row.pk}/", said | {"act": "delete", "version": 1, "reason": "twice"})
    assert gone.status_code == 302
    assert not Pressure.objects.exists()
    history = words(finance, f"{here}/tracker/needs/")
    assert "Substitution “Rents” of quarter 2 of 2011/12: £328,000, from Budget monitor, 3, deleted" in history
    assert "Twice" in history
    assert Decimal(kept.amount_pence) == 5
    assert "Rents" not in words(client(near, Role.BOARD_MEMBER), f"{here}/tracker/needs/")


def _values(row: Pressure) -> dict[str, Any]:
    names = ("kind", "title", "service", "year", "quarter", "amount_pence", "line", "source")
    return {name: getattr(row, name) for name in names}


@pytest.mark.parametrize("page", ["tracker/?service=", "tracker/needs/", "gap/"])
def test_pages_ask_as_often_of_one_row_as_of_thirty(near: Programme, alder: Council, page: str) -> None:
    own = client(near, Role.OFFICER, alder)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert own.get(f"/programmes/near/savings/alder/{page}").status_code == 200
        return len(queries)

    def add(number: int) -> None:
        made = line(near, alder, {"planned_pence": 100})
        pressure(near, alder, kind=PressureKind.SUBSTITUTION, amount_pence=5, line=made, service=f"S{number}")

    add(0)
    count()
    few = count()
    for number in range(1, 30):
        add(number)
    assert count() == few

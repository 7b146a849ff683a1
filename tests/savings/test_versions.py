"""A plan is agreed: what is kept of it, what has changed since, and who may look at it."""

import datetime

import pytest

from accounts.models import User
from accounts.roles import Role
from collab.calc.money import pence_of, plain
from collab.errors import Refused
from collab.history import erase, record
from programme.models import Programme
from savings.enums import LineStatus
from savings.models import PlanVersion, SavingsLine, SavingsPlan
from savings.presenters.versions import compare
from savings.queries.versions import content_of, lines_in_full, seal_of
from savings.services.agreeing import agree_plan
from savings.services.moves import move_line
from tests.factories.savings import PlanMarks, make_plan
from tests.factories.world import JOB, REASON, SAVINGS, STAFF, World, make_member

MARKS: PlanMarks = SAVINGS["alder"]
DAY = datetime.date(2013, 3, 12)
PAGE = "/programmes/near/savings/alder/"


@pytest.fixture
def people(near: Programme) -> dict[str, User]:
    alder = near.councils.get(slug="alder")
    roles = (Role.OFFICER, Role.FINANCE_LEAD, Role.HR_LEAD)
    return {str(role): make_member(near, role, alder) for role in roles}


@pytest.fixture
def plan(near: Programme, people: dict[str, User]) -> SavingsPlan:
    return make_plan(near, near.councils.get(slug="alder"), MARKS, STAFF["alder"].staff, people["officer"])


def now(plan: SavingsPlan) -> dict[str, object]:
    return content_of(lines_in_full(plan))


def agreed(plan: SavingsPlan, by: User, **more: object) -> PlanVersion:
    said = {"authority": "Council, minute 9", "on": DAY, "seal": seal_of(now(plan)), **more}
    return agree_plan(plan, by=by, **said)


def test_what_is_agreed_stays_as_it_was(plan: SavingsPlan, people: dict[str, User]) -> None:
    lead, proposed = people["finance_lead"], plan.lines.get(status=LineStatus.PROPOSED)
    seen = seal_of(now(plan))
    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        agreed(plan, lead)
    for code, by, more in (
        ("not-allowed", people["hr_lead"], {}),
        ("stale", lead, {"seal": "another"}),
        ("authority", lead, {"authority": " "}),
        ("date", lead, {"on": datetime.date(2999, 1, 1)}),
    ):
        with pytest.raises(Refused) as refused:
            agreed(plan, by, also=[proposed.pk], **more)
        assert refused.value.code == code
    row = agreed(plan, lead, also=[proposed.pk])
    assert (row.number, row.by, row.agreed_on, SavingsPlan.objects.get().version) == (2, lead, DAY, 3)
    line = SavingsLine.objects.get(pk=proposed.pk)
    assert (line.status, line.agreed_on, line.authority) == (LineStatus.AGREED, DAY, "Council, minute 9")
    assert plan.groups.filter(status=LineStatus.PROPOSED).count() == 0
    assert row.content == now(plan)
    assert seal_of(row.content) != seen
    with pytest.raises(Refused, match="since you opened the page"):
        agreed(plan, lead, seal=seen)
    move_line(line, to=LineStatus.WITHDRAWN, authority="x", on=DAY, version=line.version, by=lead)
    assert PlanVersion.objects.get(number=2).content == row.content != now(plan)


def test_what_is_different_is_told_line_by_line(plan: SavingsPlan, people: dict[str, User]) -> None:
    before = now(plan)
    staffing, contract, held, proposed = plan.lines.all()
    amount = contract.amounts.get(year=2013)
    amount.planned_pence = 1
    record(amount, by=JOB, reason=REASON)
    post = staffing.posts.all()[0]
    post.ref = "another"
    record(post, by=JOB, reason=REASON)
    held.ref = "renamed"
    record(held, by=JOB, reason=REASON)
    erase(proposed.amounts.get(), by=JOB, reason=REASON)
    erase(proposed, by=JOB, reason=REASON)
    after = now(plan)
    told = compare(before, after, posts=True)
    assert told.headline == "1 line gone, 3 lines changed."
    assert [row.verb for row in told.lines] == ["Changed", "Changed", "Changed", "Gone"]
    posts, amounts, names, _ = (row.differences for row in told.lines)
    assert [(row.label, row.after) for row in amounts] == [("Planned 2013/14", "£0.01")]
    assert (names[0].label, names[0].after) == ("Reference", "renamed")
    assert "another" in posts[0].after
    (unseen,) = compare(before, after, posts=False).lines[0].differences
    assert (unseen.before, unseen.after) == ("", "others than before")
    assert compare(after, before, posts=True).headline == "1 line added, 3 lines changed."
    assert compare(before, before, posts=True).lines == []


def test_the_plan_is_agreed_on_its_page_and_taken_away(
    near: Programme, plan: SavingsPlan, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(near, near, {}, people, {}, {})
    lead, officer = world.client("finance_lead"), world.client("officer")
    proposed = plan.lines.get(status=LineStatus.PROPOSED)
    page = lead.get(f"{PAGE}agree/")
    assert MARKS.held.says("proposed line") in page.content.decode()
    day = {"on_day": "12", "on_month": "3", "on_year": "2013"}
    answer = {"authority": "Council, minute 9", **day, "seal": page.context["seal"], "also": proposed.pk}
    empty = lead.post(f"{PAGE}agree/", {"seal": "x"})
    assert empty.status_code == 422
    assert "Fill in: By what authority" in empty.content.decode()
    assert lead.post(f"{PAGE}agree/", {**answer, "seal": "x"}).status_code == 409
    assert lead.post(f"{PAGE}agree/", answer).headers["Location"] == f"{PAGE}versions/2/"
    ref = f"{STAFF['alder'].staff.word}-003"
    shown = officer.get(f"{PAGE}versions/2/").content.decode()
    assert "Council, minute 9" in shown
    assert "Nothing is different." in shown
    monkeypatch.setattr("savings.views.versions.LINES_A_PAGE", 1)
    assert [row.ref for row in officer.get(f"{PAGE}versions/2/?page=2").context["table"]] == ["L-2"]
    files = {who: world.client(who).get(f"{PAGE}versions/2/?format=xlsx").content for who in people}
    assert len({*map(len, files.values())}) > 1
    table = officer.get(f"{PAGE}versions/2/?format=csv").content.decode()
    assert f",{plain(pence_of(MARKS.sum.amount(92)))}," in table
    assert ref not in table + shown

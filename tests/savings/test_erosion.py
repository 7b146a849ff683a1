"""The joint saving as it stands, to each person as much of it as they may know; and who keeps a claim."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from collab.calc.money import to_the_penny, whole_pounds
from collab.errors import Refused
from collab.history import erase, record
from programme.models import Programme
from programme.services.baselines import release_baseline
from savings.enums import Keeper, LineStatus
from savings.models import ClaimDecision, SavingsLine
from savings.presenters.words import about, less, to_5000
from savings.queries import case_of
from savings.queries.conflicts import Contested, State, claims_to_decide, conflicts_beside
from savings.queries.waiting import waiting_for
from savings.services.claims import Decided, decide_claim
from tests.factories.savings import make_line
from tests.factories.world import JOB, REASON, STAFF, make_member
from tests.savings.test_as_at import on_day

DAY = datetime.date(2013, 2, 1)


def line(programme: Programme, council: str, *posts: tuple[int, int, str], **fields: Any) -> SavingsLine:
    return make_line(programme, programme.councils.get(slug=council), STAFF[council].staff, *posts, **fields)


def post(programme: Programme, council: str, number: int) -> Any:
    baseline = programme.baselines.get(council__slug=council)
    return baseline.posts.get(ref=f"{STAFF[council].staff.word}-{number:03}")


def member(programme: Programme, role: Role, council: str = "") -> User:
    return make_member(programme, role, *([programme.councils.get(slug=council)] if council else []))


def page(user: User, programme: Programme, end: str = "", *, status: int = 200) -> str:
    cache.clear()
    client = Client()
    client.force_login(user)
    answer = client.get(f"{reverse('erosion', args=[programme.slug, '3b'])}{end}")
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def standing(programme: Programme, kind: str = "also_in_model") -> Contested:
    return next(row for row in conflicts_beside(programme, "3b").standing if row.conflict.kind == kind)


def decide(programme: Programme, row: Contested, by: User, keeper: Keeper, **other: Any) -> ClaimDecision:
    said = {"version": 0, "seen": row.seen, "line": "", **other}
    decided = Decided(keeper, "because", "Board, minute 6", DAY, said.pop("line"))
    model = programme.operating_models.get(code="3b")
    return decide_claim(row, model=model, decided=decided, **said, by=by)


def test_what_is_told_to_whom(near: Programme) -> None:
    """The third post is Alder's and the model does without it; the second the model keeps."""
    line(near, "alder", (3, 2013, "1"), (2, 2013, "1"), title="Fewer managers")
    line(near, "alder", (4, 2013, "1"), held=True)
    third, fourth = post(near, "alder", 3), post(near, "alder", 4)
    baseline = near.baselines.get(council__slug="alder")
    baseline.released_at = None
    record(baseline, by=JOB, reason=REASON)
    finance, officer = member(near, Role.FINANCE_LEAD, "alder"), member(near, Role.OFFICER, "alder")
    manager, board = member(near, Role.PROGRAMME_MANAGER), member(near, Role.BOARD_MEMBER)
    other = member(near, Role.FINANCE_LEAD, "birch")
    exact, rough = less(third.cost_pence, rounded=False), less(third.cost_pence, rounded=True)
    headline = f"{whole_pounds(third.cost_pence)} less than as validated"
    pages = {user: page(user, near) for user in (finance, officer, manager, board, other)}
    assert all(headline in body for body in pages.values())
    assert {user for user, body in pages.items() if third.ref in body} == {finance}
    assert {user for user, body in pages.items() if exact in body} == {finance}
    assert {user for user, body in pages.items() if rough in body} == {officer, manager, board, other}
    assert {user for user, body in pages.items() if "Fewer managers" in body} == {finance, officer}
    held = f"{whole_pounds(fourth.cost_pence)} less than now"
    assert {user for user, body in pages.items() if held in body} == {finance, officer}
    assert f"{third.ref} 2013/14 1 {to_the_penny(third.cost_pence)}" in pages[finance]
    assert "the joint saving loses nothing" in pages[board]
    claims = {user: page(user, near, "claims/") for user in (finance, officer, board)}
    assert third.ref in claims[finance]
    assert f"{about(third.cost_pence)} a year" in claims[board]
    assert not any(third.ref in claims[user] for user in (officer, board))
    files = {user: page(user, near, "?format=csv") for user in (finance, board)}
    assert third.ref in files[finance]
    assert third.ref not in files[board]
    assert str(to_5000(third.cost_pence) // 100) in files[board]
    release_baseline(baseline, version=baseline.version, by=finance)
    assert third.ref in page(manager, near)
    assert third.ref not in page(board, near)


def waiting_claims(near: Programme) -> Mapping[str, int]:
    case = case_of(near)
    return claims_to_decide(case, case.models[0])


def test_a_claim_is_decided_and_followed(near: Programme) -> None:
    taken = line(near, "alder", (3, 2013, "1"))
    finance, staff = member(near, Role.FINANCE_LEAD, "alder"), member(near, Role.HR_LEAD, "alder")
    row = standing(near)
    assert row.state is State.AWAITING
    assert waiting_claims(near) == {"alder": 1}
    (waits,) = waiting_for(finance)
    assert waits.what == "Decide who keeps a claim on a post of Alder"
    assert waiting_for(staff) == []
    for refused, by, keeper, other in (
        ("not-allowed", staff, Keeper.JOINT, {}),
        ("stale", finance, Keeper.JOINT, {"version": 1}),
        ("stale", finance, Keeper.JOINT, {"seen": "other claims"}),
        ("keeper", finance, Keeper.JOINT, {"line": taken.ref}),
        ("keeper", finance, Keeper.LOCAL, {"line": "L99"}),
    ):
        with pytest.raises(Refused) as told:
            decide(near, row, by, keeper, **other)
        assert told.value.code == refused
    before = page(finance, near, "?format=csv")
    decision = decide(near, row, finance, Keeper.JOINT)
    assert standing(near).state is State.TO_FOLLOW
    assert waiting_claims(near) == {}
    assert waiting_for(finance) == []
    assert page(finance, near, "?format=csv") == before
    told_to_all = page(member(near, Role.BOARD_MEMBER), near, "claims/")
    assert "The joint model keeps the claim. Decided on 1 February 2013: Board, minute 6." in told_to_all
    assert "because" not in told_to_all
    assert "because" in page(finance, near, "claims/")
    decide(near, row, finance, Keeper.LOCAL, version=1)
    decision.refresh_from_db()
    assert (decision.line, decision.version, standing(near).state) == (taken, 2, State.DECIDED)
    assert [act.history_change_reason for act in decision.history.all()] == [
        "decided anew",
        "who keeps the claim decided",
    ]
    assert page(staff, near, f"decisions/{decision.pk}/").count("Why: because") == 2
    # What is claimed changes, and so it is looked at again; the line lets go, and the conflict is gone.
    claim = taken.posts.get()
    claim.from_year = 2014
    record(claim, by=JOB, reason=REASON)
    assert standing(near).state is State.AGAIN
    assert waiting_claims(near) == {"alder": 1}
    erase(claim, by=JOB, reason=REASON)
    assert conflicts_beside(near, "3b").standing == ()
    assert "Decided and followed" in page(finance, near, "claims/")
    with pytest.raises(Refused) as told:
        decide(near, row, finance, Keeper.LOCAL, version=2)
    assert told.value.code == "gone"


def test_several_lines_on_one_post_name_which_keeps_it(near: Programme) -> None:
    for _ in range(2):
        line(near, "alder", (3, 2013, "1"))
    line(near, "alder", (77, 2013, "1"))
    finance = member(near, Role.FINANCE_LEAD, "alder")
    row = standing(near, "over_claimed")
    with pytest.raises(Refused, match="Several lines"):
        decide(near, row, finance, Keeper.LOCAL)
    assert decide(near, row, finance, Keeper.LOCAL, line="L2").line.ref == "L2"
    assert standing(near, "over_claimed").state is State.TO_FOLLOW
    lead, team = finance, member(near, Role.PROGRAMME_MANAGER)
    assert all("Line L2 keeps the claim" in page(who, near, "claims/") for who in (lead, team))
    # Held by now, it is named to its own council alone.
    kept = near.savings_plans.get().lines.get(ref="L2")
    kept.held = True
    record(kept, by=JOB, reason=REASON)
    assert "Line L2 keeps the claim" in page(lead, near, "claims/")
    assert "L2" not in (told := page(team, near, "claims/"))
    assert "The council’s own line keeps the claim" in told
    kept.held = False
    record(kept, by=JOB, reason=REASON)
    lost = standing(near, "post_not_found")
    with pytest.raises(Refused, match="does not have"):
        decide(near, lost, finance, Keeper.JOINT)
    decide(near, lost, finance, Keeper.NEITHER)
    assert standing(near, "post_not_found").state is State.TO_FOLLOW


def test_a_form_says_what_is_wrong_and_keeps_what_was_written(near: Programme) -> None:
    claim = line(near, "alder", (3, 2013, "1")).posts.get()
    client = Client()
    client.force_login(member(near, Role.FINANCE_LEAD, "alder"))
    address = reverse("erosion-decide", args=[near.slug, "3b", claim.pk, "also_in_model"])
    sent = {"keeper": "joint", "authority": "Board", "reason": "because", "seen": standing(near).seen, "version": 0}
    late = {"decided_on_day": "1", "decided_on_month": "2", "decided_on_year": "2099"}
    answer = client.post(address, sent | late)
    assert answer.status_code == 422
    assert "It must have been decided by today" in answer.content.decode()
    date = {"decided_on_day": "1", "decided_on_month": "2", "decided_on_year": "2013"}
    claim.fte = claim.fte / 2
    record(claim, by=JOB, reason=REASON)
    answer = client.post(address, sent | date)
    assert answer.status_code == 409
    assert "has changed since you opened the page" in answer.content.decode()
    assert client.post(address, sent | date | {"seen": standing(near).seen}).status_code == 302
    assert ClaimDecision.objects.get().claims == [{"line": "L1", "fte": "0.5000", "from": "2013/14"}]


def test_a_day_gone_by_and_what_is_missing(near: Programme) -> None:
    finance = member(near, Role.FINANCE_LEAD, "alder")
    assert "No savings plan of the programme has been recorded yet" in page(finance, near, "?at=2013-02-01")
    taken = line(near, "alder", (3, 2013, "1"))
    assert "Nothing had been recorded by 1 February 2013" in page(finance, near, "?at=2013-02-01")
    assert "Choose a day that has passed" in page(finance, near, "?at=2999-01-01", status=422)
    today = datetime.date.today().isoformat()
    taken.history.update(history_date="2013-02-01T12:00Z")
    taken.plan.history.update(history_date="2013-02-01T12:00Z")
    taken.posts.get().history.update(history_date="2013-02-01T12:00Z")
    assert "The joint saving in" in page(finance, near, f"?at={today}")
    taken.status = LineStatus.WITHDRAWN
    record(taken, by=JOB, reason=REASON)
    assert "No local line takes anything" in page(finance, near)


def test_what_is_much_is_on_several_pages_or_in_the_files(near: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (3, 4):
        line(near, "alder", (number, 2013, "1"))
    finance = member(near, Role.FINANCE_LEAD, "alder")
    assert "the files have all of them" not in page(finance, near)
    monkeypatch.setattr("savings.views.conflicts.ROWS_A_PAGE", 1)
    monkeypatch.setattr("savings.presenters.losses.MOST_ROWS", 1)
    third, fourth = (post(near, "alder", number).ref for number in (3, 4))
    pages = [page(finance, near, f"claims/?page={number}") for number in (1, 2)]
    assert [(third in each, fourth in each, "2 of 2" in each) for each in pages] == [
        (True, False, True), (False, True, True),
    ]  # fmt: skip
    assert "The first 1 of 2; the files have all of them." in page(finance, near)


def test_what_was_held_back_since_is_told_of_a_day_gone_by_to_its_own_council(near: Programme) -> None:
    """The figure of that day stays; the line and its post are its council's alone, like the line itself."""
    held = line(near, "alder", (3, 2013, "1"))
    line(near, "alder", (4, 2013, "1"))
    third, fourth = post(near, "alder", 3), post(near, "alder", 4)
    people = [member(near, Role.PROGRAMME_MANAGER), member(near, Role.FINANCE_LEAD, "alder")]
    past, named = f"?at={timezone.localdate()}", {"L1", third.ref, "L2", fourth.ref}

    def told(user: User, end: str) -> set[str]:
        body = page(user, near, end)
        return {name for name in named if name in body}

    assert [told(user, end) for user in people for end in (past, f"{past}&format=csv")] == [named] * 4
    figure = f"{whole_pounds(third.cost_pence + fourth.cost_pence)} less than as validated"
    held.held = True
    with on_day(1):
        record(held, by=JOB, reason=REASON)
    manager, finance = people
    assert told(manager, past) == told(manager, f"{past}&format=csv") == set()
    assert told(finance, past) == told(finance, f"{past}&format=csv") == named
    assert all(figure in page(user, near, past) for user in people)
    assert "Lines of Alder are told together" in page(manager, near, past)
    assert "Lines of Alder are told together" not in page(finance, near, past)
    # What stands now is told as ever, and a line that is withdrawn was told of.
    assert told(manager, "") == {"L2", fourth.ref}
    held.held, held.status, held.agreed_on = False, LineStatus.WITHDRAWN, DAY
    with on_day(1):
        record(held, by=JOB, reason=REASON)
    assert told(manager, past) == named

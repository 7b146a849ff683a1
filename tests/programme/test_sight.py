"""How much of a council's baseline each sees, before and after it is released."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from accounts.roles import Role
from collab.calc.suppression import ALL, Shown
from collab.history import record
from programme.enums import BaselineStatus
from programme.models import Baseline, Council, CouncilSettings, Programme
from programme.queries import current_baselines, may_in
from programme.queries.sight import Sight, listed_posts, own_drafts, posts_in_sight, sight_of
from programme.queries.staffing_totals import LISTED_TIERS, table_in_sight, totals_in_sight
from tests.factories.staffing import make_baseline, make_operating_model
from tests.factories.world import CASES, JOB, LATER, MARKS, REASON, STAFF, make_council, make_member, make_programme

ROLES = {
    "finance": Role.FINANCE_LEAD, "hr": Role.HR_LEAD, "officer": Role.OFFICER, "manager": Role.PROGRAMME_MANAGER,
    "auditor": Role.AUDITOR, "board": Role.BOARD_MEMBER, "administrator": Role.ADMINISTRATOR,
}  # fmt: skip
COUNCIL_ROLES = ("finance", "hr", "officer")


@pytest.fixture
def near(db) -> Programme:
    return make_programme("near", [make_council(name, at) for at, name in enumerate(("alder", "birch"), 1)])


@pytest.fixture
def alder(near: Programme) -> Council:
    return Council.objects.get(slug="alder")


@pytest.fixture
def person(near: Programme, alder: Council) -> Callable[[str], User]:
    kept: dict[str, User] = {}

    def made(name: str) -> User:
        if name not in kept:
            whose, _, role = name.rpartition(" ")
            council = Council.objects.get(slug=whose) if role in COUNCIL_ROLES else None
            kept[name] = make_member(near, ROLES[role], council, name.title())
        return kept[name]

    return made


SEEN = {
    # Who: draft, validated, released, superseded
    "alder finance": (Sight.OWN, Sight.OWN, Sight.OWN, Sight.OWN),
    "alder hr": (Sight.OWN, Sight.OWN, Sight.OWN, Sight.OWN),
    "alder officer": (Sight.NOTHING, Sight.TOTALS, Sight.GROUPS, Sight.NOTHING),
    "birch finance": (Sight.NOTHING, Sight.TOTALS, Sight.GROUPS, Sight.NOTHING),
    "birch hr": (Sight.NOTHING, Sight.TOTALS, Sight.GROUPS, Sight.NOTHING),
    "manager": (Sight.NOTHING, Sight.TOTALS, Sight.POSTS, Sight.NOTHING),
    "auditor": (Sight.NOTHING, Sight.TOTALS, Sight.POSTS, Sight.NOTHING),
    "board": (Sight.NOTHING, Sight.TOTALS, Sight.GROUPS, Sight.NOTHING),
    "administrator": (Sight.NOTHING,) * 4,
}


def test_sight_of_each(near: Programme, alder: Council, person: Callable[[str], User]) -> None:
    states = (
        (BaselineStatus.DRAFT, False), (BaselineStatus.VALIDATED, False), (BaselineStatus.VALIDATED, True),
        (BaselineStatus.SUPERSEDED, True),
    )  # fmt: skip
    rows = [
        Baseline(programme=near, council=alder, status=status, released_at=timezone.now() if released else None)
        for status, released in states
    ]
    assert {who: tuple(sight_of(may_in(near, person(who)), row) for row in rows) for who in SEEN} == SEEN


def test_what_each_reads(near: Programme, alder: Council, person: Callable[[str], User]) -> None:
    make_baseline(near, alder, STAFF["alder"], posts=14)
    make_baseline(near, alder, STAFF["alder"], posts=2, as_at=LATER, status=BaselineStatus.DRAFT)
    current = current_baselines(near)[0]
    assert current.baseline is not None

    own, team, member = (may_in(near, person(who)) for who in ("alder hr", "manager", "birch hr"))
    assert [posts_in_sight(may, current.baseline).count() for may in (own, team, member)] == [14, 14, 0]
    # Not even read from the database for the programme team.
    assert "personal" in posts_in_sight(team, current.baseline)[0].get_deferred_fields()
    assert "personal" not in posts_in_sight(own, current.baseline)[0].get_deferred_fields()
    assert [len(own_drafts(may, near)) for may in (own, team, member)] == [1, 0, 0]

    # £7,513,001 to £7,513,003: nobody else learns more than the band.
    assert {(row.tier, row.band_from_pence) for row in listed_posts(member, current.baseline)} == {
        (2, 7_510_000_00), (3, 7_510_000_00),
    }  # fmt: skip
    whole, part = table_in_sight(team, current), table_in_sight(member, current)
    assert whole is not None
    assert part is not None
    assert (whole.tiers, part.tiers) == ([2, 3, 4, 5], [LISTED_TIERS, 4, 5])
    assert (whole.is_whole, part.is_whole) == (True, False)
    service = "People Services"
    assert [(part.at(service, tier).posts, part.at(service, tier).cost_pence) for tier in part.tiers] == [  # type: ignore[union-attr]
        (2, None), (None, None), (None, None),
    ]  # fmt: skip
    total = totals_in_sight(member, [current])[current.baseline.pk]
    assert total.in_scope.posts == 13
    assert total.outside is None
    assert totals_in_sight(own, [current])[current.baseline.pk].outside == 1


def test_a_higher_threshold_of_the_council_holds(near: Programme, alder: Council, person) -> None:
    make_baseline(near, alder, STAFF["alder"], posts=14)
    member = may_in(near, person("birch hr"))
    seen = [totals_in_sight(member, current_baselines(near)[:1])]
    row = CouncilSettings(
        council=alder, in_force_from=near.today, on_cost_rate="0.28", suppression_threshold=12, stale_after_days=90,
        key_decision_pence=1, source="Cabinet",
    )  # fmt: skip
    record(row, by=JOB, reason=REASON)
    seen.append(totals_in_sight(member, current_baselines(near)[:1]))
    # Two of its thirteen posts in scope are managers, whom others see one by one.
    assert [next(iter(found.values())).in_scope.posts for found in seen] == [13, None]
    # What they cost stands in every appraisal, and so here as well; nothing else of the table does.
    costs = [next(iter(found.values())).in_scope.cost_pence for found in seen]
    assert costs[0] == costs[1] is not None
    table = table_in_sight(member, current_baselines(near)[0])
    assert table is not None
    told = {place: figure for place, figure in table.figures.items() if figure != Shown(None, None, None)}
    assert told == {ALL: Shown(None, None, costs[0])}


def test_posts_are_refused_with_the_reason_until_they_are_released(
    near: Programme, alder: Council, client, person
) -> None:
    mark = STAFF["alder"].staff.word
    baseline = make_baseline(near, alder, STAFF["alder"], released=False)
    client.force_login(person("manager"))
    path = "/programmes/near/staffing/alder/posts/"
    before = client.get(path)
    assert before.status_code == 403
    assert "has not released this baseline to the programme yet" in before.content.decode()
    assert mark not in client.get("/programmes/near/staffing/alder/").content.decode()
    baseline.released_at = timezone.now()
    record(baseline, by=JOB, reason=REASON)
    assert mark in client.get(path).content.decode()
    # Nobody finds out by looking for it, or by the order, what they may not see.
    client.force_login(person("board"))
    for asked in ("", "?text=7513", "?order=-salary_pence"):
        answer = client.get(f"{path}{asked}")
        assert answer.status_code == 403
        assert "seen one by one by its own finance lead and HR lead" in answer.content.decode()
    seen = client.get("/programmes/near/staffing/alder/").content.decode()
    assert STAFF["alder"].senior.word in seen
    assert mark not in seen


def in_file(answer: Any) -> str:
    """Every cell of a table that was taken away, and what the file says of itself."""
    if answer["Content-Type"].startswith("text/csv"):
        return answer.content.decode("utf-8-sig")
    workbook = load_workbook(BytesIO(answer.content))
    cells = [str(cell.value) for sheet in workbook for row in sheet for cell in row]
    return "\n".join([*cells, *workbook.sheetnames, str(workbook.properties)])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_to_take_away_say_what_the_pages_say(near: Programme, alder: Council, client, person, kind: str) -> None:
    baseline = make_baseline(near, alder, STAFF["alder"], posts=14)
    model = make_operating_model(near, CASES["near"], [baseline])
    marks, start = STAFF["alder"], "/programmes/near/staffing/"
    paths = [
        start,
        f"{start}alder/",
        f"{start}alder/structure/",
        f"/programmes/near/operating-models/{model.code}/structure/",
    ]
    for who, posts in (("manager", True), ("alder hr", True), ("board", False), ("birch hr", False)):
        client.force_login(person(who))
        found = [client.get(path, {"format": kind}) for path in paths]
        assert [answer.status_code for answer in found] == [200] * 4
        said = [in_file(answer) for answer in found]
        assert [marks.senior.word in text for text in said] == [False, True, True, True], who
        assert any(marks.staff.word in text for text in said) is posts
        assert not any(marks.holder.word in text for text in said)
        every = client.get(f"{start}alder/posts/", {"format": kind, "order": "-cost_pence"})
        assert every.status_code == (200 if posts else 403)
        if posts:
            text = in_file(every)
            assert f"{marks.staff.word}-014" in text
            assert "7513014" in text
            assert marks.holder.word not in text
    assert client.get(start, {"format": "docx"}).status_code == 404


def test_list_says_what_is_missing_and_who_can_supply_it(near: Programme, alder: Council, client, person) -> None:
    make_baseline(near, alder, STAFF["alder"])
    make_baseline(near, alder, STAFF["alder"], posts=2, as_at=LATER, status=BaselineStatus.DRAFT)
    for who, drafts in (("board", False), ("alder hr", True), ("birch hr", False)):
        client.force_login(person(who))
        seen = client.get("/programmes/near/staffing/").content.decode()
        assert "Birch has no validated baseline yet" in seen
        assert "The finance lead or the HR lead of Birch can bring in its posts." in seen
        assert "There is no total until every council has a validated baseline." in seen
        # That a baseline is under way is the council's own.
        assert ("Baseline as at 1 April 2040" in seen) is drafts
    assert MARKS["alder"].word not in seen
    # Of a council that has too few posts their cost alone is told, and no total from which more would follow.
    make_baseline(near, Council.objects.get(slug="birch"), STAFF["birch"], posts=6)
    for who, told in (("board", False), ("manager", True)):
        client.force_login(person(who))
        seen = client.get("/programmes/near/staffing/").content.decode()
        assert ("There is no total, because one council’s would follow from it." in seen) is not told
        assert ("All councils" in seen) is told


def test_what_is_superseded_is_there_for_its_own_council_alone(near: Programme, alder: Council, client, person) -> None:
    """On the pages as over the API: what is validated others know of, and do not see its posts."""
    for status, pages in ((BaselineStatus.SUPERSEDED, 404), (BaselineStatus.VALIDATED, 403)):
        row = make_baseline(near, alder, STAFF["alder"], status=status)
        page = f"/programmes/near/staffing/alder/{row.pk}/"
        api = f"/api/v1/programmes/near/baselines/{row.pk}/posts/"
        for who in ("board", "alder officer"):
            client.force_login(person(who))
            assert (client.get(page).status_code, client.get(api).status_code) == (pages, pages), who
        client.force_login(person("alder hr"))
        assert (client.get(page).status_code, client.get(api).status_code) == (200, 200)


def test_who_validates_few_posts_is_told_what_others_will_read(near: Programme, alder: Council, client, person) -> None:
    client.force_login(person("alder hr"))
    for number, few in ((7, True), (8, False)):
        row = make_baseline(near, alder, STAFF["alder"], posts=number, status=BaselineStatus.SUBMITTED, released=False)
        page = client.get(f"/programmes/near/staffing/alder/{row.pk}/validate/").content.decode()
        assert ("Fewer than 5 posts in scope are below tier 3" in page) is few

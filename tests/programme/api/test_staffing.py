"""Baselines and operating models over the API: each person gets as much as the pages would show, and no more."""

import json
from decimal import Decimal
from typing import Any

import pytest

from collab.history import erase, record
from programme.models import Baseline, ModelPost
from programme.services.groups import keep_model_groups
from tests.factories.staffing import make_operating_model, post_values
from tests.factories.world import CASES, JOB, REASON, STAFF, World
from tests.house.asking import Asker, address, fast

LEAD, MANAGER, BOARD = "alder finance_lead", "near programme_manager", "near board_member"


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


def get(world: World, who: str, path: str, **data: str) -> Any:
    with fast():
        answer = Asker(world)(who, "GET", path, data)
    assert answer.status == 200, answer.text
    return json.loads(answer.body)


def path(world: World, name: str, council: str = "alder") -> str:
    return address(world, name, council)


def refs(found: Any) -> list[int]:
    """The numbers in the references of Alder's posts, in the order of the answer."""
    return [int(row["ref"].rpartition("-")[2]) for row in found["results"]]


def test_baselines_are_listed_as_far_as_they_are_known(world: World) -> None:
    listed = {who: get(world, who, path(world, "api-baseline-list"))["results"] for who in (LEAD, MANAGER, BOARD)}
    assert [(row["council"], row["status"]) for row in listed[BOARD]] == [
        ("cedar", "validated"), ("birch", "validated"), ("alder", "validated")
    ]  # fmt: skip
    own = [(row["status"], row["as_at"]) for row in listed[LEAD] if row["council"] == "alder"]
    assert sorted(status for status, _ in own) == ["draft", "submitted", "validated"]
    (alder,) = [row for row in listed[MANAGER] if row["council"] == "alder"]
    marks = STAFF["alder"].staff
    # Eight posts in scope and one out of it, which cost their salary and no more.
    cost = sum(int(f"{marks.thousands}{number:03}") for number in range(1, 9))
    assert alder == {
        "id": world.baselines["alder"].pk, "council": "alder", "as_at": "2012-11-30", "status": "validated",
        "released": True, "validated_at": alder["validated_at"], "is_current": True, "age_days": alder["age_days"],
        "is_stale": True, "source": "Staffing file", "out_of_scope": 1,
        "in_scope": {"posts": 8, "fte": "8.0000", "cost": f"{cost}.00"},
    }  # fmt: skip
    (birch,) = [row for row in listed[MANAGER] if row["council"] == "birch"]
    assert (birch["released"], birch["source"], birch["out_of_scope"]) == (False, "", None)
    narrowed = get(world, LEAD, path(world, "api-baseline-list"), council="alder", status="validated")
    assert [row["id"] for row in narrowed["results"]] == [world.baselines["alder"].pk]


def test_a_baseline_shows_managers_in_bands_and_no_small_group(world: World) -> None:
    lead, board = (get(world, who, path(world, "api-baseline-detail")) for who in (LEAD, BOARD))
    cells = {(row["service"], row["tier"]): row for row in lead["by_service_and_tier"]}
    assert cells["People Services", "5"]["posts"] == 5
    assert cells[None, None]["cost"] == lead["in_scope"]["cost"]
    # Three managers, one of them in each of tiers 2 to 4: the two of tiers 1 to 3 are listed.
    assert [row["tier"] for row in board["managers"]] == [2, 3]
    (low, high) = board["managers"][0]["pay_band_from"], board["managers"][0]["pay_band_below"]
    assert Decimal(high) - Decimal(low) == 5000
    assert set(board["managers"][0]) == {
        "title", "service", "tier", "fte", "pay_band_from", "pay_band_below", "in_scope"
    }  # fmt: skip
    # The one of tier 4 stands alone.
    (alone,) = [
        row for row in board["by_service_and_tier"] if (row["service"], row["tier"]) == ("People Services", "4")
    ]
    assert (alone["posts"], alone["fte"], alone["cost"]) == (None, None, None)
    assert cells["People Services", "4"]["posts"] == 1
    birch = get(world, BOARD, path(world, "api-baseline-detail", "birch"))
    assert (birch["managers"], birch["by_service_and_tier"]) == ([], [])


def test_posts_are_for_own_leads_and_the_team_after_release(world: World) -> None:
    of_alder, of_birch = path(world, "api-baseline-posts"), path(world, "api-baseline-posts", "birch")
    for who in (LEAD, MANAGER):
        rows = get(world, who, of_alder)["results"]
        assert len(rows) == 9
        assert rows[0]["title"].startswith("Aldersenior post")
        assert rows[0]["salary"] == rows[0]["cost"] == "7513001.00"
        assert not any("holder" in str(row).lower() or "personal" in row for row in rows)
    with fast():
        ask = Asker(world)
        for who, where, words in (
            (BOARD, of_alder, "finance lead and HR lead and, once they are released, by the programme team"),
            (MANAGER, of_birch, "has not released this baseline"),
            (LEAD, of_birch, "finance lead and HR lead"),
        ):
            answer = ask(who, "GET", where)
            assert (answer.status, words in json.loads(answer.body)["detail"]) == (403, True), who
        draft = f"{path(world, 'api-baseline-list')}{world.drafts['alder'].pk}/posts/"
        assert [ask(who, "GET", draft).status for who in (LEAD, MANAGER, "alder officer")] == [200, 404, 404]


def test_posts_are_narrowed_ordered_and_paged(world: World) -> None:
    where = path(world, "api-baseline-posts")
    assert refs(get(world, LEAD, where)) == list(range(1, 10))
    assert refs(get(world, LEAD, where, tier="5")) == [4, 5, 6, 7, 8, 9]
    assert refs(get(world, LEAD, where, tier="0")) == []
    assert refs(get(world, LEAD, where, vacant="true")) == [2]
    assert refs(get(world, LEAD, where, in_scope="false")) == [9]
    assert refs(get(world, LEAD, where, search="aldersenior -002")) == [2]
    assert refs(get(world, LEAD, where, service="Elsewhere")) == []
    assert refs(get(world, LEAD, where, ordering="-salary_pence", page_size="2")) == [9, 8]
    second = get(world, LEAD, where, ordering="-salary_pence", page_size="2", page="2")
    assert (refs(second), second["count"]) == ([7, 6], 9)
    assert "page=3" in second["next"]
    with fast():
        for data, name in (
            ({"vacant": "maybe"}, "vacant"), ({"tier": "1.5"}, "tier"), ({"ordering": "personal"}, "ordering"),
            ({"page": "0"}, "page"), ({"page_size": "1001"}, "page_size"), ({"personal": "x"}, "personal"),
        ):  # fmt: skip
            answer = Asker(world)(LEAD, "GET", where, data)
            assert (answer.status, list(json.loads(answer.body)["fields"])) == (400, [name])
        assert Asker(world)(LEAD, "GET", where, {"page": "9"}).status == 404


def test_a_model_with_its_years_and_other_savings(world: World) -> None:
    mark = CASES["near"]
    (row,) = get(world, BOARD, path(world, "api-model-list"))["results"]
    assert (row["code"], row["preferred"], row["apportionment"]) == ("3b", True, {"of": "saving", "by": "equal"})
    found = get(world, BOARD, path(world, "api-model-detail"))
    assert [row["year"] for row in found["years"]] == ["2013/14", "2014/15"]
    assert [(row["phasing"], row["one_off_cost"]) for row in found["years"]] == [("0.5", "6333090.00"), ("1", None)]
    (other,) = found["other_savings"]
    assert (other["title"], other["kind"]) == (mark.says("contract"), "contract")
    assert other["amounts"] == [{"year": "2013/14", "amount": "6333091.00"}]
    model = make_operating_model(world.near, mark, code="plain", preferred=False)
    model.apportion_of = model.apportion_by = ""
    record(model, by=JOB, reason=REASON)
    assert get(world, BOARD, path(world, "api-model-detail").replace("3b", "plain"))["apportionment"] is None


def test_kept_posts_of_a_model_stay_their_councils(world: World) -> None:
    where = path(world, "api-model-posts")

    def kept(who: str, **data: str) -> list[tuple[str | None, bool, bool]]:
        rows = get(world, who, where, **data)["results"]
        return sorted({(row["kept_of"], row["is_whole"], row["salary"] is not None) for row in rows}, key=str)

    # Each council keeps one post of tier 3 and four of tier 5; Birch has not released.
    assert kept(BOARD) == [("alder", False, False), ("cedar", False, False), (None, True, True)]
    assert kept(MANAGER) == [("alder", True, True), ("cedar", True, True), (None, True, True)]
    assert kept("birch hr_lead") == [
        ("alder", False, False), ("birch", True, True), ("cedar", False, False), (None, True, True)
    ]  # fmt: skip
    assert get(world, BOARD, where)["count"] == 3
    assert get(world, MANAGER, where)["count"] == 11
    (alder,) = [row for row in get(world, BOARD, where)["results"] if row["kept_of"] == "alder"]
    shown = {name for name, value in alder.items() if value not in (None, "", [], False, 0)}
    bands = {"pay_band_from", "pay_band_below"}
    assert shown == {"title", "service", "tier", "fte", "basis", "councils", "kept_of", *bands}
    # Nothing that is not shown can be looked for.
    hidden = STAFF["alder"].staff.word
    assert get(world, BOARD, where, search=hidden)["count"] == 0
    assert get(world, MANAGER, where, search=hidden)["count"] == 4
    assert kept(BOARD, new="true") == [(None, True, True)]
    assert get(world, MANAGER, where, tier="5", basis="geographic")["count"] == 8


def test_what_a_new_post_says_of_kept_ones_is_for_who_sees_them(world: World) -> None:
    model, mark = world.models["near"], CASES["near"]
    rows = model.posts.filter(tier=5, retains_council__isnull=False).select_related("retains_council")
    kept = {row.retains_council.slug: row for row in rows}
    new = ModelPost(
        model=model, position=99, basis="shared", councils=["alder", "birch"], reports_to=kept["birch"].ref,
        merges=["alder:Alderstaff-001", "birch:Birchstaff-003"],
        **{**post_values(mark, 2, mark.says("merged"), ref="M99"), "tier": 1},
    )  # fmt: skip
    record(new, by=JOB, reason=REASON)
    keep_model_groups(model)
    said = {}
    for who in (BOARD, MANAGER, "birch finance_lead"):
        row = get(world, who, path(world, "api-model-posts"))["results"][0]
        said[who] = (row["merges"], row["merges_unseen"], row["reports_to"])
    assert said == {
        BOARD: ([], 2, ""),
        MANAGER: (["alder:Alderstaff-001"], 1, ""),
        "birch finance_lead": (["birch:Birchstaff-003"], 1, kept["birch"].ref),
    }


def test_parameters(world: World) -> None:
    found = get(world, BOARD, path(world, "api-parameters"))
    assert (found["number"], found["first_year"], found["price_base"]) == (1, "2013/14", "2012/13")
    assert (found["discount_rate"], found["apportionment"]) == ("0.035", {"of": "saving", "by": "equal"})
    assert [row["council"] for row in found["councils"]] == ["alder", "birch", "cedar"]
    assert found["earlier"] == []
    for row in world.near.parameters.all():
        erase(row, by=JOB, reason=REASON)
    with fast():
        answer = Asker(world)(BOARD, "GET", path(world, "api-parameters"))
    assert (answer.status, json.loads(answer.body)["detail"]) == (
        404, "No parameters have been agreed for this programme yet."
    )  # fmt: skip


def test_an_earlier_baseline_tells_others_no_totals(world: World) -> None:
    """Two days side by side would say what the posts cost that came or went between them."""
    earlier = Baseline.objects.get(pk=world.baselines["alder"].pk)
    earlier.pk = None
    earlier._state.adding = True
    earlier.as_at = earlier.as_at.replace(year=2011)
    record(earlier, by=JOB, reason=REASON)
    for who in (BOARD, MANAGER):
        found = get(world, who, f"{path(world, 'api-baseline-list')}{earlier.pk}/")
        assert (found["is_current"], found["in_scope"], found["age_days"]) == (False, None, None)
        assert (found["by_service_and_tier"], found["managers"]) == ([], [])

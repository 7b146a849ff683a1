"""The pages on which the programme manager keeps operating models and the parameters of the case."""

import datetime
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from collab.calc.money import pounds
from collab.history import erase_many
from programme.enums import BaselineStatus
from programme.models import Baseline, CaseParameters, OperatingModel, Post
from programme.queries.operating_models import figures_of
from programme.services.groups import keep_model_groups
from programme.services.operating_models import change_model, keep_version, make_model, remove_posts
from tests.factories.staffing import make_baseline
from tests.factories.world import JOB, STAFF, World, make_member

NEAR = "/programmes/near/"
MODEL = f"{NEAR}operating-models/3b/"


@pytest.fixture
def manager(world: World) -> Client:
    return world.client("near programme_manager")


def words(response: Any) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def ticks(world: World, *refs: str) -> list[str]:
    return [f"b{Post.objects.get(ref=ref, baseline__in=world.baselines.values()).pk}" for ref in refs]


def test_what_is_ticked_is_worked_out_alike_with_scripts_and_without(world, manager) -> None:
    model = world.models["near"]
    kept, missing = "Alderstaff-002", "Birchstaff-001"
    data = {"tick": ticks(world, kept, missing), "version": 1}
    fragment = words(manager.post(f"{MODEL}posts/figures/", data))
    figures = figures_of(model)
    saving, cost = figures.saving_pence or 0, figures.model.cost_pence
    for ref, more, label in ((kept, 1, "Without the 1 post ticked"), (missing, -1, "With the 1 post ticked")):
        pence = Post.objects.get(ref=ref).cost_pence
        assert f"{pounds(pence)} {'more' if more == 1 else 'less'} saved a year" in fragment
        assert all(pounds(amount) in fragment for amount in (cost - more * pence, saving + more * pence))
        assert label in fragment
    page = manager.post(f"{MODEL}posts/", {**data, "act": "work_out"})
    assert fragment.strip() in words(page)
    assert page.content.decode().count(" checked") == 2
    assert OperatingModel.objects.get(pk=model.pk).version == 1


def test_a_narrowed_table_and_all_that_it_found(world, manager) -> None:
    page = manager.get(f"{MODEL}posts/", {"q": "staff", "council": "alder", "tier": "5", "state": "in"})
    assert "5 posts found" in words(page) or "4 posts found" in words(page)
    assert STAFF["birch"].staff.word not in page.content.decode()
    count = world.models["near"].posts.filter(retains_council=world.councils["alder"], tier=5).count()
    address = f"{MODEL}posts/?council=alder&tier=5&state=in"
    assert manager.post(address, {"act": "remove", "everything": "on", "version": 1}).status_code == 302
    assert not world.models["near"].posts.filter(retains_council=world.councils["alder"], tier=5).exists()
    assert world.models["near"].posts.filter(retains_council=world.councils["birch"], tier=5).count() == count
    # What nobody offers narrows nothing and is no fault.
    assert manager.get(f"{MODEL}posts/", {"tier": "x", "council": "dogwood", "page": "9" * 40}).status_code == 200
    assert manager.post(f"{MODEL}posts/", {"act": "remove", "tick": ["b²", "n" + "9" * 40, "x"]}).status_code == 409


def test_posts_of_a_council_that_has_not_released_them_are_left_out_and_left_alone(world, manager) -> None:
    page = manager.get(f"{MODEL}posts/")
    assert "validated but not released to the programme: the baseline of Cedar" in words(page)
    assert STAFF["cedar"].staff.word not in page.content.decode()
    row = world.models["near"].posts.filter(retains_council=world.councils["cedar"])[0]
    assert manager.get(f"{MODEL}posts/{row.pk}/").status_code == 404
    answer = manager.post(f"{MODEL}posts/", {"act": "remove", "tick": [f"n{row.pk}"], "version": 1})
    assert (answer.status_code, "Tick the posts that are meant." in words(answer)) == (409, True)


def test_how_many_posts_there_are_today_is_told_where_it_is_told_of_each_council(world, manager) -> None:
    """Of Cedar others know its FTE and cost: a joint number of posts would add its own, which are not released."""
    world.people["cedar hr_lead"] = make_member(world.near, Role.HR_LEAD, world.councils["cedar"])
    for who, told in (("near board_member", False), ("near programme_manager", False), ("cedar hr_lead", True)):
        page = words(world.client(who).get(MODEL))
        assert ("Of 24 in scope today" in page, "today 24 posts" in page) == (told, told), who
        assert ("Removed Not shown" in page) is not told, who
    # What the model has below tier 3 is not told where it is few, here as in the comparison.
    model = world.models["near"]
    erase_many(list(model.posts.filter(tier=5)[1:]), by=JOB, reason="few are left")
    keep_model_groups(model)
    page = words(world.client("cedar hr_lead").get(MODEL))
    assert "fewer than 5 kept ones are below tier 3" in page
    assert "Kept as they are Not shown" in page


def test_a_version_tells_no_number_of_posts_that_its_model_does_not(world) -> None:
    model = world.models["near"]
    full = keep_version(model, version=model.version, by=JOB, reason="full")
    erase_many(list(model.posts.filter(tier=5)[1:]), by=JOB, reason="few are left")
    keep_model_groups(model)
    page = words(world.client("near board_member").get(f"{MODEL}versions/{full.number}/"))
    # One new post, three managers and twelve others; then one of the others.
    assert f"Version {full.number} 16 " in page
    assert "As it is Not shown" in page


def test_kept_posts_that_a_later_baseline_has_not_are_named(world, manager) -> None:
    later = datetime.date(2013, 1, 31)
    make_baseline(world.near, world.councils["alder"], STAFF["alder"], posts=6, as_at=later)
    page = manager.get(f"{MODEL}posts/")
    assert "Not in the baseline now" in words(page)
    lost = world.models["near"].posts.filter(retains_ref__in=["Alderstaff-006", "Alderstaff-007", "Alderstaff-008"])
    sent = {"act": "remove", "tick": [f"n{row.pk}" for row in lost], "version": 1}
    assert len(sent["tick"]) == 3
    assert manager.post(f"{MODEL}posts/", sent).status_code == 302
    assert "Not in the baseline now" not in words(manager.get(f"{MODEL}posts/"))
    assert "as at 31 January 2013" in words(manager.get(MODEL))


def test_posts_are_merged_into_one_whose_pay_is_asked_for(world, manager) -> None:
    answer = manager.post(f"{MODEL}posts/", {"act": "merge", "tick": ticks(world, "Alderstaff-001")})
    assert (answer.status_code, "Tick two posts" in words(answer)) == (409, True)
    both = ticks(world, "Alderstaff-002", "Birchstaff-002")
    answer = manager.post(f"{MODEL}posts/", {"act": "merge", "tick": both})
    page = manager.get(answer.url)
    assert "It stands in place of 2 posts" in words(page)
    assert page.context["form"]["salary_pence"].value() is None
    data = {
        "merge": [tick[1:] for tick in both], "title": "Joint head", "basis": "shared", "councils": ["alder", "birch"],
        "fte": "1.00001", "salary_pence": "lots", "on_cost_rate": "28.5", "version": 1,
    }  # fmt: skip
    wrong = manager.post(answer.url, data)
    assert wrong.status_code == 422
    assert all(said in words(wrong) for said in ("at most 4 decimals", "Write the amount in pounds"))
    manager.post(answer.url, {**data, "fte": "1", "salary_pence": "60,000"})
    post = world.models["near"].posts.get(title="Joint head")
    assert (post.cost_pence, len(post.merges)) == (77_100_00, 2)
    page = words(manager.get(MODEL))
    assert "in place of 2 posts" in page
    assert "Merged into new posts 2 posts" in page


def test_a_stale_save_shows_both_and_may_then_be_made(world, manager) -> None:
    model = world.models["near"]
    change_model(model, values={"name": "Theirs"}, version=1, by=JOB)
    data = {"code": "3b", "name": "Mine", "version": 1}
    page = manager.post(f"{MODEL}edit/", data)
    assert page.status_code == 409
    assert ("Name", "Theirs", "Mine") in [(row.label, row.before, row.after) for row in page.context["stale"]]
    assert 'name="version" value="2"' in page.content.decode()
    assert manager.post(f"{MODEL}edit/", {**data, "version": 2}).status_code == 302
    assert OperatingModel.objects.get(pk=model.pk).name == "Mine"
    # A table that is stale keeps its ticks.
    page = manager.post(f"{MODEL}posts/", {"act": "remove", "tick": ticks(world, "Alderstaff-002"), "version": 1})
    assert (page.status_code, page.content.decode().count(" checked")) == (409, 1)
    assert "Somebody else changed this model" in words(page)


def test_years_are_asked_of_those_appraised_and_odd_ones_are_remarked_on(world, manager) -> None:
    data = {"share_2013": "50", "share_2014": "40", "once_2015": "1,000.50", "what_2015": "Redundancies", "version": 1}
    page = manager.post(f"{MODEL}years/", data, follow=True)
    assert "The share falls in 2014/15" in words(page)
    assert "The last share, 40% in 2014/15" in words(page)
    assert "£1,000.50 Redundancies" in words(page)
    wrong = manager.post(f"{MODEL}years/", {"share_2013": "half", "what_2016": "Systems", "version": 2})
    assert wrong.status_code == 422
    assert all(said in words(wrong) for said in ("Write a number in figures", "Write what is spent in 2016/17"))
    # Of so many boxes the summary says which is meant.
    assert "Share of the full-year saving in 2013/14, per cent: write a number in figures" in words(wrong)


def test_other_savings_stand_beside_and_are_never_added(world, manager) -> None:
    saving = figures_of(world.models["near"]).saving_pence
    data = {"title": "Home care", "kind": "contract", "source": "Board", "amount_2014": "250,000", "version": 1}
    assert manager.post(f"{MODEL}other-savings/new/", {**data, "amount_2014": ""}).status_code == 422
    page = manager.post(f"{MODEL}other-savings/new/", data, follow=True)
    assert "Home care" in words(page)
    assert figures_of(world.models["near"]).saving_pence == saving
    row = world.models["near"].other_savings.get(title="Home care")
    data |= {"title": "Residential care", "version": 2}
    assert manager.post(f"{MODEL}other-savings/{row.pk}/", data).status_code == 302
    gone = manager.post(f"{MODEL}other-savings/{row.pk}/", {**data, "version": 3, "act": "delete"}, follow=True)
    assert "Residential care" not in words(gone)


def test_versions_are_compared_and_others_see_no_kept_post(world, manager) -> None:
    model = world.models["near"]
    keep_version(model, version=1, by=JOB, reason="to the Board")
    alder = Post.objects.filter(baseline=world.baselines["alder"], tier=5)
    remove_posts(model, posts=alder, version=1, by=JOB)
    page = manager.get(f"{MODEL}versions/1/")
    assert words(page).count("Not kept") == 4
    assert f"{STAFF['alder'].staff.word} post" in words(page)
    for who, sees in (("near board_member", False), ("alder finance_lead", True)):
        page = world.client(who).get(f"{MODEL}versions/1/")
        assert (STAFF["alder"].staff.word in page.content.decode()) is sees, who
        assert ("shown to those who may see them" in words(page)) is not sees, who
    assert manager.get(f"{MODEL}versions/1/", {"with": "7"}).status_code == 404
    assert manager.post(f"{MODEL}versions/1/restore/", {"version": 1}).status_code == 409
    assert manager.post(f"{MODEL}versions/1/restore/", {"version": 2}).status_code == 302
    assert "Nothing: both say the same." in words(manager.get(f"{MODEL}versions/1/"))


def test_a_model_without_a_baseline_of_every_council_says_whose_is_missing(world, manager) -> None:
    Baseline._base_manager.filter(council=world.councils["birch"]).update(status=BaselineStatus.SUPERSEDED)
    page = words(manager.get(MODEL))
    assert "Birch Borough Council has no validated baseline" in page
    assert "Model 3b costs" in page
    assert "it is not validated: the baseline of Birch" in words(manager.get(f"{NEAR}new-operating-model/"))


def test_a_model_that_is_in_use_says_why_it_stays(world, manager) -> None:
    assert "Model 3b is the preferred one" in words(manager.get(f"{MODEL}delete/"))
    made = make_model(world.near, code="4", name="x", by=JOB)
    assert manager.post(f"{NEAR}operating-models/4/delete/", {"version": 1}).status_code == 302
    assert not OperatingModel.objects.filter(pk=made.pk).exists()
    for code, status in (("3B", 409), ("a/b", 422), ("..", 422), ("x y", 422)):
        sent = {"code": code, "name": "x", "begin": "blank"}
        assert manager.post(f"{NEAR}new-operating-model/", sent).status_code == status, code


def test_parameters_are_one_list_with_its_versions(world, manager) -> None:
    page = manager.get(f"{NEAR}parameters/change/")
    initial = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    data = {name: value for name, value in initial.items() if value is not None and name not in ("as_at", "agreed_on")}
    data |= {"discount_rate": "3", "reason": "Treasury has said so"}
    assert manager.post(f"{NEAR}parameters/change/", {**data, "reason": ""}).status_code == 422
    assert manager.post(f"{NEAR}parameters/change/", {**data, "price_base": "2012/14"}).status_code == 422
    page = manager.post(f"{NEAR}parameters/change/", data, follow=True)
    assert "Treasury has said so" in words(page)
    assert "From: 3.5% To: 3%" in words(page)
    assert CaseParameters.objects.filter(programme=world.near).count() == 2
    stale = manager.post(f"{NEAR}parameters/change/", {**data, "discount_rate": "4"})
    assert stale.status_code == 409
    assert ("Discount rate, per cent a year", "3", "4") in [
        (row.label, row.before, row.after) for row in stale.context["stale"]
    ]
    assert 'name="number" value="2"' in stale.content.decode()


def test_what_is_shared_by_needs_its_source_and_shares_that_are_no_whole_are_remarked_on(world, manager) -> None:
    address = f"{NEAR}parameters/councils/alder/"
    assert manager.post(address, {"fixed_share": "0.5"}).status_code == 422
    page = manager.post(address, {"fixed_share": "0.5", "share_source": "Board"}, follow=True)
    assert "There is no fixed share of Birch, Cedar" in words(page)
    for slug in ("birch", "cedar"):
        page = manager.post(
            f"{NEAR}parameters/councils/{slug}/", {"fixed_share": "0.5", "share_source": "Board"}, follow=True
        )
    assert "The fixed shares add up to 1.5, not to 1." in words(page)
    part = world.near.programme_councils.get(council=world.councils["alder"])
    assert (part.fixed_share, part.population) == (Decimal("0.5"), None)

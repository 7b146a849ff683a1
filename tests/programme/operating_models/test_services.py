"""What is done to an operating model: its posts, years and other savings, and the versions that are kept of it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from collab.errors import Refused
from programme.enums import OtherSavingKind
from programme.models import ModelGroup, ModelPost, OperatingModel, Post
from programme.queries.model_versions import content_of
from programme.queries.operating_models import figures_of
from programme.services.operating_models import (
    YearSaid,
    add_other_saving,
    add_post,
    change_model,
    change_other_saving,
    change_post,
    change_years,
    delete_model,
    delete_other_saving,
    keep_posts,
    keep_version,
    make_model,
    remove_posts,
    restore_version,
)
from programme.services.parameters import AGREED, change_parameters
from tests.factories.staffing import make_baseline
from tests.factories.world import STAFF, World

NEW = {
    "title": "Director", "service": "People Services", "tier": 2, "basis": "shared", "fte": Decimal("1"),
    "salary_pence": 100_000_00, "on_cost_rate": Decimal("0.285"), "councils": ["birch", "alder"], "reports_to": "",
    "statutory": [],
}  # fmt: skip


@pytest.fixture
def manager(world: World) -> User:
    return world.people["near programme_manager"]


def fresh(model: OperatingModel) -> OperatingModel:
    return OperatingModel.objects.get(pk=model.pk)


def posts_of(world: World, *slugs: str) -> Any:
    return Post.objects.filter(baseline__in=[world.baselines[slug] for slug in slugs])


def figures(model: OperatingModel) -> tuple[int, int, int, int, int]:
    """Kept, changed, merged, new and removed posts."""
    found = figures_of(model)
    return found.kept, found.changed, found.merged, found.new, found.removed


def sums_are_right(model: OperatingModel) -> bool:
    """What the groups say is what the posts say."""
    posts = list(model.posts.all())
    found = figures_of(model).model
    return (found.posts, found.cost_pence, found.fte) == (
        len(posts), sum(row.cost_pence for row in posts), sum((row.fte for row in posts), Decimal(0)),
    )  # fmt: skip


def test_a_model_of_what_the_councils_have_saves_nothing_but_of_those_who_have_not_released(world, manager) -> None:
    model = make_model(world.near, code="4", name="As it is", of_baselines=True, by=manager)
    assert figures(model) == (16, 0, 0, 0, 8)
    cedar = sum(posts_of(world, "cedar").filter(in_scope=True).values_list("cost_pence", flat=True))
    assert figures_of(model).saving_pence == cedar
    # Out of scope is not kept.
    assert not model.posts.filter(retains_ref__endswith="-009").exists()
    assert model.position == 2
    with pytest.raises(Refused, match="called 3B already"):
        make_model(world.near, code="3B", name="Another", by=manager)


def test_a_copy_has_all_that_the_other_says_but_that_it_is_preferred(world, manager) -> None:
    model = make_model(world.near, code="3c", name="Copy", copy_of=world.models["near"], by=manager)
    own = ("code", "name", "description", "reasons", "preferred")
    one, other = content_of(world.models["near"]), content_of(model)
    assert {key: one[key] for key in one if key not in own} == {key: other[key] for key in other if key not in own}
    assert not model.preferred
    assert len(other["posts"]) == 16


def test_posts_are_removed_kept_changed_and_merged_and_the_sums_follow(world, manager) -> None:
    model = make_model(world.near, code="4", name="x", of_baselines=True, by=manager)
    before = figures_of(model).saving_pence or 0
    gone = posts_of(world, "alder").filter(ref__in=["Alderstaff-001", "Alderstaff-004"])
    model = remove_posts(model, posts=gone, version=1, by=manager, reason="two fewer")
    saved = sum(gone.values_list("cost_pence", flat=True))
    assert (figures(model), model.version) == ((14, 0, 0, 0, 10), 2)
    assert figures_of(model).saving_pence == before + saved
    # Back again, and another changed.
    model = keep_posts(model, posts=gone.filter(ref="Alderstaff-001"), version=2, by=manager)
    row = model.posts.get(retains_ref="Alderstaff-002")
    values = {**NEW, "fte": Decimal("0.5"), "councils": ["alder"]}
    row = change_post(row, values=values, version=3, by=manager, reason="halved")
    assert row.cost_pence == 64_250_00
    assert figures(fresh(model)) == (15, 1, 0, 0, 9)
    # Merged: one in place of three, of which one was not kept any more.
    three = posts_of(world, "alder", "birch").filter(ref__in=["Alderstaff-003", "Alderstaff-004", "Birchstaff-003"])
    new = add_post(fresh(model), values=NEW, merged=three, version=4, by=manager)
    assert new.merges == ["alder:Alderstaff-003", "alder:Alderstaff-004", "birch:Birchstaff-003"]
    assert new.councils == ["alder", "birch"]
    assert figures(fresh(model)) == (13, 1, 3, 1, 8)
    # Keeping takes it out of the merge, and undoes the change of another.
    again = posts_of(world, "alder").filter(ref__in=["Alderstaff-003", "Alderstaff-002"])
    model = keep_posts(fresh(model), posts=again, version=5, by=manager)
    assert figures(model) == (14, 0, 2, 1, 8)
    assert sums_are_right(model)
    model = remove_posts(model, posts=Post.objects.none(), own=[new.pk], version=6, by=manager)
    assert figures(model) == (14, 0, 0, 0, 10)
    assert sums_are_right(model)


def test_who_reported_to_a_removed_post_reports_to_whom_it_did(world, manager) -> None:
    model = make_model(world.near, code="4", name="x", by=manager)
    for version, above in enumerate(("", "M1", "M2", "M3"), 1):
        add_post(fresh(model), values={**NEW, "reports_to": above}, version=version, by=manager)
    middle = list(model.posts.filter(ref__in=["M2", "M3"]).values_list("pk", flat=True))
    model = remove_posts(fresh(model), posts=Post.objects.none(), own=middle, version=5, by=manager)
    assert list(model.posts.values_list("ref", "reports_to")) == [("M1", ""), ("M4", "M1")]


def test_posts_that_are_not_released_or_not_in_scope_are_not_to_be_had(world, manager) -> None:
    model = world.models["near"]
    shut = model.posts.filter(retains_council=world.councils["cedar"])
    count = shut.count()
    assert count > 0
    others = posts_of(world, "cedar") | posts_of(world, "alder").filter(in_scope=False)
    for act in (keep_posts, remove_posts):
        with pytest.raises(Refused) as refused:
            act(model, posts=others, version=1, by=manager)
        assert refused.value.code == "nothing"
    with pytest.raises(Refused):
        remove_posts(model, posts=Post.objects.none(), own=[shut[0].pk], version=1, by=manager)
    with pytest.raises(Refused, match="not released"):
        change_post(shut[0], values=NEW, version=1, by=manager)
    with pytest.raises(Refused, match="two posts or more"):
        add_post(model, values=NEW, merged=others, version=1, by=manager)
    assert (shut.count(), fresh(model).version) == (count, 1)
    # Of the others, everything goes and theirs stays.
    model = remove_posts(model, posts=posts_of(world, "alder", "birch", "cedar"), version=1, by=manager)
    assert model.posts.filter(retains_council__isnull=False).count() == count


def test_what_others_may_not_or_what_is_stale_is_refused(world, manager) -> None:
    model = world.models["near"]
    for who in ("near board_member", "alder finance_lead"):
        with pytest.raises(Refused, match="The programme manager keeps"):
            change_model(model, values={"name": "Mine"}, version=1, by=world.people[who])
    change_model(model, values={"name": "First"}, version=1, by=manager)
    acts = (
        lambda: change_model(model, values={"name": "Second"}, version=1, by=manager),
        lambda: keep_posts(model, posts=posts_of(world, "alder"), version=1, by=manager),
        lambda: add_post(model, values=NEW, version=1, by=manager),
        lambda: change_years(model, years={}, version=1, by=manager),
        lambda: keep_version(model, version=1, by=manager, reason="x"),
        lambda: delete_model(model, version=1, by=manager),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "stale"
    assert fresh(model).name == "First"


def test_one_model_at_most_is_preferred(world, manager) -> None:
    other = make_model(world.near, code="4", name="x", by=manager)
    with pytest.raises(Refused, match="preferred one"):
        delete_model(world.models["near"], version=1, by=manager)
    change_model(other, values={"preferred": True}, version=1, by=manager)
    assert [row.preferred for row in OperatingModel.objects.all()] == [False, True]
    assert fresh(world.models["near"]).version == 2
    with pytest.raises(Refused, match="both"):
        change_model(other, values={"apportion_of": "cost", "apportion_by": ""}, version=2, by=manager)
    delete_model(world.models["near"], version=2, by=manager, reason="not wanted")
    assert not ModelPost.objects.filter(model__code="3b").exists()
    assert not ModelGroup.objects.exists()
    gone = OperatingModel.history.filter(code="3b", history_type="-").get()
    assert (gone.history_user, gone.history_change_reason) == (manager, "not wanted")


def test_years_and_other_savings(world, manager) -> None:
    model = world.models["near"]
    years = {2013: YearSaid(Decimal("0.25"), 500_00, "Redundancies"), 2015: YearSaid(Decimal(1))}
    model = change_years(model, years=years, version=1, by=manager)
    kept = model.years.values_list("year", "phasing", "one_off_pence", "one_off_what")
    assert list(kept) == [(2013, Decimal("0.25"), 500_00, "Redundancies"), (2015, Decimal(1), None, "")]
    assert change_years(model, years=years, version=2, by=manager).version == 2
    with pytest.raises(Refused, match="2023/24 is outside the years appraised, 2013/14 to 2022/23"):
        change_years(model, years={2023: YearSaid(None, 1)}, version=2, by=manager)
    later = {**{name: getattr(world.near.parameters.get(), name) for name in AGREED}, "first_year": 2014}
    with pytest.raises(Refused, match="Model 3b: 2013/14 is outside the years appraised, 2014/15 to"):
        change_parameters(world.near, values=later, number=1, by=manager, reason="later")
    row = add_other_saving(
        model, title="Waste", kind=OtherSavingKind.CONTRACT, source="Board", amounts={2014: 5_00}, version=2, by=manager
    )
    said = {"title": "Waste", "kind": OtherSavingKind.PREMISES, "source": "Board", "amounts": {2015: 6_00}}
    row = change_other_saving(row, **said, version=3, by=manager)
    assert change_other_saving(row, **said, version=4, by=manager).amounts.get().amount_pence == 6_00
    assert fresh(model).version == 4
    before = figures_of(model).saving_pence
    delete_other_saving(row, version=4, by=manager)
    assert (model.other_savings.count(), figures_of(model).saving_pence) == (1, before)


def test_a_version_is_kept_and_put_back_word_for_word(world, manager) -> None:
    model = world.models["near"]
    first = keep_version(model, version=1, by=manager, reason="to the Board")
    assert (first.number, first.posts, first.saving_pence) == (1, 16, figures_of(model).saving_pence)
    assert [row["as_at"] for row in first.measured_against] == ["2012-11-30"] * 3
    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        keep_version(model, version=1, by=manager, reason="again")
    content = content_of(model)
    model = remove_posts(model, posts=posts_of(world, "alder", "birch"), version=1, by=manager)
    model = change_years(model, years={}, version=2, by=manager)
    model = change_model(model, values={"name": "Other", "code": "5", "apportion_by": "fixed"}, version=3, by=manager)
    delete_other_saving(model.other_savings.get(), version=4, by=manager)
    assert keep_version(model, version=5, by=manager, reason="smaller").number == 2
    change_model(model, values={"preferred": False}, version=5, by=manager)
    with pytest.raises(Refused, match="stays on record"):
        delete_model(model, version=6, by=manager)
    model = restore_version(first, version=6, by=manager)
    assert model.version == 7
    assert content_of(model) == {**content, "code": "5", "preferred": False}
    assert sums_are_right(model)
    assert figures_of(model).saving_pence == first.saving_pence
    with pytest.raises(Refused, match="already"):
        restore_version(first, version=7, by=manager)
    first.reason = "rewritten"
    for act in (first.save, first.delete, model.versions.all().delete):
        with pytest.raises(TypeError, match="never"):
            act()


def test_a_version_is_kept_again_once_its_figures_stand_on_another_baseline(world, manager) -> None:
    model = world.models["near"]
    first = keep_version(model, version=1, by=manager, reason="to the Board")
    make_baseline(world.near, world.councils["alder"], STAFF["alder"], posts=8, as_at=datetime.date(2012, 12, 31))
    second = keep_version(model, version=1, by=manager, reason="against the posts of December")
    assert (second.number, second.content) == (2, first.content)
    assert second.saving_pence != first.saving_pence
    with pytest.raises(Refused, match="Nothing has changed since version 2"):
        keep_version(model, version=1, by=manager, reason="again")


def test_parameters_change_by_a_new_version(world, manager) -> None:
    now = world.near.parameters.get()
    values: dict[str, Any] = {name: getattr(now, name) for name in AGREED}
    for number, said, code in (
        (0, {"scope": "x"}, "stale"),
        (1, {}, "same"),
        (1, {"apportion_by": ""}, "apportionment"),
    ):
        with pytest.raises(Refused) as refused:
            change_parameters(world.near, values={**values, **said}, number=number, by=manager, reason="why")
        assert refused.value.code == code
    row = change_parameters(
        world.near, values={**values, "discount_rate": Decimal("0.03")}, number=1, by=manager, reason="Treasury"
    )
    assert (row.number, world.near.parameters.first(), world.near.parameters.count()) == (2, row, 2)

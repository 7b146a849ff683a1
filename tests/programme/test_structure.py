"""Who leads whom, as a tree; and what others see of it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest

from accounts.roles import Role
from collab.history import erase_many, record_many
from programme import structure_picture
from programme.models import ModelPost, Post, Programme
from programme.presenters.structure import present_officers, present_officers_of_model, present_structure
from programme.queries import current_baselines, may_in
from programme.queries.structure import model_structure_in_sight, structure_in_sight
from programme.services.groups import keep_model_groups
from programme.structure import Branch, Item, Spans, by_lines, by_tier, cut_to, size_of, spans_of
from tests.factories.staffing import make_baseline, make_operating_model, post_values
from tests.factories.world import CASES, JOB, REASON, STAFF, make_council, make_member, make_programme


def item(ref: str, reports_to: str = "", **others) -> Item:
    values = {"title": ref, "service": "Adults", "tier": 3, "fte": Decimal(1), **others}
    return Item(ref=ref, reports_to=reports_to, **values)


def drawn(tree: Sequence[Branch] | None) -> str:
    """ "a(b(c) d)"."""
    return " ".join(f"{row.title}({drawn(row.below)})" if row.below else row.title for row in tree or ())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("a b:a c:b d:a", "a(b(c) d)"),
        # Somebody who is not there leads; somebody leads themselves; two lead each other; nobody leads.
        ("b:x c:b", "b(c)"),
        ("a:a b:a", "a(b)"),
        ("c a:b b:a", "c a(b)"),
        ("a b", ""),
    ],
)
def test_lines(lines: str, expected: str) -> None:
    items = [item(*part.split(":")) for part in lines.split()]
    tree = by_lines(items)
    assert drawn(tree) == expected
    # Nobody is lost, and nobody stands twice.
    assert tree is None or size_of(tree) == len(items)


def test_a_line_longer_than_any_organisation_is_not_drawn() -> None:
    items = [item(str(at), str(at - 1) if at else "") for at in range(2000)]
    assert by_lines(items) is None
    assert size_of(by_lines(items[:12]) or ()) == 12


def test_by_tier_and_service() -> None:
    items = [item("b", tier=4, service="Education"), item("a", tier=2), item("c", tier=None, service="")]
    assert drawn(by_tier(items)) == "Tier 2(Adults(a)) Tier 4(Education(b)) Tier not said(Service not said(c))"


def test_spans_and_layers() -> None:
    tree = by_lines([item("a"), item("b", "a"), item("c", "a"), item("d", "b", posts=12, is_group=True)])
    assert spans_of(tree or ()) == Spans(layers=3, leaders=2, fewest=2, most=12, led=14)


def test_a_picture_of_many_leaves_the_lowest_levels_away() -> None:
    items = [item("a"), *(item(f"b{at}", "a") for at in range(10)), *(item(f"c{at}", "b3") for at in range(200))]
    tree = by_lines(items) or ()
    cut = cut_to(tree, 120)
    assert size_of(cut) == 11
    assert cut[0].below[3].notes == ("200 below",)
    assert size_of(cut_to(tree, 500)) == 211
    for picture, width in ((structure_picture.wide(cut), 1120), (structure_picture.narrow(cut), 280)):
        boxes = picture["layer"][1]["data"]["values"]
        assert len(boxes) == 11
        assert all(0 <= box["x"] < box["x2"] <= width and box["y2"] <= picture["height"] for box in boxes)
        # No box covers another.
        edges = sorted((box["x"], box["y"], box["y2"]) for box in boxes)
        assert all(low <= top for (x, _, low), (other, top, _) in pairwise(edges) if x == other)


@pytest.fixture
def near(db) -> Programme:
    return make_programme("near", [make_council(name, at) for at, name in enumerate(("alder", "birch", "cedar"), 1)])


def test_structure_of_a_council_by_who_sees_it(near: Programme) -> None:
    alder = near.councils.get(slug="alder")
    baseline = make_baseline(near, alder, STAFF["alder"], posts=14)
    mark = STAFF["alder"].staff.word
    for post in baseline.posts.order_by("pk")[1:]:
        Post._base_manager.filter(pk=post.pk).update(
            reports_to=f"{mark}-001", statutory=["dcs"] if post.tier == 5 else []
        )
    current = current_baselines(near)[0]
    team, member, board = (
        may_in(near, make_member(near, role, council))
        for role, council in (
            (Role.PROGRAMME_MANAGER, None), (Role.OFFICER, near.councils.get(slug="birch")), (Role.BOARD_MEMBER, None),
        )
    )  # fmt: skip
    page = present_structure(structure_in_sight(team, current), "Alder", {})
    assert page.facts == ["Two layers, counted from the top.", "One post leads others, each of them 13 posts directly."]
    assert size_of(page.tree) == 14
    for may in (member, board):
        seen = structure_in_sight(may, current)
        # Of others' posts neither reference nor line, and below tier 3 groups.
        assert {(row.ref, row.reports_to) for row in seen} == {("", "")}
        assert [(row.tier, row.posts, row.is_group) for row in seen] == [
            (2, 1, False), (3, 1, False), (4, None, True), (5, None, True),
        ]  # fmt: skip
    assert present_officers([])[0].words == "No post is said to be it"


def test_kept_posts_of_a_model_give_nothing_away(near: Programme) -> None:
    rows = {
        slug: make_baseline(near, near.councils.get(slug=slug), STAFF[slug], posts=20, released=slug != "cedar")
        for slug in ("alder", "birch", "cedar")
    }
    model = make_operating_model(near, CASES["near"], [rows["alder"], rows["birch"]])
    may = may_in(near, make_member(near, Role.BOARD_MEMBER))

    def groups() -> list[tuple[str, int | None]]:
        found = model_structure_in_sight(may, model, current_baselines(near))
        return [(row.kept_of.slug if row.kept_of else "", row.posts) for row in found.seen if row.unplaced]

    # The world's model keeps the second post, and all from the fifth: three or four of seventeen would go.
    assert groups() == [("", 30)]
    for slug in ("alder", "birch"):
        last = model.posts.filter(retains_council__slug=slug).order_by("-pk")[:3]
        erase_many(list(last), by=JOB, reason=REASON)
    keep_model_groups(model)
    assert groups() == [("alder", 12), ("birch", 12)]
    # What is kept of a council that has not released its posts is not told apart from the others.
    post = ModelPost(
        model=model, position=99, basis="geographic", councils=["cedar"], retains_council=rows["cedar"].council,
        retains_ref="x", **post_values(STAFF["cedar"].staff, 1, "Hidden"),
    )  # fmt: skip
    record_many([post], by=JOB, reason=REASON)
    keep_model_groups(model)
    assert groups() == [("", 25)]
    # Whoever is kept is the officer that the council's baseline says.
    second = STAFF["alder"].staff.word + "-002"
    Post._base_manager.filter(baseline=rows["alder"], ref=second).update(statutory=["dcs"])
    councils = [row.council for row in current_baselines(near)]
    found = present_officers_of_model(model_structure_in_sight(may, model, current_baselines(near)), councils)
    said = {council.slug: needed.words for council, every in found for needed in every if "children" in needed.name}
    assert said == {
        "alder": STAFF["alder"].senior.says("post", 2), "birch": "No post is said to be it",
        "cedar": "No post is said to be it",
    }  # fmt: skip
    titles = {row.title for row in model_structure_in_sight(may, model, current_baselines(near)).seen}
    assert "Hidden" not in titles
    assert STAFF["alder"].senior.says("post", 2) in titles

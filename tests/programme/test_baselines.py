"""A baseline goes its way: who may do what, when, and what follows from it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from accounts.roles import Role
from collab.errors import Refused
from programme.enums import BaselineStatus
from programme.models import Baseline, BaselineGroup, Post
from programme.queries import current_baselines
from programme.queries.baselines import others_to_compare
from programme.queries.comparison import compare_baselines
from programme.queries.posts import PostsWanted, posts_wanted, sums_of, total_of, version_of
from programme.queries.shared_posts import shared_posts_to_look_at
from programme.services.baselines import (
    discard_draft,
    release_baseline,
    return_baseline,
    submit_baseline,
    validate_baseline,
)
from programme.services.posts import add_post, change_post, delete_post, put_in_scope
from tests.factories.staffing import make_baseline, some_values
from tests.factories.world import AS_AT, JOB, MARKS, NEAR, STAFF, make_council, make_member, make_programme

MARK, STAFFED = MARKS["alder"], STAFF["alder"]


@pytest.fixture
def people(db) -> dict[str, Any]:
    alder, birch = make_council("alder"), make_council("birch", 2)
    near = make_programme("near", [alder, birch], NEAR)
    return {
        "near": near, "alder": alder, "finance": make_member(near, Role.FINANCE_LEAD, alder),
        "hr": make_member(near, Role.HR_LEAD, alder), "officer": make_member(near, Role.OFFICER, alder),
        "birch": make_member(near, Role.FINANCE_LEAD, birch), "manager": make_member(near, Role.PROGRAMME_MANAGER),
    }  # fmt: skip


def draft(people: dict[str, Any], status: BaselineStatus = BaselineStatus.DRAFT, **more: Any) -> Baseline:
    return make_baseline(people["near"], people["alder"], STAFFED, status=status, released=False, **more)


def refusal(work: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.code, refused.value.reason


def test_from_draft_to_release_by_two_people(people) -> None:
    row = draft(people)
    row = submit_baseline(row, version=1, note=" Please look. ", by=people["finance"])
    assert (row.status, row.note, row.submitted_by, row.version) == ("submitted", "Please look.", people["finance"], 2)
    code, reason = refusal(lambda: validate_baseline(row, version=2, by=people["finance"]))
    assert code == "not-allowed"
    assert reason.startswith("You submitted it yourself.")
    assert not BaselineGroup.objects.exists()
    row = validate_baseline(row, version=2, by=people["hr"])
    assert (row.status, row.validated_by, row.released_at) == ("validated", people["hr"], None)
    assert BaselineGroup.objects.filter(baseline=row).count() > 1
    row = release_baseline(row, version=3, by=people["finance"])
    assert row.released_by == people["finance"]
    assert [said.history_change_reason for said in row.history.order_by("history_id")] == [
        "made for a test", "submitted", "validated", "released to the programme",
    ]  # fmt: skip
    assert refusal(lambda: release_baseline(row, version=4, by=people["hr"]))[1] == "It has been released already."


@pytest.mark.parametrize("who", ["officer", "birch", "manager"])
def test_others_keep_out(people, who: str) -> None:
    by, waits, row = people[who], draft(people, BaselineStatus.SUBMITTED), draft(people)
    ready = draft(people, BaselineStatus.VALIDATED)
    post = row.posts.all()[0]
    acts = (
        lambda: submit_baseline(row, version=1, by=by),
        lambda: return_baseline(waits, version=1, by=by, reason="x"),
        lambda: validate_baseline(waits, version=1, by=by),
        lambda: release_baseline(ready, version=1, by=by),
        lambda: discard_draft(row, version=1, by=by),
        lambda: add_post(row, values=some_values(MARK), by=by),
        lambda: change_post(post, values=some_values(MARK), version=version_of(post), by=by),
        lambda: delete_post(post, version=version_of(post), by=by),
        lambda: put_in_scope(row, service="People Services", in_scope=False, by=by),
    )
    assert {refusal(act)[0] for act in acts} == {"not-allowed"}
    assert [Baseline.objects.get(pk=it.pk).version for it in (row, waits, ready)] == [1, 1, 1]


STEPS: dict[str, Any] = {
    "submit": lambda row, by: submit_baseline(row, version=1, by=by),
    "return": lambda row, by: return_baseline(row, version=1, by=by, reason="x"),
    "validate": lambda row, by: validate_baseline(row, version=1, by=by),
    "release": lambda row, by: release_baseline(row, version=1, by=by),
    "discard": lambda row, by: discard_draft(row, version=1, by=by),
    "add": lambda row, by: add_post(row, values=some_values(MARK), by=by),
    "scope": lambda row, by: put_in_scope(row, service="People Services", in_scope=False, by=by),
    "delete": lambda row, by: delete_post(row.posts.all()[0], version=version_of(row.posts.all()[0]), by=by),
}
BEGINS = {
    "draft": ["submit", "discard", "add", "scope", "delete"], "submitted": ["return", "validate"],
    "validated": ["release"], "superseded": [],
}  # fmt: skip


@pytest.mark.parametrize("status", BEGINS)
def test_each_step_begins_where_it_may_and_nowhere_else(people, status: str) -> None:
    begins = BEGINS[status]
    row, done = draft(people, BaselineStatus(status)), []
    for name, step in STEPS.items():
        with transaction.atomic():
            if name in begins:
                step(row, people["hr"])
                done.append(name)
            else:
                assert refusal(lambda step=step: step(row, people["hr"]))[0] == "not-allowed", name
            transaction.set_rollback(True)
    assert done == begins


def test_a_second_validation_of_a_day_supersedes_the_first(people) -> None:
    first = draft(people, BaselineStatus.VALIDATED)
    later = draft(people, BaselineStatus.VALIDATED, as_at=AS_AT + datetime.timedelta(days=90))
    second = validate_baseline(draft(people, BaselineStatus.SUBMITTED, posts=4), version=1, by=people["hr"])
    first.refresh_from_db()
    assert (first.status, first.version, second.status) == ("superseded", 2, "validated")
    # Another day is another baseline, and the figures go by the latest.
    later.refresh_from_db()
    assert later.status == "validated"
    assert current_baselines(people["near"])[0].baseline == later


def test_stale_and_gone(people) -> None:
    row = draft(people)
    add_post(row, values=some_values(MARK), by=people["finance"])
    assert refusal(lambda: submit_baseline(row, version=1, by=people["hr"]))[0] == "stale"
    discard_draft(row, version=2, by=people["hr"])
    assert refusal(lambda: submit_baseline(row, version=2, by=people["hr"]))[0] == "gone"
    assert not Post.objects.exists()
    assert Post.history.filter(history_type="-").count() == 10


def test_an_empty_draft_is_not_submitted(people) -> None:
    row = draft(people, posts=0)
    assert refusal(lambda: submit_baseline(row, version=1, by=people["hr"]))[1].startswith("It has no posts yet.")


def test_a_post_is_changed_and_what_reports_to_it_follows(people) -> None:
    row, by = draft(people, posts=3), people["finance"]
    first, second, _ = row.posts.all()
    change_post(
        second, values=some_values(MARK, ref="S2", reports_to=first.ref), version=version_of(second), by=by, reason="so"
    )
    seen = version_of(first)
    first = change_post(first, values=some_values(MARK, ref="S1"), version=seen, by=by)
    # Half of £7,113,001 and 28.5% of it, to the penny.
    assert first.cost_pence == 457_010_314
    second.refresh_from_db()
    assert (second.ref, second.reports_to) == ("S2", "S1")
    assert refusal(lambda: change_post(first, values=some_values(MARK), version=seen, by=by))[0] == "stale"
    again = some_values(MARK, ref="S1")
    assert change_post(first, values=again, version=version_of(first), by=by).history.count() == 2
    for field, values in (("ref", {"ref": "S2"}), ("reports_to", {"reports_to": "S9"})):
        wrong = some_values(MARK, **{"ref": "S1", **values})
        assert (
            refusal(lambda wrong=wrong: change_post(first, values=wrong, version=version_of(first), by=by))[0] == field
        )
    delete_post(first, version=version_of(first), by=by)
    second.refresh_from_db()
    assert second.reports_to == ""
    reasons = [said.history_change_reason for said in row.history.order_by("history_id")]
    assert reasons == ["made for a test", "post S2 changed", "post S1 changed", "post S1 deleted"]


def test_a_service_goes_out_of_scope(people) -> None:
    row = draft(people)
    add_post(row, values=some_values(MARK), by=JOB)
    assert put_in_scope(row, service="People Services", in_scope=False, by=people["hr"]) == 8
    assert put_in_scope(row, service="People Services", in_scope=False, by=people["hr"]) == 0
    assert list(row.posts.filter(in_scope=True).values_list("service", flat=True)) == ["Housing"]
    assert {post.history.latest("history_id").in_scope for post in row.posts.filter(service="People Services")} == {
        False
    }


def test_posts_are_found_and_summed(people) -> None:
    row = draft(people)
    add_post(row, values=some_values(MARK, fte=Decimal("0.3333"), tier=None, service=""), by=JOB)

    def found(**wanted: Any) -> list[str]:
        return [post.ref.split("-")[1] for post in posts_wanted(row, PostsWanted(**wanted))]

    assert found(text="new post") == found(tier=0) == found(service="") == ["new"]
    assert found(tier=2) == ["001"]
    assert found(only="out") == ["009"]
    assert found(only="vacant") == ["002"]
    assert found(order="-tier")[-1] == found(order="tier")[-1] == "new"
    assert found(order="-cost_pence", only="in")[0] == "008"
    tiers = sums_of(row.posts.all(), "tier")
    assert [(each.key, each.posts) for each in tiers] == [(2, 1), (3, 1), (4, 1), (5, 6), (None, 1)]
    total = total_of(tiers)
    assert (total.posts, total.fte, total.out_of_scope) == (10, Decimal("9.3333"), 1)
    assert total.cost_pence == sum(post.cost_pence for post in row.posts.all())


def test_shared_posts_are_looked_at(people) -> None:
    """Parts above the whole, a council that there is not, and one that counts a post shared with this one."""
    row = draft(people)
    posts = list(row.posts.all())
    shares = ([("birch", "0.75"), ("cedar", "0.5")], [("birch", "0.5")], [("nowhere", "0.1")])
    for post, parts in zip(posts, shares, strict=False):
        shared = [{"council": slug, "part": part} for slug, part in parts]
        change_post(post, values=some_values(MARK, ref=post.ref, shared_with=shared), version=version_of(post), by=JOB)

    def found() -> list[tuple[str, str]]:
        return [(post.ref, sentence) for post, sentence in shared_posts_to_look_at(row)]

    refs = [post.ref for post in posts]
    assert [ref for ref, _ in found()] == [refs[0], refs[0], refs[2]]
    assert "add up to more than the whole post" in found()[1][1]
    birch = make_baseline(people["near"], people["near"].councils.get(slug="birch"), STAFF["birch"], posts=1)
    Post._base_manager.filter(baseline=birch).update(shared_with=[{"council": "alder", "part": "0.5"}])
    claimed = [(ref, said) for ref, said in found() if "also has a post that is shared with Alder" in said]
    assert [ref for ref, _ in claimed] == refs[:2]
    # What the other council has, and how much of it, stays its own.
    assert not any(STAFF["birch"].staff.word in said or "0.5" in said for _, said in claimed)


def test_two_baselines_are_compared(people) -> None:
    before = draft(people, BaselineStatus.VALIDATED, posts=4)
    after = draft(people, posts=3, as_at=AS_AT + datetime.timedelta(days=1))
    post = after.posts.all()[0]
    change_post(post, values=some_values(MARK, ref=post.ref, tier=2), version=version_of(post), by=JOB)
    add_post(after, values=some_values(MARK), by=JOB)
    assert others_to_compare(after) == [before]
    found = compare_baselines(before, after)
    assert [row.ref for row in found.added] == [f"{MARK.word}-new"]
    assert [row.ref for row in found.removed] == [f"{STAFFED.staff.word}-004"]
    first, last = found.changed
    assert set(first.names) >= {"title", "service", "grade", "fte", "salary_pence", "cost_pence"}
    assert "tier" not in first.names
    # The last post of each is out of scope, and one of the later one's is the third of the earlier one's.
    assert (last.after.ref, last.names, found.same) == (f"{STAFFED.staff.word}-003", ["in_scope"], 1)
    moved = sum(row.cost_pence for row in after.posts.all()) - sum(row.cost_pence for row in before.posts.all())
    assert found.total.cost_pence == moved == sum(row.cost_pence for row in found.services)
    assert [row.key for row in found.services] == ["Housing", "People Services"]
    assert sum(row.after.fte for row in found.tiers) == Decimal(3)

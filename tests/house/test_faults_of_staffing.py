"""The database fails at the Nth statement of whatever a council does with a baseline: nothing is left half done."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.roles import Role
from programme.enums import BaselineStatus
from programme.models import Baseline
from programme.queries.posts import version_of
from programme.services.baselines import (
    discard_draft,
    release_baseline,
    return_baseline,
    submit_baseline,
    validate_baseline,
)
from programme.services.posts import add_post, change_post, delete_post, put_in_scope
from tests.factories.staffing import make_baseline, some_values
from tests.factories.world import MARKS, NEAR, STAFF, make_council, make_member, make_programme
from tests.house.test_faults import half_done

MARK = MARKS["alder"]


def change(baseline: Baseline, by: Any) -> Any:
    """Of a post to which another reports, so that this one follows its new reference."""
    post = baseline.posts.order_by("pk")[0]
    return change_post(post, values=some_values(MARK), version=version_of(post), by=by)


def delete(baseline: Baseline, by: Any) -> Any:
    post = baseline.posts.order_by("pk")[0]
    return delete_post(post, version=version_of(post), by=by)


# The status at which each begins, and what it does.
WORKFLOWS: dict[str, tuple[BaselineStatus, Callable[[Baseline, Any], Any]]] = {
    "submit": (BaselineStatus.DRAFT, lambda row, by: submit_baseline(row, version=1, note="x", by=by)),
    "return": (BaselineStatus.SUBMITTED, lambda row, by: return_baseline(row, version=1, by=by, reason="x")),
    "validate": (BaselineStatus.SUBMITTED, lambda row, by: validate_baseline(row, version=1, by=by)),
    "release": (BaselineStatus.VALIDATED, lambda row, by: release_baseline(row, version=1, by=by)),
    "discard": (BaselineStatus.DRAFT, lambda row, by: discard_draft(row, version=1, by=by)),
    "add": (BaselineStatus.DRAFT, lambda row, by: add_post(row, values=some_values(MARK), by=by)),
    "change": (BaselineStatus.DRAFT, change),
    "delete": (BaselineStatus.DRAFT, delete),
    "scope": (
        BaselineStatus.DRAFT,
        lambda row, by: put_in_scope(row, service="People Services", in_scope=False, by=by),
    ),
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    council = make_council("alder")
    near = make_programme("near", [council], NEAR)
    lead = make_member(near, Role.FINANCE_LEAD, council)
    status, work = WORKFLOWS[name]
    if name == "validate":
        # Which it supersedes.
        make_baseline(near, council, STAFF["alder"], posts=2)
    row = make_baseline(near, council, STAFF["alder"], posts=3, status=status, released=False)
    if name in ("change", "delete"):
        first, second = row.posts.order_by("pk")[:2]
        values = some_values(MARK, ref=second.ref, reports_to=first.ref)
        change_post(second, values=values, version=version_of(second), by=lead)
    found, statements = half_done(lambda: work(row, lead))
    assert found == []
    assert statements >= 6

"""The database fails at the Nth statement of whatever a council does with a baseline: nothing is left half done."""

from collections.abc import Callable
from copy import copy
from typing import Any

import pytest

from accounts.roles import Role
from programme.enums import BaselineStatus
from programme.models import Baseline, StaffingUpload
from programme.queries.posts import version_of
from programme.services.baselines import (
    discard_draft,
    release_baseline,
    return_baseline,
    submit_baseline,
    validate_baseline,
)
from programme.services.posts import add_post, change_post, delete_post, put_in_scope
from programme.services.staffing_files import discard_file, keep_file, mend_file, read_anew, receive_file
from tests.factories.staffing import make_baseline, make_upload, some_values
from tests.factories.world import MARKS, NEAR, STAFF, make_council, make_member, make_programme
from tests.house.asking import fast
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


FILES: dict[str, Callable[[StaffingUpload, Any], Any]] = {
    "receive": lambda row, by: receive_file(
        programme=row.programme, council=row.council, as_at=row.as_at, file_name="b.csv", data=row.data, by=by,
        keep_names=False,
    ),
    "mend": lambda row, by: mend_file(copy(row), mends={(3, "title"): "Mended"}, left_out=[]),
    "anew": lambda row, by: read_anew(copy(row)),
    "keep": lambda row, by: keep_file(copy(row), accept_partial=True, by=by),
    "discard": lambda row, by: discard_file(copy(row)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_fault_on_the_way_of_a_file_leaves_nothing_half_done(db, name: str) -> None:
    council = make_council("alder")
    near = make_programme("near", [council], NEAR)
    lead = make_member(near, Role.FINANCE_LEAD, council)
    row = make_upload(near, council, MARK, lead)
    if name == "anew":
        StaffingUpload.objects.update(left_out=[3])
    with fast():
        found, statements = half_done(lambda: FILES[name](row, lead))
    assert found == []
    assert statements >= {"receive": 4, "keep": 8}.get(name, 1)

"""The database fails at the Nth statement of whatever keeps a programme, for every N: nothing is left half done."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from programme.enums import Stage
from programme.models import Programme, Workstream
from programme.services import add_record, change_record, change_stage, delete_record, move_record
from tests.factories.kept import row_of
from tests.factories.world import NEAR, make_council, make_member, make_programme
from tests.house.test_faults import half_done


def add(near: Programme, by: User) -> Any:
    values = {
        "name": "Another", "state": "running", "summary": "x", "source": "x", "councils": list(near.councils.all()),
    }  # fmt: skip
    return add_record(Workstream, programme=near, values=values, by=by)


def change(near: Programme, by: User) -> Any:
    values = {"summary": "another", "councils": []}
    return change_record(row_of(near, "workstream"), values=values, version=1, by=by)


WORKFLOWS: dict[str, Callable[[Programme, User], Any]] = {
    "add": add,
    "change": change,
    "delete a review with its findings": lambda near, by: delete_record(row_of(near, "review"), version=1, by=by),
    "delete a workstream with its projects": lambda near, by: delete_record(
        row_of(near, "workstream"), version=1, by=by
    ),
    "move": lambda near, by: move_record(row_of(near, "condition"), up=False, by=by),
    "stage": lambda near, by: change_stage(
        near, stage=Stage.CLOSED, since="2014", stage_reason="", stage_review_on=None, version=1, by=by
    ),
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    manager = make_member(near, Role.PROGRAMME_MANAGER)
    found, statements = half_done(lambda: WORKFLOWS[name](near, manager))
    assert found == []
    assert statements >= 4

"""The database fails at the Nth statement of whatever keeps an operating model, for every N: nothing is half done."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.roles import Role
from programme.models import OperatingModel, Post
from programme.services import operating_models as services
from programme.services.operating_models.posts import SAID
from programme.services.parameters import AGREED, change_parameters
from tests.factories.staffing import make_baseline, make_model_version, make_operating_model, make_parameters
from tests.factories.world import CASES, NEAR, STAFF, make_council, make_member, make_programme
from tests.house.test_faults import half_done

MARK = CASES["near"]


def values(model: OperatingModel) -> dict[str, Any]:
    return {name: getattr(model.posts.all()[0], name) for name in SAID} | {"fte": Decimal("0.25")}


def other(model: OperatingModel) -> OperatingModel:
    return OperatingModel.objects.get(programme=model.programme, code="8")


def parameters(model: OperatingModel, by: Any) -> Any:
    now = model.programme.parameters.get()
    agreed = {name: getattr(now, name) for name in AGREED} | {"scope": "another"}
    return change_parameters(model.programme, values=agreed, number=1, by=by, reason="wider")


YEARS = {2013: services.YearSaid(Decimal("0.25"), 5, "x"), 2016: services.YearSaid(Decimal(1))}
SAVING = {"title": "x", "kind": "premises", "source": "x", "amounts": {2013: 1, 2015: 2}}
WORKFLOWS: dict[str, Callable[[OperatingModel, Any], Any]] = {
    "make of baselines": lambda model, by: services.make_model(
        model.programme, code="9", name="x", of_baselines=True, by=by
    ),
    "make as a copy": lambda model, by: services.make_model(model.programme, code="9", name="x", copy_of=model, by=by),
    "prefer": lambda model, by: services.change_model(other(model), values={"preferred": True}, version=1, by=by),
    "keep": lambda model, by: services.keep_posts(model, posts=Post.objects.all(), version=1, by=by),
    "remove": lambda model, by: services.remove_posts(model, posts=Post.objects.all(), version=1, by=by),
    "merge": lambda model, by: services.add_post(
        model, values=values(model), merged=Post.objects.all(), version=1, by=by
    ),
    "change a post": lambda model, by: services.change_post(
        model.posts.all()[0], values=values(model), version=1, by=by
    ),
    "years": lambda model, by: services.change_years(model, years=YEARS, version=1, by=by),
    "another saving": lambda model, by: services.add_other_saving(model, **SAVING, version=1, by=by),
    "delete a saving": lambda model, by: services.delete_other_saving(model.other_savings.get(), version=1, by=by),
    "keep a version": lambda model, by: services.keep_version(model, version=1, by=by, reason="x"),
    "put back": lambda model, by: services.restore_version(model.versions.get(), version=1, by=by),
    "delete": lambda model, by: services.delete_model(other(model), version=1, by=by),
    "parameters": parameters,
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_fault_leaves_nothing_half_done(db, name: str) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    baseline = make_baseline(near, near.councils.get(), STAFF["alder"], posts=4)
    make_parameters(near, MARK)
    model = make_operating_model(near, MARK, [baseline])
    make_model_version(model, MARK)
    manager = make_member(near, Role.PROGRAMME_MANAGER)
    services.make_model(near, code="8", name="Another", copy_of=model, by=manager)
    found, statements = half_done(lambda: WORKFLOWS[name](model, manager))
    assert found == []
    assert statements >= 4

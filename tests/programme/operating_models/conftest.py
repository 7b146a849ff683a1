"""Alder and Birch have released what they have; Cedar has not."""

import pytest

from accounts.roles import Role
from tests.factories.staffing import make_baseline, make_operating_model, make_parameters
from tests.factories.world import CASES, NEAR, STAFF, World, make_council, make_member, make_programme


@pytest.fixture
def world(db) -> World:
    councils = {slug: make_council(slug, at) for at, slug in enumerate(("alder", "birch", "cedar"), 1)}
    near = make_programme("near", list(councils.values()), NEAR)
    baselines = {
        slug: make_baseline(near, council, STAFF[slug], released=slug != "cedar") for slug, council in councils.items()
    }
    make_parameters(near, CASES["near"])
    model = make_operating_model(near, CASES["near"], list(baselines.values()))
    people = {
        "near programme_manager": make_member(near, Role.PROGRAMME_MANAGER),
        "near board_member": make_member(near, Role.BOARD_MEMBER),
        "alder finance_lead": make_member(near, Role.FINANCE_LEAD, councils["alder"]),
    }
    return World(near, near, councils, people, {}, {}, baselines=baselines, models={"near": model})

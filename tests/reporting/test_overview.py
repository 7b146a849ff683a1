"""What the overview of a programme says of its figures."""

import re
from decimal import Decimal

import pytest

from accounts.roles import Role
from programme.models import Programme
from tests.factories.staffing import make_baseline, make_operating_model, make_parameters
from tests.factories.world import NEAR, STAFF, World, make_council, make_member, make_programme


@pytest.fixture
def world(db: None) -> World:
    near = make_programme("near", [make_council("alder", 1), make_council("birch", 2)])
    roles = {"board": Role.BOARD_MEMBER, "administrator": Role.ADMINISTRATOR}
    return World(near, near, {}, {name: make_member(near, role) for name, role in roles.items()}, {}, {})


def overview(world: World, who: str = "board") -> str:
    answer = world.client(who).get("/programmes/near/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer))


def modelled(near: Programme, *codes: str, preferred: str = "") -> None:
    baselines = [make_baseline(near, part.council, STAFF[part.council.slug]) for part in near.programme_councils.all()]
    for code in codes:
        # A model with more of the baselines keeps more posts, and saves less.
        kept = baselines[: 1 if code == "few" else 2]
        make_operating_model(near, NEAR, kept, code=code, preferred=code == preferred)
    make_parameters(near, NEAR)


def test_the_preferred_model_is_told_with_its_source_and_its_workings(world: World) -> None:
    modelled(world.near, "few", "many", preferred="many")
    asked = world.client("board").get("/api/v1/programmes/near/operating-models/many/appraisal/?of=saving&by=equal")
    saving = round(Decimal(asked.json()["gross_saving"]["total"]))
    shown = overview(world)
    assert f"Model many saves £{saving:,} a year" in shown
    assert "The preferred model:" in shown
    assert "the two councils together; baselines as at 30 November 2012." in shown
    page = world.client("board").get("/programmes/near/").content.decode()
    path, place = re.findall(r'href="([^"]*appraisal/)#(working-[^"]+)"', page)[0]
    assert f'id="{place}"' in world.client("board").get(path).content.decode()


def test_without_a_preferred_model_the_one_that_saves_most_is_told(world: World) -> None:
    modelled(world.near, "many", "few")
    shown = overview(world)
    assert "The model that saves most; none is preferred yet:" in shown
    assert "Model few saves" in shown


def test_what_is_missing_is_said_and_whoever_may_not_see_the_models_is_told_nothing(world: World) -> None:
    assert "There is no operating model yet. Until then no saving can be worked out." in overview(world)
    modelled(world.near, "many", preferred="many")
    assert "Model many saves" in overview(world)
    assert "What the joint work would save" not in overview(world, "administrator")
    assert "Model many" not in overview(world, "administrator")

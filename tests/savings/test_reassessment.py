"""Reassessments of what the programme keeps, asked for on the command line and over the API."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from collab.calc.money import plain
from collab.history import record
from programme.models import Programme
from savings.enums import LineKind, LineStatus
from savings.models import SavingsLine
from savings.queries import Counting, case_of, local_plans, reassess, reassessment_of
from tests.factories.savings import make_line
from tests.factories.staffing import make_baseline, make_operating_model
from tests.factories.world import JOB, LATER, NEAR, REASON, STAFF, World, make_member


def command(*args: str) -> dict[str, Any]:
    printed = io.StringIO()
    call_command("reassess", *args, json=True, stdout=printed)
    return json.loads(printed.getvalue())


def line(programme: Programme, council: str, *posts: tuple[int, int, str], **fields: Any) -> SavingsLine:
    return make_line(programme, programme.councils.get(slug=council), STAFF[council].staff, *posts, **fields)


def lost(programme: Programme, *councils: str, counting: Counting = Counting.RELEASED) -> int:
    """How much of the joint saving is gone in the first year; `councils` are whose lines may count more."""
    own = programme.councils.filter(slug__in=councils)
    found = reassessment_of(programme, "3b", counting=counting, own=own)
    return found.as_validated - found.years[0].reassessed


def cost(programme: Programme, council: str, post: int) -> int:
    baseline = programme.baselines.get(council__slug=council)
    return baseline.posts.get(ref=f"{STAFF[council].staff.word}-{post:03}").cost_pence


def test_lines_count_by_their_status_and_held_ones_for_their_own_council(near: Programme) -> None:
    """The third post, and the fourth, are removed by the model; the second it keeps."""
    for number, status in enumerate((LineStatus.IN_DELIVERY, LineStatus.DELIVERED, LineStatus.WITHDRAWN), 3):
        line(near, "alder", (number, 2013, "1"), status=status, kind=LineKind.OTHER)
    line(near, "birch", (3, 2013, "1"), held=True)
    line(near, "birch", (4, 2013, "1"), status=LineStatus.PROPOSED)
    line(near, "cedar", (3, 2013, "1"), held=True)
    released = cost(near, "alder", 3) + cost(near, "alder", 4)
    held, proposed = cost(near, "birch", 3), cost(near, "birch", 4)
    assert lost(near) == released
    assert lost(near, "birch", counting=Counting.HELD) == released + held
    assert lost(near, "birch", counting=Counting.PROPOSED) == released + held + proposed
    assert lost(near, "birch") == lost(near, counting=Counting.PROPOSED) == released


def test_only_the_current_baseline_and_the_model_itself_are_looked_at(near: Programme) -> None:
    """What the model keeps is no loss; of a later baseline without the post, the line finds none."""
    line(near, "alder", (2, 2013, "1"), (3, 2013, "1"))
    make_operating_model(near, NEAR, code="new", preferred=False)
    assert command("near", "3b")["conflicts"] == [
        {"council": "alder", "post": f"{STAFF['alder'].staff.word}-003", "kind": "also_in_model", "lines": ["L1"]}
    ]
    assert lost(near) == cost(near, "alder", 3)
    year = command("near", "new")["years"][0]
    assert year["erosion"]["alder"] == plain(cost(near, "alder", 2) + cost(near, "alder", 3))
    make_baseline(near, near.councils.get(slug="alder"), STAFF["alder"], posts=2, as_at=LATER)
    kinds = [(conflict["post"][-3:], conflict["kind"]) for conflict in command("near", "3b")["conflicts"]]
    # The last post of a made baseline is out of scope.
    assert kinds == [("003", "post_not_found")]
    assert lost(near) == 0


def test_the_api_tells_conflicts_to_those_who_see_the_posts(near: Programme) -> None:
    """Birch has released its posts, and Alder has not."""
    alder = near.councils.get(slug="alder")
    baseline = near.baselines.get(council=alder)
    baseline.released_at = None
    record(baseline, by=JOB, reason=REASON)
    line(near, "alder", (3, 2013, "1"))
    line(near, "alder", (4, 2013, "1"), held=True)
    line(near, "birch", (3, 2013, "1.5"))
    people = {
        "board": make_member(near, Role.BOARD_MEMBER), "manager": make_member(near, Role.PROGRAMME_MANAGER),
        "officer": make_member(near, Role.OFFICER, alder), "lead": make_member(near, Role.HR_LEAD, alder),
    }  # fmt: skip
    world, whole = World(near, near, {}, people, {}, {}), command("near", "3b")
    at = "/api/v1/programmes/near/operating-models/3b/reassessment/"

    def told(who: str) -> list[tuple[str, str, tuple[str, ...]]]:
        answer = world.client(who).get(at).json()
        assert {**answer, "conflicts": []} == {**whole, "conflicts": []}
        return [(row["council"], (row["post"] or "")[-3:], *row["lines"]) for row in answer["conflicts"]]

    of_alder, of_birch = ("alder", "003", "L1"), [("birch", "003", "L1")] * 2
    unknown_birch = [("birch", "")] * 2
    assert told("lead") == [of_alder, *unknown_birch]
    assert told("manager") == [("alder", ""), *of_birch]
    assert told("board") == told("officer") == [("alder", ""), *unknown_birch]
    held = world.client("officer").get(f"{at}?counting=held").json()
    assert held["years"][0]["erosion"]["alder"] == plain(cost(near, "alder", 3) + cost(near, "alder", 4))
    assert held["years"][0]["erosion"]["birch"] == whole["years"][0]["erosion"]["birch"]
    refused = world.client("manager").get(f"{at}?counting=held")
    assert (refused.status_code, refused.json()["detail"]) == (
        403, "Lines that are held or proposed are counted for their own council’s people alone.",
    )  # fmt: skip
    assert world.client("lead").get(f"{at}?counting=withdrawn").status_code == 400
    assert world.client("lead").get(at.replace("3b", "4")).status_code == 404


def test_what_cannot_be_reassessed_is_refused_as_an_appraisal_is(near: Programme) -> None:
    model = near.operating_models.get()
    assert command("near", "3b")["programme"] == "near"
    with pytest.raises(CommandError, match="has no operating model “4”"):
        command("near", "4")
    model.apportion_by = "fixed"
    record(model, by=JOB, reason=REASON)
    with pytest.raises(CommandError, match="Alder Borough Council has no fixed share"):
        command("near", "3b")
    model.apportion_of = model.apportion_by = ""
    record(model, by=JOB, reason=REASON)
    with pytest.raises(CommandError, match="Model 3b does not say how amounts are shared"):
        command("near", "3b")


def test_plans_cost_three_queries_whatever_there_is(near: Programme) -> None:
    def queries() -> int:
        case = case_of(near)
        with CaptureQueriesContext(connection) as seen:
            plans = local_plans(case)
            for model in case.models:
                reassess(case, model, plans)
        return len(seen)

    few = queries()
    for number in range(1, 10):
        line(near, "alder", (number, 2013, "1"), (1, 2014, "0.5"))
        line(near, "birch", (number, 2013, "1"))
    make_operating_model(near, NEAR, list(near.baselines.all()), code="2", preferred=False)
    assert queries() == few == 3

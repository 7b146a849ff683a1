"""Appraisals of what the programme keeps, asked for on the command line and over the API."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from collab.calc.money import plain
from collab.history import erase, record
from programme.enums import BaselineStatus
from programme.models import Programme, ProgrammeCouncil
from savings.queries import case_of
from tests.factories.staffing import make_baseline, make_operating_model
from tests.factories.world import (
    JOB,
    LATER,
    NEAR,
    REASON,
    STAFF,
    World,
    make_council,
    make_member,
)


def command(*args: str, **options: Any) -> dict[str, Any]:
    printed = io.StringIO()
    call_command("appraise", *args, json=True, stdout=printed, **options)
    return json.loads(printed.getvalue())


def refusal(*args: str, **options: Any) -> str:
    with pytest.raises(CommandError) as refused:
        command(*args, **options)
    return str(refused.value)


def test_an_appraisal_counts_what_the_current_baselines_have_in_scope(near: Programme) -> None:
    """By the posts themselves: the groups beside them, and the engine, come to the same."""
    asked = command("near", "3b")
    model = near.operating_models.get()
    in_scope = {
        baseline.council.slug: sum(post.cost_pence for post in baseline.posts.filter(in_scope=True))
        for baseline in near.baselines.all()
    }
    cost = sum(post.cost_pence for post in model.posts.all())
    assert asked["baseline_cost"] == {
        "total": plain(sum(in_scope.values())), **{slug: plain(pence) for slug, pence in in_scope.items()},
    }  # fmt: skip
    assert (asked["of"], asked["by"], asked["model_cost"]) == ("saving", "equal", plain(cost))
    assert asked["gross_saving"]["total"] == plain(sum(in_scope.values()) - cost)
    assert [year["year"] for year in asked["years"]][::9] == ["2013/14", "2022/23"]
    halves = [Decimal(year["saving"]["total"]) for year in asked["years"][:2]]
    assert halves[1] == Decimal(asked["gross_saving"]["total"])
    assert abs(halves[0] * 2 - halves[1]) <= Decimal("0.01")


def test_a_later_validated_baseline_takes_the_place_and_a_draft_does_not(near: Programme) -> None:
    before = command("near", "3b")["baseline_cost"]
    alder = near.councils.get(slug="alder")
    make_baseline(near, alder, STAFF["alder"], posts=3, as_at=LATER, status=BaselineStatus.DRAFT)
    assert command("near", "3b")["baseline_cost"] == before
    later = make_baseline(near, alder, STAFF["alder"], posts=3, as_at=LATER)
    assert command("near", "3b")["baseline_cost"]["alder"] == plain(
        sum(post.cost_pence for post in later.posts.filter(in_scope=True))
    )


def test_the_api_answers_what_the_command_prints(near: Programme) -> None:
    client = _world(near).client("board")
    at = "/api/v1/programmes/near/operating-models/3b/appraisal/"
    assert client.get(at).json() == client.get(f"{at}?of=&by=").json() == command("near", "3b")
    by_cost = client.get(f"{at}?of=cost&by=baseline_cost").json()
    assert by_cost == command("near", "3b", of="cost", by="baseline_cost")
    assert (by_cost["of"], by_cost["by"]) == ("cost", "baseline_cost")
    assert client.get(f"{at}?by=caseload").status_code == 400
    assert client.get(at.replace("3b", "4")).status_code == 404
    refused = client.get(f"{at}?by=fixed")
    assert refused.status_code == 409
    assert refused.json() == {"code": "not-appraisable", "detail": refusal("near", "3b", by="fixed")}


def _world(near: Programme) -> World:
    return World(near, near, {}, {"board": make_member(near, Role.BOARD_MEMBER)}, {}, {})


def test_what_cannot_be_appraised_is_refused_in_a_sentence(near: Programme) -> None:
    model = near.operating_models.get()
    assert refusal("nowhere", "3b") == "There is no programme called “nowhere”."
    assert refusal("near", "4") == f"{near.name} has no operating model “4”."
    assert refusal("near", "3b", by="fixed") == "Alder Borough Council has no fixed share."
    assert refusal("near", "3b", by="caseload").startswith("Nothing is shared by “caseload”: choose one of equal,")
    assert refusal("near", "3b", of="both") == "“both” cannot be shared: choose one of saving, cost."
    model.apportion_of = model.apportion_by = ""
    record(model, by=JOB, reason=REASON)
    unsaid = "Model 3b does not say how amounts are shared between the councils: what, and by what."
    assert refusal("near", "3b") == refusal("near", "3b", of="cost") == refusal("near", "3b", by="equal") == unsaid
    assert command("near", "3b", of="cost", by="population")["by"] == "population"
    elm = make_council("elm", 9)
    part = ProgrammeCouncil(programme=near, council=elm, position=9)
    record(part, by=JOB, reason=REASON)
    assert refusal("near", "3b", of="cost", by="equal") == "Elm Borough Council has no validated baseline."
    erase(part, by=JOB, reason=REASON)
    assert command("near", "3b", of="cost", by="equal")["of"] == "cost"
    erase(near.parameters.get(), by=JOB, reason=REASON)
    assert refusal("near", "3b", of="cost", by="equal").startswith("The parameters of the case are not entered")


def test_a_case_costs_the_same_queries_whatever_there_is(near: Programme) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            case_of(near)
        return len(seen)

    few = queries()
    baselines = list(near.baselines.all())
    for code in ("1", "2", "3a"):
        make_operating_model(near, NEAR, baselines, code=code, preferred=False)
    make_baseline(near, near.councils.get(slug="alder"), STAFF["alder"], posts=40, as_at=LATER)
    assert queries() == few == 9

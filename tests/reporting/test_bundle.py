"""A bundle comes in whole, comes out as it came, and changes nothing that it does not speak of."""

import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings

from accounts.roles import Role
from collab.errors import Refused
from collab.history import record
from programme.enums import BaselineStatus
from programme.models import Baseline, Council, OperatingModel, Post, Programme
from programme.services import give_role
from reporting.bundle import write_out
from reporting.demonstration import FIGURES
from savings.bundle.reading import OPTIONAL_OF_LINE
from savings.enums import Rating, UpdateState
from savings.models import LineUpdate, SavingsLine
from savings.services.keeping import SAID_OF_PRESSURE, keep_pressure
from tests.factories.bundle import as_bytes, bundles, import_bundle, model_post, post, small_bundle
from tests.factories.world import JOB, make_user
from tests.house.rows import Writes, snapshot

pytestmark = pytest.mark.django_db


def written(slug: str = "riverside") -> Any:
    return json.loads(write_out(Programme.objects.get(slug=slug), by=JOB))


def baseline(council: str, status: str = "validated") -> Baseline:
    return Baseline.objects.get(council__slug=council, status=status)


# There and back


def test_every_key_comes_out_as_it_came_in() -> None:
    kept = import_bundle(small_bundle())
    assert kept.made
    assert kept.counts == {
        "councils": 2, "parameters": 1, "baselines": 3, "posts": 6, "operating_models": 2, "savings_plans": 1,
        "savings_lines": 2, "budget_gaps": 2, "net_budgets": 2, "pressures": 2,
    }  # fmt: skip
    assert write_out(kept.programme, by=JOB) == as_bytes(small_bundle())


def test_it_is_kept_in_the_fields_that_figures_are_made_from() -> None:
    import_bundle(small_bundle())
    elm, ash = baseline("elm"), baseline("ash")
    row = Post.objects.get(baseline=elm, ref="E2")
    assert (row.salary_pence, row.cost_pence, row.vacant, row.tier) == (50_000_00, 64_250_00, True, None)
    assert [(group.posts, group.cost_pence) for group in elm.groups.filter(in_scope=True)] == [(1, 64_250_00)] * 2
    assert (elm.released_at is None, ash.released_at is None) == (False, True)
    assert baseline("ash", "draft").validated_at is None
    model = OperatingModel.objects.get(code="3b")
    assert sum(group.cost_pence for group in model.groups.all()) == 90_000_00 * 2 * 1285 // 1000
    assert model.posts.get(ref="M2").retains_council == Council.objects.get(slug="ash")
    assert (elm.council.short_name, elm.source) == ("Elm", "Programme bundle")
    assert model.history.get().history_change_reason == "brought in for a test"


def test_the_bundle_of_the_demonstration_comes_out_as_the_same_bytes() -> None:
    call_command("demo", stdout=io.StringIO())
    assert write_out(Programme.objects.get(slug="three-borough"), by=JOB) == FIGURES.read_bytes()


def test_it_is_the_published_one(shared: Path) -> None:
    published = (shared / "acceptance" / "figures" / "three-borough.bundle.json").read_bytes()
    assert json.loads(FIGURES.read_bytes()) == json.loads(published)


@settings(max_examples=12)
@given(bundle=bundles())
def test_any_bundle_comes_out_as_it_came_in(bundle: dict[str, Any]) -> None:
    with transaction.atomic():
        import_bundle(bundle)
        first = write_out(Programme.objects.get(), by=JOB)
        assert first == as_bytes(bundle)
        writes = Writes()
        with connection.execute_wrapper(writes):
            again = import_bundle(json.loads(first))
        assert (again.counts, again.made, writes.found) == ({}, False, [])
        transaction.set_rollback(True)


def test_numbers_are_written_in_one_way() -> None:
    bundle = small_bundle()
    bundle["programme"]["discount_rate"] = "0.0350"
    bundle["councils"][0]["fixed_share"] = "0.3"
    bundle["baselines"][0]["posts"][0] |= {"fte": "1", "on_cost_rate": "0.285"}
    bundle["operating_models"][0]["phasing"] = {"2015/16": "1.0", "2014/15": "0.50", "2012/13": "-0.10"}
    bundle["operating_models"][0]["posts"][0]["councils"] = ["ash", "elm"]
    import_bundle(bundle)
    assert written() == small_bundle()


# Nothing but what it speaks of


def test_another_programme_with_the_same_councils_changes_nothing_in_the_first() -> None:
    import_bundle(small_bundle())
    before = snapshot()
    other = small_bundle()
    other["programme"] |= {"slug": "lakeside", "name": "Lakeside", "discount_rate": "0.05"}
    other["councils"] = other["councils"][::-1]
    other["councils"][0] |= {"population": 5, "name": "Ash Council"}
    for row in other["baselines"]:
        row["posts"] = [row["posts"][0] | {"salary": "1.00"}]
    other["operating_models"][0]["posts"].pop(0)
    other["savings_plans"][0]["lines"][0]["status"] = "withdrawn"
    kept = import_bundle(other)
    assert kept.warnings == ["“ash” keeps the name that it has here, Ash City Council."]
    after = snapshot()
    assert {table: [row for row in rows if row not in after[table]] for table, rows in before.items() if rows} == {
        table: [] for table, rows in before.items() if rows
    }
    assert written() == small_bundle()
    other["councils"][0]["name"] = "Ash City Council"
    other["baselines"] = [*other["baselines"][1:], other["baselines"][0]]
    assert written("lakeside") == other


def test_what_it_leaves_out_stays() -> None:
    import_bundle(small_bundle())
    less = small_bundle()
    del less["parameters"]
    less |= {"baselines": [], "savings_plans": [{"council": "elm", "lines": []}], "budget_gaps": []}
    less["councils"].pop()
    (model,) = less["operating_models"] = less["operating_models"][:1]
    model["posts"] = model["posts"][:1]
    model["posts"][0] |= {"councils": ["elm"], "merges": ["elm:E1"]}
    for key in (
        "description",
        "reasons",
        "phasing",
        "one_off_costs",
        "one_off_reasons",
        "apportionment",
        "other_savings",
    ):
        del model[key]
    kept = import_bundle(less)
    assert kept.counts == {"operating_models": 1}
    want = small_bundle()
    want["operating_models"][0]["posts"] = model["posts"]
    assert written() == want


def test_what_is_not_said_of_a_line_stays() -> None:
    import_bundle(small_bundle())
    bundle = small_bundle()
    line = bundle["savings_plans"][0]["lines"][0]
    for key in OPTIONAL_OF_LINE:
        del line[key]
    del line["amounts"]["2014/15"]["cost"], line["amounts"]["2014/15"]["quarters"]
    del bundle["budget_gaps"][0]["source"]
    assert import_bundle(bundle).counts == {}
    assert written() == small_bundle()
    bundle["savings_plans"][0]["lines"][0]["held"] = False
    import_bundle(bundle)
    assert not SavingsLine.objects.get(ref="L1").held


def test_what_finance_has_confirmed_stays_where_nothing_is_said_of_it() -> None:
    bundle = small_bundle()
    said = bundle["savings_plans"][0]["lines"][0]["amounts"]["2014/15"]
    said["actual"] = "100.00"
    import_bundle(bundle)
    line, said["actual"] = SavingsLine.objects.get(ref="L1"), None

    # An amount that no person has confirmed is what the bundle says of it
    import_bundle(bundle)
    assert line.amounts.get(year=2014).actual_pence is None

    # and one that finance has confirmed is another's only where another is named
    officer = make_user("Some Officer")
    update = LineUpdate(
        line=line, year=2014, quarter=1, forecast_pence=100_00, delivered_pence=100_00, rating=Rating.GREEN,
        sent_at=timezone.now(), sent_by=officer, state=UpdateState.CONFIRMED, confirmed_pence=100_00,
    )  # fmt: skip
    record(update, by=JOB, reason="made for a test")
    said["actual"] = "100.00"
    import_bundle(bundle)
    said["actual"] = None
    assert import_bundle(bundle).counts == {}
    assert line.amounts.get(year=2014).actual_pence == 100_00
    said["actual"] = "90.00"
    import_bundle(bundle)
    assert line.amounts.get(year=2014).actual_pence == 90_00


def test_what_it_says_anew_is_kept_with_its_history() -> None:
    import_bundle(small_bundle())
    bundle = small_bundle()
    bundle["programme"] |= {"name": "Riverside councils", "price_base": "2011/12"}
    bundle["councils"] = [*bundle["councils"][::-1], {
        "slug": "oak", "name": "Oak Council", "ons_code": "E06000093", "population": 5, "net_revenue_budget": None,
        "fixed_share": None,
    }]  # fmt: skip
    bundle["councils"][1]["population"] = 1001
    model = bundle["operating_models"][0]
    # The posts change their references, and one of them keeps another's place.
    model["posts"] = [
        model["posts"][1] | {"retains": None, "ref": "M1", "reports_to": "M2"},
        model_post("M2", ["elm"], retains="ash:A1"),
    ]
    model |= {
        "phasing": {"2014/15": "1"},
        "one_off_costs": {},
        "one_off_reasons": {},
        "other_savings": [],
        "description": "Anew.",
    }
    bundle["operating_models"].reverse()
    line = bundle["savings_plans"][0]["lines"][0]
    line |= {"amounts": {"2015/16": {"planned": "5.00", "forecast": None, "actual": None}}, "posts": [], "held": False}
    bundle["savings_plans"][0]["lines"].reverse()
    bundle["budget_gaps"][1]["amounts"] = {"2014/15": "3.00"}
    kept = import_bundle(bundle)
    assert kept.counts == {
        "councils": 3, "parameters": 1, "operating_models": 2, "savings_lines": 2, "budget_gaps": 1,
    }  # fmt: skip
    want = copy.deepcopy(bundle)
    want["baselines"] = [want["baselines"][1], want["baselines"][2], want["baselines"][0]]
    want["parameters"]["source"] = "Minutes"
    for row in (want["operating_models"][1], want["savings_plans"][0]["lines"][1]):
        for key in ("other_savings", "one_off_reasons", "held"):
            row.pop(key, None)
    assert written() == want
    programme = Programme.objects.get()
    assert [row.number for row in programme.parameters.all()] == [2, 1]
    assert (OperatingModel.objects.get(code="3b").version, SavingsLine.objects.get(ref="L1").version) == (2, 2)
    changed = OperatingModel.objects.get(code="3b").history.first()
    assert changed is not None
    assert changed.history_change_reason == "brought in for a test"
    assert import_bundle(bundle).counts == {}


# Baselines


def test_a_validated_baseline_is_never_edited() -> None:
    import_bundle(small_bundle())
    before = snapshot()
    bundle = small_bundle()
    bundle["programme"]["name"] = "Changed"
    bundle["baselines"][0]["posts"][0]["salary"] = "50000.01"
    with pytest.raises(Refused) as refused:
        import_bundle(bundle)
    assert refused.value.reason == (
        "baselines[0] has other posts than the baseline of Elm Borough Council as at 30 November 2012 that is "
        "validated here, and that one stays. Give the later state a date of its own."
    )
    assert snapshot() == before
    # In another order they are the same posts, and at a later date others.
    bundle["baselines"][0]["posts"] = small_bundle()["baselines"][0]["posts"][::-1]
    assert import_bundle(bundle).counts == {}
    bundle["baselines"][0] |= {"as_at": "2013-01-31", "posts": [post("E1"), post("E9")]}
    assert import_bundle(bundle).counts == {"baselines": 1, "posts": 2}


def test_a_draft_becomes_what_the_bundle_says_unless_it_has_gone_on() -> None:
    import_bundle(small_bundle())
    bundle = small_bundle()
    bundle["baselines"][2]["posts"].append(post("A7"))
    assert import_bundle(bundle).counts == {"baselines": 1, "posts": 2}
    draft = baseline("ash", "draft")
    assert ([row.ref for row in draft.posts.all()], draft.version) == (["A1", "A7"], 2)
    bundle["baselines"][2]["status"] = "submitted"
    assert import_bundle(bundle).counts == {"baselines": 1, "posts": 2}
    # What was a draft when the bundle was written has been submitted since.
    draft.posts.all()._raw_delete("default")
    Baseline._base_manager.filter(pk=draft.pk)._raw_delete("default")
    bundle["baselines"][2]["status"] = "draft"
    assert import_bundle(bundle).counts == {}
    bundle["baselines"][2] |= {"status": "submitted", "posts": [post("A8")]}
    with pytest.raises(Refused, match="that is submitted here, and that one stays"):
        import_bundle(bundle)


def test_superseded_baselines_of_one_day_are_each_kept() -> None:
    bundle = small_bundle()
    old = bundle["baselines"][0] | {"status": "superseded", "posts": [post("E1")]}
    again = copy.deepcopy(bundle["baselines"][0]) | {"status": "superseded"}
    bundle["baselines"][:0] = [old, copy.deepcopy(old), again]
    import_bundle(bundle)
    assert written() == bundle
    bundle["baselines"].insert(0, bundle["baselines"].pop(3))
    assert import_bundle(bundle).counts == {}
    assert Baseline.objects.filter(status=BaselineStatus.SUPERSEDED, groups__isnull=False).distinct().count() == 3


# What contradicts what is here


def test_years_that_leave_out_a_cost_of_a_model_here_are_refused() -> None:
    import_bundle(small_bundle())
    bundle = small_bundle() | {"operating_models": []}
    bundle["programme"]["appraisal_years"] = 1
    with pytest.raises(Refused, match="leave out 2014/15, in which model 3b has a one-off cost here"):
        import_bundle(bundle)
    bundle["programme"]["appraisal_years"] = 2
    assert import_bundle(bundle).counts == {"parameters": 1}


def test_one_model_is_preferred_and_none_is_told_apart_by_capitals() -> None:
    import_bundle(small_bundle())
    bundle = small_bundle()
    bundle["operating_models"] = [bundle["operating_models"][1] | {"code": "4", "preferred": True}]
    import_bundle(bundle)
    assert [model.code for model in OperatingModel.objects.filter(preferred=True)] == ["4"]
    bundle["operating_models"][0]["code"] = "3B"
    with pytest.raises(Refused, match=r"operating_models\[0\]\.code is “3B”, and there is a model 3b here"):
        import_bundle(bundle)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("ons_code", "E06000099", "“elm” is Elm Borough Council here, whose code is E06000091 and not E06000099."),
        ("slug", "elms", "The code E06000091 of “elms” is that of Elm Borough Council here."),
    ],
)
def test_a_council_is_one_record(key: str, value: str, sentence: str) -> None:
    import_bundle(small_bundle())
    before = snapshot()
    bundle = small_bundle()
    bundle["programme"]["slug"] = "lakeside"
    bundle["councils"][0][key] = value
    written = json.dumps(bundle)
    if key == "slug":
        written = written.replace('"elm"', '"elms"').replace("elm:", "elms:")
    with pytest.raises(Refused) as refused:
        import_bundle(json.loads(written))
    assert refused.value.reason == sentence
    assert snapshot() == before


@pytest.mark.parametrize(
    ("retains", "what"), [("ash:Z9", "which no baseline has"), ("elm:E3", "which is out of scope")]
)
def test_a_model_keeps_only_posts_that_are_there_and_in_scope(retains: str, what: str) -> None:
    bundle = small_bundle()
    bundle["operating_models"][0]["posts"][1]["retains"] = retains
    with pytest.raises(Refused) as refused:
        import_bundle(bundle)
    assert refused.value.reason == f"operating_models[0].posts[1].retains is “{retains}”, {what}."
    assert not Programme.objects.exists()


def test_a_programme_without_parameters_has_no_bundle(tmp_path: Path) -> None:
    kept = import_bundle(small_bundle())
    kept.programme.parameters.all()._raw_delete("default")
    with pytest.raises(CommandError, match="has no parameters of its case yet"):
        call_command("export_programme", "riverside", output=str(tmp_path / "out.json"))
    assert list(tmp_path.iterdir()) == []


# The commands


def run(*args: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*args, **options, stdout=out)
    return out.getvalue()


def test_the_commands_print_one_object(tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(as_bytes(small_bundle()))
    data = json.loads(run("import_programme", str(source), json=True))
    assert (data["programme"], data["made"], data["changed"]["posts"], data["warnings"]) == ("riverside", True, 6, [])
    assert run("import_programme", str(source)).splitlines() == [
        "Riverside (riverside) was here already; nothing to change.",
        "Nobody has a role in it yet: make_administrator EMAIL --programme riverside",
    ]
    assert Programme.objects.get().history.get().history_change_reason == "brought in from in.json"
    data = json.loads(run("export_programme", "riverside", output=str(target), json=True))
    assert data == {"programme": "riverside", "output": str(target), "bytes": len(source.read_bytes())}
    assert target.read_bytes() == source.read_bytes()


def test_the_commands_refuse_in_one_sentence_and_write_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_bytes(as_bytes(small_bundle() | {"surprise": 1}))
    with pytest.raises(CommandError, match=r"^The bundle cannot be brought in\. surprise is no key of the format\.$"):
        run("import_programme", str(source))
    with pytest.raises(CommandError, match="There is no file"):
        run("import_programme", str(tmp_path / "nowhere.json"))
    with pytest.raises(CommandError, match="There is no programme called “riverside”"):
        run("export_programme", "riverside", output=str(tmp_path / "out.json"))
    assert not Programme.objects.exists()
    assert not Council.objects.exists()


def test_a_person_carries_a_bundle_who_keeps_all_that_is_in_it(tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(as_bytes(small_bundle()))
    person = make_user("Cara Rier")
    with pytest.raises(CommandError, match="who keeps the programme and the staffing of every council in it"):
        run("import_programme", str(source), by=person.email)
    assert not Programme.objects.exists()
    programme = import_bundle(small_bundle()).programme
    elm, ash = programme.councils.order_by("-slug")
    with pytest.raises(CommandError, match="There is no programme called “riverside”"):
        run("export_programme", "riverside", output=str(target), by=person.email)
    for role, council in ((Role.PROGRAMME_MANAGER, None), (Role.HR_LEAD, elm)):
        give_role(user=person, programme=programme, role=role, council=council, by=JOB, reason="asked")
        with pytest.raises(CommandError, match="who keeps the programme and the staffing of every council in it"):
            run("import_programme", str(source), by=person.email)
        with pytest.raises(CommandError, match="who keeps the programme and the staffing of every council in it"):
            run("export_programme", "riverside", output=str(target), by=person.email)
    give_role(user=person, programme=programme, role=Role.FINANCE_LEAD, council=ash, by=JOB, reason="asked")
    run("export_programme", "riverside", output=str(target), by=person.email)
    assert target.read_bytes() == source.read_bytes()
    bundle = small_bundle()
    bundle["baselines"][0]["as_at"] = "2013-01-31"
    source.write_bytes(as_bytes(bundle))
    run("import_programme", str(source), by=person.email)
    assert Baseline.objects.get(council=elm, as_at="2013-01-31").validated_by == person


def test_what_a_tracker_needs_goes_by_council_year_service_and_reference() -> None:
    """What is left out stays; a substitution is in the place of a line of its council, of the same bundle or before."""
    programme = import_bundle(small_bundle()).programme
    bundle = small_bundle()
    bundle["net_budgets"] = [{**bundle["net_budgets"][1], "amount": "7.00"}]
    bundle["pressures"] = [{**bundle["pressures"][1], "title": "Other"}]
    assert import_bundle(bundle).counts == {"net_budgets": 1, "pressures": 1}
    found = written()
    assert [row["amount"] for row in found["net_budgets"]] == ["61000000.00", "7.00"]
    assert [(row["ref"], row["title"]) for row in found["pressures"]] == [("P-2", "Rents"), ("P-10", "Other")]
    row = programme.pressures.get(ref="P-10")
    assert (row.version, row.history.count(), row.line) == (2, 2, None)
    assert programme.pressures.get(ref="P-2").line == SavingsLine.objects.get(ref="L1")
    before = snapshot()
    for line in ("L9", "E2"):
        bundle["pressures"] = [{**small_bundle()["pressures"][0], "title": "x", "line": line}]
        with pytest.raises(Refused, match=f"pressures.0..line is “{line}”, and the plan of its council has no line"):
            import_bundle(bundle)
    assert snapshot() == before
    values = {name: getattr(row, name) for name in SAID_OF_PRESSURE}
    assert keep_pressure(programme, row.council, values=values, by=JOB).ref == "P-11"

"""The workbook of an appraisal: LibreOffice reckons it anew, and comes to the engine's figures to the penny."""

import io
import os
from collections.abc import Callable
from dataclasses import astuple, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from accounts.roles import Role
from collab.calc.appraisal import Appraisal, appraise
from collab.calc.costing import post_cost
from programme.models import Baseline, Programme
from savings.queries import appraisal_of, case_of
from savings.queries.workbook import workbook_contents
from savings.workbook import Contents, to_workbook
from savings.workbook.shares import digits_at_once
from tests.factories.workbooks import made_up_contents
from tests.factories.world import STAFF, World, make_member
from tests.office import saved_by_libreoffice

FIRST_FIGURE = 4
SEEDS = range(100, 140)


def reckoned(data: bytes) -> dict[str, Any]:
    """The figures that the formulas come to, by name; the sheet must say that all of them are the same."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Check").to_python()
    assert rows[2][:2] == ["All of them agree", "yes" if {row[3] for row in rows[FIRST_FIGURE:]} == {"yes"} else "no"]
    return {row[0]: row[2] for row in rows[FIRST_FIGURE:]}


def wanted(code: str, appraisal: Appraisal) -> dict[str, Any]:
    """The same out of the answer of the API."""
    answer = appraisal.as_json("programme", code)
    found: dict[str, Any] = {"model_cost": answer["model_cost"]}
    for name in ("baseline_cost", "gross_saving", "npv"):
        found |= {f"{name}.{whose}": amount for whose, amount in answer[name].items()}
    for year in answer["years"]:
        for name in ("saving", "one_off_cost", "net"):
            found |= {f"{name}.{year['year']}.{whose}": amount for whose, amount in year[name].items()}
    late = "not within these years"
    found |= {f"payback.{part}": (answer["payback"] or {}).get(part, late) for part in ("years", "months")}
    return {f"{code} {name}": value for name, value in found.items()}


def assert_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        # A spreadsheet keeps pounds in binary: to the penny they are told apart by far.
        ours = round(Decimal(value) * 100) if isinstance(value, str) and "." in value else value
        theirs = round(Decimal(found[name]) * 100) if ours is not value else found[name]
        assert theirs == ours, name


def of_all(contents: Contents) -> dict[str, Any]:
    return {name: value for model in contents.models for name, value in wanted(model.code, model.appraisal).items()}


def changed(data: bytes, cells: dict[tuple[str, str], Any]) -> bytes:
    """As somebody changes it in a spreadsheet: other values in some cells."""
    workbook = load_workbook(io.BytesIO(data))
    for (sheet, cell), value in cells.items():
        workbook[sheet][cell] = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def contents_of(programme: Programme, sees: Callable[[Baseline], bool]) -> Contents:
    case = case_of(programme)
    rows = [(row, appraisal_of(programme, row.model.code, of="saving", by="baseline_cost")) for row in case.models]
    return workbook_contents(case, rows, notes=["Fictitious"], sees=sees)


@pytest.mark.office
def test_libreoffice_comes_to_the_same_penny(db: None, tmp_path: Path) -> None:
    """The demonstration with its posts and without, councils that are made up, one of them in amounts of billions; and
    what somebody changes is followed through to every figure."""
    call_command("demo", stdout=io.StringIO())
    demonstration = Programme.objects.get()
    contents = {
        "posts": contents_of(demonstration, lambda baseline: True),
        "totals": contents_of(demonstration, lambda baseline: False),
        "five": made_up_contents(5, councils=5, posts=12, models=4),
        "nine": made_up_contents(9, councils=9, posts=6, models=2, years=14, scale=1000),
    }
    assert contents["posts"].posts.keys() == {"darlington", "hartlepool", "redcar-and-cleveland"}
    assert not contents["totals"].posts
    files = {name: to_workbook(each) for name, each in contents.items()}
    old = made_up_contents(1, councils=3, posts=12, models=1)
    new, cells = _as_changed(old)
    files["changed"] = changed(to_workbook(old), cells)
    saved = saved_by_libreoffice(files, tmp_path, ending="xlsx")
    for name, each in contents.items():
        assert_same(reckoned(saved[name]), of_all(each))
    assert_same(reckoned(saved["changed"]), wanted("m0", new))
    with pytest.raises(AssertionError):
        assert_same(reckoned(saved["changed"]), of_all(old))


@pytest.mark.office
@pytest.mark.skipif("COLLAB_TRUST" not in os.environ, reason="script/trust runs it")
def test_a_thousand_made_up_appraisals_come_to_the_same_penny(tmp_path: Path) -> None:
    figures = 0
    for seed in SEEDS:
        contents = made_up_contents(
            seed, councils=2 + seed % 8, posts=5, models=25, years=1 + seed % 20, scale=10 ** (seed % 3)
        )
        folder = tmp_path / str(seed)
        folder.mkdir()
        saved = saved_by_libreoffice({"made-up": to_workbook(contents)}, folder, ending="xlsx")["made-up"]
        expected = of_all(contents)
        assert_same(reckoned(saved), expected)
        figures += len(expected)
    print(f"{25 * len(SEEDS):,} appraisals, {figures:,} figures reckoned by LibreOffice, no difference")


def _as_changed(contents: Contents) -> tuple[Appraisal, dict[tuple[str, str], Any]]:
    """Another rate, another way of sharing, and another FTE of the first post of the first council."""
    inputs = contents.models[0].appraisal.inputs
    post = next(iter(contents.posts["council-0"]))
    other = post._replace(fte=Decimal("0.3333"), in_scope=True)
    costs = [post_cost(row.salary_pence, row.fte, row.on_cost_rate) * row.in_scope for row in (post, other)]
    first = replace(
        inputs.councils[0], baseline_cost_pence=inputs.councils[0].baseline_cost_pence - costs[0] + costs[1]
    )
    new = replace(
        inputs, councils=(first, *inputs.councils[1:]), discount_rate=Decimal("0.071"), of="cost", by="population"
    )
    cells = {
        ("Parameters", "B6"): 0.071, ("m0 inputs", "B6"): "cost", ("m0 inputs", "B7"): "population",
        ("Posts of the baselines", "G2"): 0.3333, ("Posts of the baselines", "F2"): "yes",
    }  # fmt: skip
    return appraise(new), cells


def marked(data: bytes) -> set[str]:
    """The councils of whose posts the workbook has a word or an amount."""
    values = [str(cell.value) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    marks = {slug: (*astuple(STAFF[slug].staff), STAFF[slug].senior.word) for slug in ("alder", "birch", "cedar")}
    return {slug for slug, words in marks.items() if any(word in value for word in words for value in values)}


def test_no_post_stands_where_its_council_is_not_open(near: Programme) -> None:
    """Neither among the baselines' posts nor among those that a model keeps of them."""
    assert marked(to_workbook(contents_of(near, lambda baseline: True))) == {"alder", "birch", "cedar"}
    assert marked(to_workbook(contents_of(near, lambda baseline: baseline.council.slug == "alder"))) == {"alder"}
    assert marked(to_workbook(contents_of(near, lambda baseline: False))) == set()


def test_workbook_is_had_from_the_page_of_the_appraisal(near: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the posts of the own council; where nothing can be worked out, the page says why."""
    council = near.councils.get(slug="alder")
    people = {
        "board": make_member(near, Role.BOARD_MEMBER), "lead": make_member(near, Role.FINANCE_LEAD, council),
        "manager": make_member(near, Role.PROGRAMME_MANAGER),
    }  # fmt: skip
    world = World(near, near, {}, people, {}, {})
    page = "/programmes/near/operating-models/3b/appraisal/?of=cost&by=population"
    answer = world.client("board").get(page).content.decode()
    assert 'href="/programmes/near/operating-models/3b/workbook/?of=cost&amp;by=population"' in answer
    path = "/programmes/near/operating-models/3b/workbook/"
    found = world.client("board").get(f"{path}?of=cost&by=population")
    assert found.headers["Content-Disposition"] == 'attachment; filename="near-model-3b.xlsx"'
    assert marked(found.content) == set()
    assert load_workbook(io.BytesIO(found.content))["3b inputs"]["B6"].value == "cost"
    assert marked(world.client("lead").get(path).content) == {"alder"}
    # All three have released theirs to those who lead the programme.
    assert marked(world.client("manager").get(path).content) == {"alder", "birch", "cedar"}
    monkeypatch.setattr("savings.views.workbook.MOST_POSTS", 26)
    assert marked(world.client("manager").get(path).content) == set()
    why_not = world.client("board").get(f"{path}?by=fixed")
    assert (why_not.status_code, why_not.headers["Location"]) == (302, page.partition("?")[0])


def test_posts_are_asked_for_in_the_same_number_of_queries(near: Programme) -> None:
    case = case_of(near)
    rows = [(row, appraisal_of(near, row.model.code)) for row in case.models]
    for sees in (True, False):
        with CaptureQueriesContext(connection) as asked:
            workbook_contents(case, rows, notes=[], sees=lambda baseline, sees=sees: sees)
        # Without a council that is open there are no posts to ask for but the model's.
        assert len(asked) == 1 + sees


def test_workbook_says_what_it_stands_on_and_hides_nothing() -> None:
    data = to_workbook(made_up_contents(2, councils=3, posts=4, models=2))
    workbook = load_workbook(io.BytesIO(data))
    assert workbook.sheetnames == [
        "Model m0", "Model m1", "Parameters", "Check", "Posts of the baselines", "m0 inputs", "m0 saving",
        "m0 one-off", "m0 worth", "m1 inputs", "m1 posts", "m1 saving", "m1 one-off", "m1 worth",
    ]  # fmt: skip
    assert (workbook["Model m0"]["A1"].value, workbook["Model m0"]["A2"].value) == ("Model m0: Model 0", "As at no day")
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}
    assert not [row for sheet in workbook for row in sheet.row_dimensions.values() if row.hidden]
    # A title that looks like a formula is none.
    assert workbook["Posts of the baselines"]["C2"].data_type == "s"
    assert data == to_workbook(made_up_contents(2, councils=3, posts=4, models=2))


def test_amounts_that_a_spreadsheet_would_round_are_refused() -> None:
    with pytest.raises(OverflowError, match="too large for a spreadsheet"):
        to_workbook(made_up_contents(2, councils=3, posts=4, models=1, scale=10**6))


def test_formulas_know_no_number_that_a_spreadsheet_rounds() -> None:
    assert [digits_at_once(together) for together in (3, 4 * 10**10, 3 * 10**12, 4 * 10**13)] == [3, 3, 1, 1]
    with pytest.raises(OverflowError):
        digits_at_once(10**14)

"""What is said of each cell that is not as it should be, and what becomes of the row."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.programme.staffing.files import BAND, JUNIOR, POST, SENIOR, csv_of, read, said

ROWS = {"collab": POST, "transparency": BAND, "organogram-senior": SENIOR, "organogram-junior": JUNIOR}
CELLS = Path(__file__).parent / "tables" / "cells.csv"


def test_every_cell_is_read_or_said_to_be_wrong() -> None:
    """tables/cells.csv: in each layout one file whose rows have one bad cell each. Without salary and FTE expected,
    the row is rejected; the sentences are all that is said of it, a cross before what rejects it."""
    with CELLS.open(encoding="utf-8", newline="") as table:
        every = list(csv.DictReader(table))
    for layout, good in ROWS.items():
        cases = dict(enumerate((case for case in every if case["layout"] == layout), start=2))
        file = read(csv_of(*(_row(good, number, case) for number, case in cases.items())))
        posts = {post.row: post for post in file.posts}
        assert (file.layout, file.rows_read) == (layout, len(cases))
        for number, case in cases.items():
            post, place = posts.get(number), (layout, case["column"], case["cell"])
            assert (post is not None) == bool(case["salary_pence"] or case["fte"]), place
            if post:
                assert case["salary_pence"] in ("", str(post.salary_pence)), place
                assert case["fte"] in ("", f"{post.fte.normalize():f}"), place
            assert sorted(said(file, number)) == sorted(case["sentences"].splitlines()), place
    assert len(every) > 40


def _row(good: dict[str, str], number: int, case: dict[str, str]) -> dict[str, str]:
    """A good row with a reference of its own, but for the bad cell."""
    refs = {name: str(number) for name in ("ref", "Post Unique Reference") if name in good}
    cell = str(number) if case["cell"] == "(itself)" else case["cell"]
    return {**good, **refs, case["column"]: cell}


@pytest.mark.parametrize("case", ["errors", "warnings"])
def test_a_problem_names_its_column_as_the_file_does(case: str) -> None:
    bad = {"errors": "XX", "warnings": ""}[case]
    row = {("Salary (£)" if name == "salary" else name): cell for name, cell in POST.items()}
    problems = getattr(read(csv_of({**row, "Salary (£)": bad})), case)
    assert [(problem.row, problem.column) for problem in problems] == [(2, "Salary (£)")]


def test_rows_that_are_no_posts_are_rejected_and_others_go_on() -> None:
    blank = dict.fromkeys(POST, "")
    file = read(
        csv_of(
            POST,
            {**POST, "salary": "50000"},
            blank,
            {name: name for name in POST},
            {**blank, "ref": "Source: payroll"},
            {**blank, "service": "People total", "fte": "3"},
            {**POST, "ref": "D2"},
        )
        + b"D3,Head,Deputy,People,2,CO1,1,60000,0.25,false,true,,,x\n"
    )
    assert (file.rows_read, file.accepted, file.rejected) == (7, 2, 5)
    assert [problem.message for problem in file.errors] == [
        "The reference “D1” stands in row 2 too: give each post its own, or leave a row out that stands there twice.",
        "The row repeats the headings: leave it out.",
        "The row has only “Source: payroll” and looks like a note: leave it out.",
        "The row looks like a total and not like a post: leave it out.",
        "The row has 14 cells under 13 headings: put a cell that holds the separator into quotation marks.",
    ]
    assert [problem.row for problem in file.errors] == [3, 5, 6, 7, 9]
    assert file.rejected_cells[3]["salary"] == "50000"


def test_mended_and_left_out_rows_are_accepted_or_gone() -> None:
    data = csv_of(POST, {**POST, "salary": "XX"}, {**POST, "title": "Total"})
    whole = read(data)
    assert (whole.accepted, whole.rejected) == (1, 2)
    file = read(data, mends={(3, "salary"): "50000", (3, "ref"): "D2"}, left_out=[4])
    assert (file.rows_read, file.accepted, file.rejected, file.left_out) == (3, 2, 0, [4])
    assert [(post.ref, post.salary_pence) for post in file.posts] == [("D1", 6000000), ("D2", 5000000)]
    assert file.errors == []


def test_references_are_made_from_the_rows_own_words() -> None:
    row = {**JUNIOR, "Grade": "HEO"}
    three = read(csv_of(JUNIOR, JUNIOR, row)).posts
    refs = [post.ref for post in three]
    assert len(set(refs)) == 3
    assert all(ref.startswith("adviser-") for ref in refs)
    another = read(csv_of(row, {**row, "Grade": "AO"}, JUNIOR, JUNIOR)).posts
    assert [another[2].ref, another[3].ref, another[0].ref] == refs
    left_out = read(csv_of(JUNIOR, JUNIOR, row), left_out=[2]).posts
    assert [post.ref for post in left_out] == refs[1:]


def test_tiers_are_counted_along_the_reporting_lines() -> None:
    def post(ref: str, manager: str) -> dict[str, str]:
        return {**SENIOR, "Post Unique Reference": ref, "Reports to Senior Post": manager}

    rows = [post("c", "B"), post("B", "007"), post("7", "xx"), post("x", "y"), post("y", "x"), post("z", "gone")]
    file = read(csv_of(*rows))
    assert [(post.ref, post.tier, post.reports_to) for post in file.posts] == [
        ("c", 3, "B"), ("B", 2, "7"), ("7", 1, ""), ("x", None, "y"), ("y", None, "x"), ("z", None, "gone"),
    ]  # fmt: skip
    assert any("in a circle, by way of “x”" in sentence for sentence in said(file, 5))


def test_a_vacant_post_is_known_by_its_layout_own_words() -> None:
    assert [post.vacant for post in read(csv_of(BAND, {**BAND, "Vacancy": "Vacant"})).posts] == [False, True]
    rows = [SENIOR, {**SENIOR, "Post Unique Reference": "2", "Name": "North1 Vacant"}]
    assert [post.vacant for post in read(csv_of(*rows)).posts] == [False, True]
    assert [post.vacant for post in read(csv_of(POST, {**POST, "ref": "D2", "vacant": "Y"})).posts] == [False, True]


def test_persons_are_dropped_unless_they_are_asked_for() -> None:
    row = {**SENIOR, "Name": "Jo Example", "Job Title": "Director, jo@example.gov.uk, 01642 123456"}
    file = read(csv_of(row))
    assert file.dropped_columns == ["Name", "Contact E-mail"]
    assert "Jo Example" not in repr(file)
    assert "example.gov.uk" not in repr(file)
    assert file.posts[0].title == "Director, ,"
    assert "Jo Example" not in repr(read(csv_of({**row, "FTE": "-1"})))
    kept = read(csv_of(row), keep_names=True)
    assert kept.dropped_columns == []
    assert kept.posts[0].personal == {"Name": "Jo Example", "Contact E-mail": "someone@example.gov.uk"}


def test_the_councils_default_on_cost_is_taken_with_one_warning() -> None:
    file = read(csv_of(JUNIOR, JUNIOR))
    assert [problem.message for problem in file.warnings] == [
        "The file has no on-cost rate: the council’s default, 30%, is taken.",
        "The salaries of 2 rows are midpoints of the two pay columns (estimated).",
    ]
    assert [post.cost_pence for post in file.posts] == [2500000 * 25 // 10 * 13 // 10] * 2
    some = read(csv_of(POST, {**POST, "ref": "D2", "on_cost_rate": ""}))
    assert [(post.on_cost_rate, post.cost_pence) for post in some.posts] == [
        (Decimal("0.2500"), 7500000), (Decimal("0.3"), 7800000),
    ]  # fmt: skip
    assert said(some, 1) == ["! 1 row has no on-cost rate: the council’s default, 30%, is taken."]

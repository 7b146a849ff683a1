"""Every file of tables to keep, whatever route gives it: nothing typed is reckoned out, and nothing is hidden.

These are promises 20 and 21; how a table is written is in collab/sheets.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from collab.web.downloads import CSV, FORMATS, XLSX
from programme.enums import BaselineStatus
from tests.factories.staffing import StaffMarks, make_baseline, make_operating_model, make_upload
from tests.factories.world import LATER, Mark, World
from tests.house.asking import Asker, arguments, fast
from tests.house.matrix import ROUTES

# Whatever this mark says begins as a formula does.
TYPED = "=1+1"
MARK = Mark(TYPED, "9113")
PEOPLE = ("alder finance_lead", "near programme_manager")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LIKE_A_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
# What a workbook may be made of: no macro, comment, picture, link to another file.
PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(_rels/workbook\.xml\.rels|workbook\.xml|styles\.xml"
    r"|sharedStrings\.xml|theme/theme1\.xml|worksheets/sheet[0-9]+\.xml)"
)
# The one whose formulas are what it is for: they are ours.
WITH_FORMULAS = "model-workbook"


@pytest.fixture
def typed_world(same_world: World) -> World:
    """Where Alder's posts, and the operating model that keeps them, say what begins like a formula."""
    world = replace(
        same_world, baselines=dict(same_world.baselines), drafts=dict(same_world.drafts),
        models=dict(same_world.models), uploads=dict(same_world.uploads),
    )  # fmt: skip
    near, alder, marks = world.near, world.councils["alder"], StaffMarks(MARK, MARK, MARK)
    world.baselines["alder"] = make_baseline(near, alder, marks, as_at=datetime.date(2012, 12, 31))
    world.drafts["alder"] = make_baseline(near, alder, marks, as_at=LATER, status=BaselineStatus.DRAFT)
    world.models["near"] = make_operating_model(near, MARK, [world.baselines["alder"]], code="typed", preferred=False)
    world.uploads["alder"] = make_upload(near, alder, MARK, world.people["alder finance_lead"])
    return world


def files(world: World, only: str) -> Iterator[tuple[str, str, bytes]]:
    """(route and person, content type, bytes) of every table that is given away."""
    ask = Asker(world)
    for route in ROUTES:
        if route.get != 200 or route.is_api or not route.name.startswith(only):
            continue
        needed = arguments(world, route.name)
        for who in PEOPLE:
            # As the last part of the address, or asked for.
            for kind in FORMATS:
                path = reverse(route.name, kwargs={**needed, "kind": kind} if "kind" in needed else needed)
                answer = ask(who, "GET", path, None if "kind" in needed else {"format": kind})
                if (given := answer.headers.get("Content-Type", "")) in (CSV, XLSX):
                    yield f"{route.name} as {who}", given, answer.body
                elif "kind" not in needed:
                    break


def reckoned_out(data: bytes) -> Iterator[str]:
    """Cells of a CSV that a spreadsheet would take for a formula."""
    for record in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
        yield from (cell for cell in record if LIKE_A_FORMULA.match(cell) and not NUMBER.fullmatch(cell))


def amiss(data: bytes, *, ours: bool) -> Iterator[str]:
    """What of a workbook is a formula or hidden; `ours`: formulas are there, of which nobody typed any part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (name for name in archive.namelist() if not PART.fullmatch(name))
    book = load_workbook(io.BytesIO(data))
    yield from (f"by {name}" for name in {book.properties.creator, book.properties.lastModifiedBy} - {"Collab"})
    for sheet in book.worksheets:
        places = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
        if sheet.sheet_state != "visible" or any(place.hidden for place in places):
            yield f"{sheet.title} is hidden, or a part of it"
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f" and (not ours or TYPED[1:] in str(cell.value)):
                yield f"{sheet.title} {cell.coordinate}: {cell.value}"
            if cell.comment or cell.hyperlink:
                yield f"{sheet.title} {cell.coordinate} has a comment or a link"


def wrong(world: World, only: str = "") -> tuple[list[str], set[str], int]:
    """What is wrong with which file, the routes that give any, and in how many stands what was typed."""
    found, routes, typed = [], set(), 0
    with fast():
        for name, kind, data in files(world, only):
            route = name.partition(" ")[0]
            routes.add(f"{route} {'csv' if kind == CSV else 'xlsx'}")
            bad = reckoned_out(data) if kind == CSV else amiss(data, ours=route == WITH_FORMULAS)
            found += [f"{name}: {words[:100]}" for words in bad]
            typed += f"'{TYPED}".encode() in data if kind == CSV else _says(data)
    return found, routes, typed


def _says(data: bytes) -> bool:
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return any(str(cell.value).startswith(TYPED) for cell in cells if cell.data_type == "s")


def test_no_file_reckons_out_what_was_typed_or_hides_anything(typed_world: World) -> None:
    found, routes, typed = wrong(typed_world)
    assert not found, "\n".join(found)
    both = (
        "staffing-list", "staffing-council", "staffing-posts", "staffing-structure", "staffing-template",
        "staffing-file-problems", "baseline-export", "model-structure", "model-list", "model-appraisal",
    )  # fmt: skip
    assert {f"{name} {kind}" for name in both for kind in FORMATS} | {f"{WITH_FORMULAS} xlsx"} <= routes
    assert typed > 15


def test_a_formula_is_noticed(typed_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collab.sheets.comma_separated.like_a_formula", lambda text: False)
    found, _, _ = wrong(typed_world, "staffing-posts")
    assert any(line.startswith("staffing-posts as alder finance_lead: =1+1") for line in found)

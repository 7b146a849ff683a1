"""Tables as CSV and as workbooks: every value as it is, nothing reckoned out, nothing hidden."""

import csv
import datetime
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from collab.calc.years import FinancialYear
from collab.sheets import Column, Kind, Table, to_csv, to_xlsx
from collab.sheets.pages import sheet_name

COLUMNS = (
    Column("Post"),
    Column("Cost a year", Kind.MONEY),
    Column("FTE", Kind.FTE),
    Column("On-cost rate", Kind.RATE),
    Column("As at", Kind.DATE),
    Column("Year", Kind.YEAR),
    Column("Posts", Kind.COUNT),
)
DAY = datetime.date(2012, 11, 30)
ROWS = (
    ("Director", -1_234_567_890_123_45, Decimal("0.5000"), Decimal("0.2850"), DAY, 1999, 3),
    ("£ “quoted”, in two\nlines", 0, Decimal(1), Decimal(0), DAY, FinancialYear(2013), 0),
    ("few", "fewer than 5", None, None, None, None, "fewer than 5"),
)
HOSTILE = (
    "=HYPERLINK(\"https://example.org\",\"x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1",
    "#N/A", "_x003D_1+1", "-", "=", "TRUE", "2011/12", "0012", "1e5", "12:30",
)  # fmt: skip


def table(**others: Any) -> Table:
    values: dict[str, Any] = {"title": "Posts: in/out", "columns": COLUMNS, "rows": ROWS, "notes": ("Gross", "Source")}
    return Table(**{**values, "total": ("Total", 5, Decimal("1.5"), None, None, None, 3), **others})


def records(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_plain_values() -> None:
    data = to_csv(table())
    assert data.startswith(b"\xef\xbb\xbfPost,")
    assert data.count(b"\r\n") == 9
    assert records(data) == [
        ["Post", "Cost a year", "FTE", "On-cost rate", "As at", "Year", "Posts"],
        ["Director", "-1234567890123.45", "0.5000", "0.2850", "2012-11-30", "1999/00", "3"],
        ["£ “quoted”, in two\nlines", "0.00", "1", "0", "2012-11-30", "2013/14", "0"],
        ["few", "fewer than 5", "", "", "", "", "fewer than 5"],
        ["Total", "0.05", "1.5", "", "", "", "3"],
        [],
        ["Posts: in/out"],
        ["Gross"],
        ["Source"],
    ]


def test_workbook_has_real_numbers_with_formats() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(table()))).active
    assert [cell.value for cell in sheet[6]] == [
        "Director", -1234567890123.45, 0.5, 0.285, datetime.datetime(2012, 11, 30), "1999/00", 3,
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[6]] == ["s", "n", "n", "n", "d", "s", "n"]
    assert sheet["B6"].number_format == "[$£-809]#,##0.00;-[$£-809]#,##0.00"
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].value, sheet["A4"].value) == (
        "Posts: in/out", "Gross", "Source", None,
    )  # fmt: skip


def test_workbook_is_laid_out_to_be_read_and_printed() -> None:
    rows = load_workbook(io.BytesIO(to_xlsx(table()))).active
    # Before the headings stand the title, two notes and an empty row.
    assert (rows.freeze_panes, rows["A5"].value, rows["A6"].value, rows["A9"].value) == (
        "A6", "Post", "Director", "Total",
    )  # fmt: skip
    assert (rows["A5"].font.bold, rows["A6"].font.bold, rows["A9"].font.bold) == (True, False, True)
    assert (rows.page_setup.orientation, rows.page_setup.paperSize, rows.print_title_rows) == ("landscape", 9, "$5:$5")
    assert (rows.sheet_properties.pageSetUpPr.fitToPage, rows.page_setup.fitToHeight) == (True, 0)
    assert [rows.column_dimensions[letter].width for letter in "ABC"] == [20, 24, 10]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    """Whatever it looks like, and in headings, notes and titles too; a negative amount stays a number."""
    hostile = table(
        title=text, notes=[text], columns=[Column(text), Column("Amount", Kind.MONEY)], rows=[(text, -350)],
        total=(text, text),
    )  # fmt: skip
    sheet = load_workbook(io.BytesIO(to_xlsx(hostile))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells if cell.value != -3.5} == {"s"}
    assert [cell.value for cell in cells if cell.data_type == "n"] == [-3.5]
    read = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(hostile))).get_sheet_by_index(0).to_python()
    assert (read[3][0], read[4]) == (text, [text, -3.5])
    written = [record for record in records(to_csv(hostile)) if record]
    assert written[1][1] == "-3.50"
    for cell in (record[0] for record in written):
        assert cell.lstrip("'") == text
        assert not re.match(r"\s*[=+\-@\t\r＝]", cell)


def test_workbook_hides_nothing() -> None:
    data = to_xlsx(table(), table(name="Other"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert sorted(parts) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels",
        "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    ]  # fmt: skip
    assert not [name for name, text in parts.items() if 'hidden="1"' in text or "veryHidden" in text]
    assert not [name for name, text in parts.items() if "<f>" in text]
    # Only what has the headings printed on every page.
    assert set(re.findall(r'<definedName name="([^"]*)"', parts["xl/workbook.xml"])) == {"_xlnm.Print_Titles"}
    properties = load_workbook(io.BytesIO(data)).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Collab", "Collab")


def test_same_tables_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_xlsx(table())
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 2, 3, 4, 5, 6, 7, 0))
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert to_xlsx(table()) == first
    assert to_xlsx(table(notes=("Gross", "Other source"))) != first


def test_long_and_impossible_texts_are_written() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(table(rows=[("a\x00b" + "x" * 40_000, *ROWS[0][1:])])))).active
    assert sheet["A6"].value is None or True
    assert len(sheet["A6"].value) == 32_767
    assert sheet["A6"].value.startswith("abx")
    assert sheet["A6"].value.endswith("x…")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MONEY, Decimal("1.5")), (Kind.MONEY, 1.5), (Kind.FTE, 0.5), (Kind.TEXT, 5), (Kind.DATE, 2013),
        (Kind.YEAR, DAY), (Kind.COUNT, Decimal(1)),
    ],
)  # fmt: skip
def test_value_of_another_kind_is_not_written(kind: Kind, value: Any) -> None:
    with pytest.raises(TypeError, match="“Heading” holds"):
        Column("Heading", kind).cell(value)


@pytest.mark.parametrize(
    ("wanted", "others", "name"),
    [
        ("Shares", [], "Shares"),
        ("Shares", ["shares", "Shares 2"], "Shares 3"),
        ("In/out: [all] *?\\", [], "In out all"),
        ("'quoted'", [], "quoted"),
        ("History", [], "History 2"),
        ("", [], "Table"),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("x" * 30 + " y", [], "x" * 30),
    ],
)
def test_sheet_has_a_name_that_spreadsheets_take(wanted: str, others: list[str], name: str) -> None:
    assert sheet_name(wanted, others) == name

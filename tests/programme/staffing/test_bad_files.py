"""Files in all encodings and shapes, workbooks with hidden corners, and files that were made to do harm."""

import io
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from collab.errors import Refused
from programme.enums import StatutoryPost
from programme.staffing import delimited, template_csv, template_xlsx
from programme.staffing.interpret import Wishes, interpret
from programme.staffing.layouts import COLLAB
from programme.staffing.rows.collab import STATUTORY
from programme.staffing.tables import Table
from programme.staffing.templates import GUIDE
from tests.programme.staffing.files import BAND, JUNIOR, POST, SENIOR, csv_of, read, xlsx_of

HEADINGS = list(POST)
VALUES = list(POST.values())
TEXT = csv_of({**POST, "title": "Head of Café"}).decode()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        b"sep=;\n" + TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        f"Posts as at 30 November,,\n\n,,,\n{TEXT}\n\n,,\n".encode(),
        "".join(f"{number},{line}\n" for number, line in enumerate(TEXT.splitlines())).encode(),
        TEXT.replace("on_cost_rate", " On-cost RATE (%)").replace("salary", '"Salary (Â£)"').encode(),
        TEXT.replace("Head of Café", '"Head\nof\nCafé"').encode(),
    ],
    ids=["bom", "utf-16", "utf-16-be", "cp1252", "mac", ";", "sep=", "tab", "title", "index", "headings", "lines"],
)
def test_one_post_in_any_csv(data: bytes) -> None:
    file = read(data)
    assert (file.layout, file.rows_read, file.accepted) == ("collab", 1, 1)
    (post,) = file.posts
    assert (post.row, post.title, post.salary_pence, post.cost_pence) == (2, "Head of Café", 6000000, 7500000)


def second_table(book: Workbook, sheet: Any) -> None:
    other = book.create_sheet("Other")
    other.append(HEADINGS)
    other.append(VALUES)


def hidden_corners(book: Workbook, sheet: Any) -> None:
    book.create_sheet("Pivot").sheet_state = "veryHidden"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.merge_cells("A1:C1")


def hidden_table(book: Workbook, sheet: Any) -> None:
    book.create_sheet("Notes")
    sheet.sheet_state = "hidden"


def formula(book: Workbook, sheet: Any) -> None:
    sheet["G3"] = "=30000*2"


@pytest.mark.parametrize(
    ("change", "hidden", "sentences"),
    [
        (
            hidden_corners,
            [
                "The sheet “Pivot” is hidden and was not read.",
                "On the sheet “Posts” hidden rows were read like the others: 2.",
                "On the sheet “Posts” hidden columns were read like the others: E.",
            ],
            ["On the sheet “Posts” 1 group of cells is merged (A1:C1): only the first cell of each holds its value."],
        ),
        (
            second_table,
            [],
            [
                "The workbook has 2 sheets: “Posts” was read.",
                "There are staffing tables on “Other” too, which were not read: put all posts on one sheet.",
            ],
        ),
        (
            formula,
            [],
            [
                "On the sheet “Posts” 1 formula has no value or an error (G3): correct them, save the workbook in "
                "Excel and upload it again."
            ],
        ),
    ],
)
def test_a_workbook_tells_what_a_reader_may_not_see(change: Callable, hidden: list, sentences: list) -> None:
    file = read(xlsx_of([["Baseline"], HEADINGS, VALUES], change), "posts.xlsx")
    assert file.header_row == 2
    assert file.hidden == hidden
    assert [problem.message for problem in file.warnings if problem.row == 2] == [*hidden, *sentences]
    assert (file.accepted, file.rejected) == ((0, 1) if change is formula else (1, 0))
    assert [post.row for post in file.posts] == [3] * file.accepted


def test_a_calculated_value_is_read() -> None:
    data = changed(
        xlsx_of([HEADINGS, VALUES], lambda _, sheet: sheet.__setitem__("G2", "=30000*2")), b"<v></v>", b"<v />"
    )
    file = read(changed(data, b"<v />", b"<v>60000</v>"), "posts.xlsx")
    assert file.posts[0].salary_pence == 6000000
    assert "1 cell holds a formula (G2): the values last calculated were read." in file.warnings[0].message
    failed = read(changed(data, b'<c r="G2"', b'<c r="G2" t="e"', b"<v />", b"<v>#REF!</v>"), "posts.xlsx")
    assert [problem.message[:20] for problem in failed.errors] == ["“#REF!” is no amount"]


def changed(workbook: bytes, *pairs: bytes) -> bytes:
    """The workbook with the first of each two in its first sheet replaced by the second."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                for was, becomes in zip(pairs[::2], pairs[1::2], strict=True):
                    content = content.replace(was, becomes)
            new.writestr(name, content)
    return out.getvalue()


ONE_SHEET = xlsx_of([HEADINGS, VALUES])


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"", "upload-empty", "is empty"),
        (b"a,b\n1,2\n", "staffing-no-table", "The layouts are collab, our own template (ref, title, tier, salary …)"),
        (TEXT.splitlines()[0].encode(), "staffing-no-rows", "no rows below them"),
        (TEXT.replace("salary", "pay").encode(), "staffing-no-column", "but no column “salary”"),
        (TEXT.replace("Head", '"Head').encode(), "staffing-quotation-mark", "opened after line 1 and never closed"),
        (
            TEXT.replace("Head", '"Head').encode() + b'D2,"x",P,2,C,1,30000,0.2,no,yes,,,\n',
            "staffing-quotation-mark",
            "opened after line 1 and never closed",
        ),
        (TEXT.encode() + b"\0\0", "upload-kind", "neither a document nor text"),
        (b"%PDF-1.7\n\0", "upload-kind", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "upload-password", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "upload-old-office", "old Excel file"),
        (
            xlsx_of([HEADINGS, VALUES], hidden_table),
            "staffing-hidden",
            "stands on the hidden sheet “Posts”",
        ),
        (
            xlsx_of([HEADINGS, VALUES], lambda _, sheet: sheet.merge_cells("A1:B1")),
            "staffing-no-column",
            "no column “title”. Add it under that heading and upload the file again. On the sheet “Posts” 1 group",
        ),
        (
            xlsx_of([HEADINGS, VALUES], lambda _, sheet: sheet.__setitem__("XFD1048576", "x")),
            "staffing-too-large",
            "reaches as far as the cell XFD1048576: delete what stands far below",
        ),
        (changed(ONE_SHEET, b"</sheetData>", b""), "staffing-unreadable", "may be damaged"),
        (changed(ONE_SHEET, b"<sheetData>", b"<!DOCTYPE x><sheetData>"), "upload-unsafe", "declarations of its own"),
        (changed(ONE_SHEET, b"</sheetData>", b"<row/>" * 8_000_000 + b"</sheetData>"), "upload-unsafe", "do harm"),
        (TEXT.encode() + TEXT.splitlines()[1].encode() + b"\n1" * 100_001, "staffing-too-many-rows", "100,000 rows"),
        (b"," * 19_000_000, "upload-too-big", "needs more memory"),
    ],
)  # fmt: skip
def test_what_is_no_staffing_file_is_refused_with_the_remedy(data: bytes, code: str, sentence: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Refused) as refused:
        read(data, "posts.xlsx" if data.startswith(b"PK") else "posts.csv")
    assert time.monotonic() - begun < 10
    assert refused.value.code == code
    assert sentence in refused.value.reason
    assert refused.value.reason.endswith((".", "value."))


def test_a_million_blank_rows_are_no_rows() -> None:
    blank = b"".join(b'<row r="%d"/>' % number for number in range(3, 400_000))
    begun = time.monotonic()
    files = [
        read(changed(ONE_SHEET, b"</sheetData>", blank + b"</sheetData>"), "posts.xlsx"),
        read(TEXT.encode() + b",,,,\n" * 1_000_000),
    ]
    assert [(file.rows_read, file.accepted) for file in files] == [(1, 1)] * 2
    assert time.monotonic() - begun < 20


def test_damaged_workbooks_are_refused_or_read() -> None:
    """Numbers and names in the sheet's XML replaced by others: whatever comes, there is a file or a sentence."""
    sentences = []
    numbers = [b"-1", b"0", b"99999999999999", b"1e400", b"NaN", b"abc", b"", b"ZZZZZZZZ1", b"A0"]
    found = re.findall(rb'(?:r|s|t|min|max|ref|spans)="[^"]*"|<v>[^<]*</v>', sheet_of(ONE_SHEET))
    for place, piece in enumerate(found[::4]):
        wrong = numbers[place % len(numbers)]
        becomes = b"<v>%b</v>" % wrong if piece.startswith(b"<v>") else b'%b="%b"' % (piece.split(b"=")[0], wrong)
        try:
            file = read(changed(ONE_SHEET, piece, becomes), "posts.xlsx")
        except Refused as refused:
            sentences.append(refused.reason)
        else:
            sentences.append(f"{file.accepted} of {file.rows_read}.")
    assert len(sentences) > 10
    assert all(sentence.endswith(".") for sentence in sentences)


def sheet_of(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_the_template_is_read_once_it_is_filled_in() -> None:
    """Nothing in it is hidden, every column is explained, and the words for statutory posts are those of the models."""
    book = load_workbook(io.BytesIO(template_xlsx()))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Posts", "visible"), ("How to fill it in", "visible"),
    ]  # fmt: skip
    book["Posts"].append([POST.get(name, "") for name in COLLAB.columns])
    filled = io.BytesIO()
    book.save(filled)
    row = ",".join(POST.get(name, "") for name in COLLAB.columns)
    files = [read(filled.getvalue(), "t.xlsx"), read(template_csv() + row.encode(), "t.csv")]
    assert files[0].posts == files[1].posts
    assert [file.errors for file in files] == [[], []]
    assert list(GUIDE) == list(COLLAB.columns)
    assert set(STATUTORY) == set(StatutoryPost.values)


SCRAPS = [
    b'"', b",", b"\n", b"\r", b";", b"\t", b"\xff", b"\xc3", b"-", b"9" * 20, b"NaN", b"1e9", b"(", b"\xa3", b"XX", b"",
    b" " * 50, b"\x1c", "\u2028".encode(), "\U0001f600".encode(), b"%", b"+", b"0" * 400,
]  # fmt: skip


def test_files_broken_at_random_are_refused_or_add_up() -> None:
    """Six hundred files of all layouts with pieces lost and put in, from a fixed seed; read in this process."""
    source = random.Random(2013)
    good = [csv_of(*[row] * 8) for row in (POST, BAND, SENIOR, JUNIOR)]
    counted: Counter[str] = Counter()
    for _ in range(600):
        data = bytearray(source.choice(good))
        for _ in range(source.choice((1, 2, 5, 30))):
            at = source.randrange(len(data))
            data[at : at + source.choice((0, 1, 2, 5, 40))] = source.choice(SCRAPS)
        try:
            table = Table.from_bytes(delimited.read(bytes(data)))
            file = interpret(table, Wishes(Decimal("0.3"), False, {}, frozenset(), "the default"))
        except Refused as refused:
            counted[refused.code] += 1
        else:
            counted["read"] += 1
            assert file.rows_read == file.accepted + file.rejected == len(table.rows)
            assert len({post.ref for post in file.posts}) == file.accepted
            assert {problem.row for problem in file.errors} == set(file.rejected_cells)
    assert set(counted) >= {"read", "staffing-no-table", "staffing-no-column", "staffing-quotation-mark"}

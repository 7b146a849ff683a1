"""Tables are read row by row."""

from docx import Document

from documents.readers.docx import read_docx
from tests.documents.readers.docx.parts import (
    CLAUSES,
    cell,
    listed,
    note,
    num,
    paragraph,
    rows,
    source,
    table,
)
from tests.factories import docx as make


def test_read_gives_a_table_row_by_row():
    body = table([cell("a|b"), cell(paragraph("two") + paragraph("parts"))], [cell("x")])
    assert rows(body) == ((r"a\|b", "two parts"), ("x", ""))


def test_read_gives_merged_cells_once_and_says_so():
    across, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table([cell("wide", across), cell("c")], [cell("tall", down), cell("1"), cell("2")], [cell("", below)] * 3)
    assert rows(body) == (("wide", "", "c"), ("tall", "1", "2"), ("", "", ""))
    assert "table with merged cells" in note(body)
    assert source(table([cell("a"), cell("b")])).notes == ()


def test_read_bounds_the_columns_that_a_cell_says_that_it_spans():
    assert len(rows(table([cell("wide", '<w:gridSpan w:val="999999999"/>')]))[0]) == 100


def test_read_keeps_list_marks_in_cells_and_goes_on_counting_after_them():
    found = source(table([cell(listed("a") + listed("b"))]) + listed("c"), numbering=CLAUSES + num(1))
    assert found.blocks[0].rows == (("1. a 2. b",),)
    assert found.blocks[1].number == "3"


def test_read_flattens_a_table_within_a_table():
    document = Document()
    make.add_nested_table(document, "outer", [["a", "b"]])
    found = read_docx(make.to_bytes(document))
    assert found.blocks[0].rows == (("outer a b",),)
    assert found.notes == (
        "1 table within a table was read as plain words of the outer cell (table 1). Check the result.",
    )


def test_read_takes_rows_and_cells_in_controls_and_leaves_deleted_rows():
    inner = f"<w:tr><w:sdt><w:sdtContent>{cell('in')}</w:sdtContent></w:sdt></w:tr>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt></w:tbl>"
    assert rows(body) == (("in",),)
    gone = table([cell("a")]).replace("</w:tbl>", f"<w:tr><w:trPr><w:del/></w:trPr>{cell('b')}</w:tr></w:tbl>")
    assert rows(gone) == (("a",),)

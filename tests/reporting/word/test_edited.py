"""A report that went out as Word, was worked on there, and comes in again."""

import io

import docx
import pytest

from documents.models import Document
from documents.outline import Outline
from documents.services import read_file
from programme.models import Council, Programme
from reporting.word import render_docx
from tests.factories.docx import to_bytes
from tests.factories.everything import everything


@pytest.fixture
def document(programme: Programme, council: Council) -> Document:
    return everything(programme, council, "darlington-2011")


def read(opened: docx.document.Document, document: Document) -> Outline:
    return read_file(to_bytes(opened), file_name="report.docx", style=document.style)


def test_what_was_added_in_word_lands_where_it_stands(document: Document) -> None:
    opened = docx.Document(io.BytesIO(render_docx(document)))
    last = next(row for row in opened.paragraphs if row.text == "A last paragraph.")
    numbering = last._p.pPr.numPr

    def add(words: str, style: str, *, level: int | None = None) -> None:
        row = opened.paragraphs[-1].insert_paragraph_before(words, style=style)
        if level is not None:
            properties = row._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = numbering.numId.val

    add("A new paragraph that ends in no stop", "Numbered paragraph", level=0)
    add("a new item", "Item", level=1)
    add("within it", "Inner item", level=2)
    add("goes on", "Paragraph continued")
    add("Typed by somebody", "Normal")
    add("Consultation", "Heading 2")
    add("Under it.", "Numbered paragraph", level=0)
    table = opened.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "One", "two"
    outline = read(opened, document)
    *_, again, consultation = outline.sections
    assert (again.heading, consultation.heading, consultation.level) == ("Again", "Consultation", 2)
    assert [(row.body, row.numbered) for row in again.paragraphs] == [
        ("A last paragraph.", True),
        ("A new paragraph that ends in no stop\n(a) a new item\n  (i) within it\n\ngoes on", True),
        ("Typed by somebody", False),
    ]
    assert [(row.body, row.numbered) for row in consultation.paragraphs] == [
        ("Under it.", True),
        ("And one more.\n\n| One | two |", True),
    ]
    assert outline.differences == ()


def test_front_fields_and_references_follow_what_was_done_in_word(document: Document) -> None:
    opened = docx.Document(io.BytesIO(render_docx(document)))
    header = opened.sections[0].header.paragraphs[0]
    next(run for run in header.runs if run.text == "4.1").text = "7"
    header.add_run("Our own words")
    wards = next(row for row in opened.paragraphs if row.text.startswith("Wards - "))
    for run in wards.runs[1:]:
        run._r.getparent().remove(run._r)
    wards.add_run("All of them")
    # The item before the one that is referred to goes.
    target = next(row for row in opened.paragraphs if row.text == "one van, bold and slanted;")
    target._p.getparent().remove(target._p)
    outline = read(opened, document)
    assert outline.front["item_number"] == "7"
    assert outline.front["wards"] == "All of them"
    (note,) = outline.notes
    assert "“Our own words”" in note
    row = next(row for row in outline.paragraphs if row.body.startswith("Aubretia"))
    place = next(f"s{s}p{p}" for s, section in enumerate(outline.sections)
                 for p, found in enumerate(section.paragraphs) if found is row)  # fmt: skip
    # What was (b)(ii) is (a)(ii) by now.
    assert f"{{ref:{place}.a.ii}}" in row.body


def test_a_reference_to_what_was_deleted_becomes_words_and_is_told(document: Document) -> None:
    opened = docx.Document(io.BytesIO(render_docx(document)))
    target = next(row for row in opened.paragraphs if row.text.startswith("Aubretia"))
    target._p.getparent().remove(target._p)
    outline = read(opened, document)
    assert any(row.body.startswith("Refers to 17, **to 17(b)** and to 17(z)") for row in outline.paragraphs)
    assert "lead to no numbered paragraph" in outline.notes[-1]

"""A Word document is read as it prints, from top to bottom."""

import json

import pytest

from collab.errors import Refused
from documents.readers.blocks import Source, SourceBlock
from documents.readers.docx import MOST_PARAGRAPHS, read, read_docx
from tests.documents.readers.docx.parts import (
    STYLES,
    paragraph,
    run,
    source,
)
from tests.factories import docx as make

# A report as Word writes it


def test_read_gives_a_report_block_by_block():
    data = make.numbered_docx(
        [
            ("title", "Shared revenues service"),
            ("heading1", "Purpose"),
            ("numbered", "The **two** councils *share* [a service](https://example.org/a)."),
            ("item", "One team"),
            ("subitem", "in one office"),
            ("subitem", "in two"),
            ("item", "One system"),
            ("heading2", "Costs"),
            ("numbered", "It costs:"),
            ("item", "£1m a year"),
            ("bullet", "A bullet"),
            ("plain", "1.\tTyped"),
            ("bold_plain", "A bold line"),
            ("table", [["**Year**", "**Cost**"], ["2026", "**£1m**"]]),
        ]
    )
    read_source = Source.from_json(json.loads(read(data)))
    assert read_source == read_docx(data)
    assert read_source.notes == ()
    at = [f"paragraph {number}" for number in range(14)]
    assert read_source.blocks == (
        SourceBlock("heading", "Shared revenues service", level=1, where=at[1], style="Title"),
        SourceBlock("heading", "Purpose", level=1, where=at[2]),
        SourceBlock(
            "numbered", "The **two** councils *share* [a service](https://example.org/a).", number="1", where=at[3]
        ),
        SourceBlock("item", "One team", number="a", where=at[4]),
        SourceBlock("item", "in one office", number="i", level=1, where=at[5]),
        SourceBlock("item", "in two", number="ii", level=1, where=at[6]),
        SourceBlock("item", "One system", number="b", where=at[7]),
        SourceBlock("heading", "Costs", level=2, where=at[8]),
        SourceBlock("numbered", "It costs:", number="2", where=at[9]),
        SourceBlock("item", "£1m a year", number="a", where=at[10]),
        SourceBlock("item", "A bullet", number="-", where=at[11]),
        SourceBlock("text", "1.\tTyped", where=at[12]),
        SourceBlock("text", "A bold line", bold=True, where=at[13]),
        SourceBlock("table", rows=(("Year", "Cost"), ("2026", "**£1m**")), where="table 1"),
    )


def test_read_takes_the_strict_form_of_the_format():
    members = make.raw_members(paragraph(run("Words", "<w:b/>") + run(" and more")))
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in members.items()
    }
    assert b"purl" in strict["word/document.xml"]
    assert read_docx(make.zip_of(strict)).blocks == read_docx(make.zip_of(members)).blocks
    assert read_docx(make.zip_of(strict)).blocks[0].text == "**Words** and more"


def test_read_refuses_a_document_that_is_too_long():
    assert len(source("<w:p/>" * (MOST_PARAGRAPHS - 1) + paragraph("End")).blocks) == 1
    with pytest.raises(Refused) as refused:
        source("<w:p/>" * (MOST_PARAGRAPHS + 1))
    assert refused.value.code == "upload-too-long"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", make.zip_of({"a.xml": b"<a/>"}), make.raw_docx("</w:body>")])
def test_read_refuses_what_holds_no_text(data):
    with pytest.raises(Refused) as refused:
        read_docx(data)
    assert refused.value.code == "upload-damaged"


@pytest.mark.parametrize("part", ["styles", "numbering", "comments", "footnotes", "header"])
def test_read_goes_on_without_a_damaged_part_and_says_so(part):
    found = source(paragraph("Words"), **{part: "<?xml version='1.0'?><w:broken"})
    assert [block.text for block in found.blocks] == ["Words"]
    assert found.notes[0].startswith(f"The part of the file that holds its {part} is damaged")


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ("", "text", 0),
        ('<w:pStyle w:val="berschrift2"/>', "heading", 2),
        ('<w:pStyle w:val="Ours"/>', "heading", 2),
        ('<w:pStyle w:val="Out"/>', "heading", 3),
        ('<w:pStyle w:val="Title"/>', "heading", 1),
        ('<w:pStyle w:val="Loop"/>', "text", 0),
        ('<w:pStyle w:val="Missing"/>', "text", 0),
        ('<w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:pStyle w:val="Ours"/><w:outlineLvl w:val="9"/>', "text", 0),
    ],
)
def test_read_finds_headings_by_style_and_outline(properties, kind, level):
    (block,) = source(paragraph(run("Costs", "<w:i w:val='0'/><w:b w:val='0'/>"), properties), styles=STYLES).blocks
    assert (block.kind, block.level, block.text, block.bold) == (kind, level, "Costs", False)


def test_read_gives_a_heading_without_marks():
    (block,) = source(paragraph(run("Costs "), '<w:pStyle w:val="Ours"/>'), styles=STYLES).blocks
    assert (block.text, block.bold) == ("Costs", False)

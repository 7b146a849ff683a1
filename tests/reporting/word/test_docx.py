"""What stands in the XML of a Word document: for Word, for a screen reader, for whoever looks for what is hidden."""

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from collab.history import Job
from documents.models import Document, Paragraph
from documents.queries import read_text
from documents.readers.docx import read_docx
from documents.services import change_paragraph
from programme.models import Council, Programme
from reporting.word import render_docx
from tests.factories.everything import SHIPPED, everything

# Without a theme, printer settings, picture, or properties of an application.
PARTS = {
    "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
    "word/footer1.xml", "word/header1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
}  # fmt: skip
HIDDEN = ("del", "ins", "moveFrom", "moveTo", "vanish", "webHidden", "commentReference", "rsids", "sdt", "altChunk",
          "object", "drawing", "pict", "attachedTemplate")  # fmt: skip

# ECMA-376 part 1: the order of what we write; Word refuses a file in which it is another.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr tabs spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u lang",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tbl": "tblPr tblGrid tr", "numPr": "ilvl numId",
    "lvl": "start numFmt lvlText lvlJc pPr", "abstractNum": "nsid multiLevelType lvl",
    "numbering": "abstractNum num", "sectPr": "headerReference footerReference pgSz pgMar",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
}  # fmt: skip


@pytest.fixture
def document(programme: Programme, council: Council) -> Document:
    return everything(programme, council, "darlington-2011")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styled(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Style, words and list ("3.1" for level 1 of list 3) of each paragraph outside of tables."""
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        properties = paragraph._p.pPr
        numbering = properties.numPr if properties is not None else None
        place = f"{numbering.numId.val}.{numbering.ilvl.val}" if numbering is not None else ""
        yield paragraph.style.name, paragraph.text, place


def test_headings_and_lists_are_real(document: Document) -> None:
    rows = list(styled(render_docx(document)))
    headings = [(style, words) for style, words, _ in rows if style.startswith(("Title", "Heading"))]
    assert headings[:3] == [
        ("Title", "Vans & *more* (of 2013)"),
        ("Heading 1", "SUMMARY REPORT"),
        ("Heading 2", "Purpose of the Report"),
    ]
    assert ("Heading 3", "A sub-heading") in headings
    at = next(at for at, row in enumerate(rows) if row[1].startswith("Aubretia"))
    number = rows[at][2].split(".")[0]
    assert [(style, place) for style, _, place in rows[at : at + 5]] == [
        ("Numbered paragraph", f"{number}.0"),
        ("Item", f"{number}.1"),
        ("Item", f"{number}.1"),
        ("Inner item", f"{number}.2"),
        ("Inner item", f"{number}.2"),
    ]
    numbers = [place for style, _, place in rows if style == "Numbered paragraph"]
    assert numbers == [f"{number}.0"] * 29
    # No paragraph is numbered by hand.
    assert not [words for _, words, place in rows if re.match(r"\d+\.\s|\([a-z]\)\s|•", words) and not place]


@pytest.mark.parametrize("style", SHIPPED)
def test_word_prints_our_numbers(programme: Programme, council: Council, style: str) -> None:
    """As Word counts (the reader knows how), after it has been counted by documents.numbering."""
    document = everything(programme, council, style)
    text = read_text(document)
    blocks = read_docx(render_docx(document)).blocks
    printed = [block.number for block in blocks if block.kind == "numbered"]
    assert printed == list(text.number_of.values())
    headings = [block.number for block in blocks if block.kind == "heading" and block.style != "Title"]
    assert headings == [section.number for section in text.sections if section.row.heading]


def test_tables_have_header_rows_and_names(document: Document) -> None:
    body = docx.Document(io.BytesIO(render_docx(document))).element.body
    tables = list(body.iterchildren(qn("w:tbl")))
    implications = tables.pop()
    for table in tables:
        header, *others = table.iterchildren(qn("w:tr"))
        assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Table in ")
    assert implications.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"


def test_cross_references_are_fields_at_bookmarks(document: Document) -> None:
    body = docx.Document(io.BytesIO(render_docx(document))).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    fields = [code.text for code in body.iter(qn("w:instrText"))]
    key = Paragraph.objects.get(body__startswith="Aubretia").key
    assert rf" REF paragraph_{key} \n \h " in fields
    assert rf" REF paragraph_{key}_b_ii \n \h " in fields
    assert {code.split()[1] for code in fields} <= marks
    words = "".join(part.text or "" for part in body.iter(qn("w:t")))
    assert "and 17(b)(ii) say:" in words
    # Word's own limit; and no name twice.
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_nothing_is_hidden_and_nothing_points_outside_but_links(document: Document) -> None:
    parts = parts_of(render_docx(document))
    assert set(parts) == PARTS
    for name, data in parts.items():
        root = etree.fromstring(data)
        found = {etree.QName(element).localname for element in root.iter()} & set(HIDDEN)
        assert not found, name
        for link in root.iter("{*}Relationship"):
            outside = link.get("TargetMode") == "External"
            assert outside == (link.get("Type", "").endswith("/hyperlink")), link.get("Target")
    core = etree.fromstring(parts["docProps/core.xml"])
    said = {etree.QName(element).localname: element.text for element in core}
    assert {key: said[key] for key in ("title", "creator", "lastModifiedBy", "language", "revision")} == {
        "title": document.title, "creator": document.owner_name, "lastModifiedBy": document.owner_name,
        "language": "en-GB", "revision": "1",
    }  # fmt: skip
    assert set(said) == {"title", "creator", "lastModifiedBy", "language", "revision", "created", "modified"}
    assert b'w:lang w:val="en-GB"' in parts["word/styles.xml"]


def test_everything_stands_in_the_order_that_word_wants(document: Document) -> None:
    for name, data in parts_of(render_docx(document)).items():
        for element in etree.fromstring(data).iter("{*}*"):
            tag = etree.QName(element).localname
            if tag in ORDER:
                children = [etree.QName(child).localname for child in element]
                places = [ORDER[tag].split().index(child) for child in children]
                assert places == sorted(places), (name, tag, children)
            if tag in ("tc", "body"):
                last = [etree.QName(child).localname for child in element if not child.tag.endswith("sectPr")][-1]
                assert last == "p", name


def test_header_and_footer_are_those_of_the_style(document: Document) -> None:
    opened = docx.Document(io.BytesIO(render_docx(document))).sections[0]
    assert (
        opened.header.paragraphs[0].text
        == "Alder Borough Council: Some committee: words - and, more\t12 March 2013, Item 4.1"
    )
    assert len(opened.header.paragraphs) == 1
    footer = opened.footer.paragraphs[0]
    assert footer.text.startswith("Draft of ")
    assert footer.text.endswith("Vans & *more* (of 2013)\tPage 1 of 1")
    assert [code.text for code in footer._p.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]


def test_a_field_that_is_not_filled_leaves_no_trace(programme: Programme, council: Council, document: Document) -> None:
    document.front, document.meeting_date = {}, None
    data = render_docx(document)
    assert not [words for style, words, _ in styled(data) if style in ("Front field", "Contact line")]
    header = docx.Document(io.BytesIO(data)).sections[0].header
    assert [paragraph.text for paragraph in header.paragraphs] == ["Alder Borough Council\t"]


def test_the_same_text_gives_the_same_bytes(document: Document) -> None:
    first = render_docx(document)
    assert render_docx(Document.objects.get(pk=document.pk)) == first
    row = Paragraph.objects.get(body__startswith="Before it", section__heading="Another heading", rank__lt=1_100_000)
    change_paragraph(row, body="Something else.", version=row.version, by=Job("test"))
    assert render_docx(Document.objects.get(pk=document.pk)) != first


def test_characters_that_xml_cannot_hold_are_left_out(document: Document) -> None:
    document.title = "A\x0btitle\x00 of \ufffe\U0001f44d" + "x" * 285
    opened = docx.Document(io.BytesIO(render_docx(document)))
    assert opened.paragraphs[0].text == "Atitle of \U0001f44d" + "x" * 285
    assert opened.core_properties.title == opened.paragraphs[0].text[:255]

"""What is not brought over is told in sentences."""

import pytest
from docx import Document

from documents.readers.blocks import Source, SourceBlock
from documents.readers.docx import read_docx
from tests.documents.readers.docx.parts import (
    CLAUSES,
    STYLES,
    cell,
    labels,
    listed,
    note,
    num,
    paragraph,
    run,
    source,
    table,
)
from tests.factories import docx as make


def test_read_accepts_tracked_changes_and_counts_them():
    document = Document()
    make.add_tracked_change(document, "It costs ", "£1m", "£2m", " a year.")
    found = read_docx(make.to_bytes(document))
    assert [block.text for block in found.blocks] == ["It costs £2m a year."]
    assert found.notes == (
        "The document has tracked changes: 1 insertion (read), 1 deletion (left out). "
        "It was read as if all were accepted. "
        "If some are still open, settle them in Word and bring the file in again.",
    )


def test_read_takes_moved_words_at_their_new_place():
    moved = paragraph(f"<w:moveFrom>{run('moved')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
    found = source(moved + paragraph("stays") + paragraph(f"<w:moveTo>{run('moved')}</w:moveTo>"))
    assert [block.text for block in found.blocks] == ["stays", "moved"]
    assert "1 move (read at the new place)" in found.notes[0]


def test_read_joins_paragraphs_whose_break_is_deleted():
    gone = "<w:rPr><w:del/></w:rPr>"
    found = source(paragraph("one ", gone) + paragraph("two") + paragraph("three", gone) + table([cell("x")]))
    assert [block.text for block in found.blocks] == ["one two", "three", ""]


def test_read_does_not_number_a_deleted_paragraph():
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = listed("a") + paragraph(deleted, f"{numbered}<w:rPr><w:del/></w:rPr>") + listed("b")
    assert labels(body, CLAUSES + num(1)) == [("numbered", "1", 0), ("numbered", "2", 0)]


def test_read_ignores_what_the_format_was_before_a_tracked_change():
    old = "<w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>"
    body = paragraph(run("Words", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>"), old)
    assert source(body) == Source((SourceBlock("text", "Words", where="paragraph 1"),), ())


def test_read_reports_comments():
    document = Document()
    make.add_comment(document, "Words", "Is that so?")
    found = read_docx(make.to_bytes(document))
    assert [block.text for block in found.blocks] == ["Words"]
    assert found.notes == (
        "1 comment was left out (“Is that so?”). Settle them, and bring over by hand what is needed.",
    )


def test_read_reports_pictures_with_their_description():
    document = Document()
    make.add_image(document, "Savings by year")
    document.add_paragraph("Words")
    found = read_docx(make.to_bytes(document))
    assert [block.text for block in found.blocks] == ["Words"]
    assert "1 picture was left out (paragraph 1: “Savings by year”)." in found.notes[0]


def test_read_leaves_hidden_words_out_and_quotes_them():
    document = Document()
    make.add_hidden(document, "Seen", " secret")
    found = read_docx(make.to_bytes(document))
    assert [block.text for block in found.blocks] == ["Seen"]
    assert "1 passage of hidden text was left out (paragraph 1: “secret”)." in found.notes[0]


def test_read_leaves_out_what_a_style_hides_and_joins_the_quotation():
    unseen = '<w:rStyle w:val="Unseen"/>'
    found = source(paragraph(run("a") + run("b ", unseen) + run("c", unseen) + run("d")), styles=STYLES)
    assert found.blocks[0].text == "ad"
    assert "(paragraph 1: “b c”)" in found.notes[0]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_read_quotes_footnotes(kind):
    reference = f'<w:r><w:{kind}Reference w:id="7"/></w:r>'
    notes = f'<w:{kind} w:id="7">{paragraph("See the law.")}</w:{kind}>'
    said = note(paragraph(run("Words") + reference), **{f"{kind}s": notes})
    assert said.startswith(f"1 {kind} was left out ({kind} 1: “See the law.”).")


def test_read_quotes_headers_and_footers_but_not_page_numbers():
    said = note(paragraph("Words"), header=paragraph("Not for publication " * 20), footer=paragraph("3"))
    assert said.startswith("1 header or footer was left out (“Not for publication Not")
    assert "…”" in said
    assert len(said) < 300


BOX = f"<w:txbxContent>{paragraph('Boxed words')}</w:txbxContent>"


def test_read_quotes_a_text_box_once():
    drawing = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
    drawing += f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    found = source(paragraph(run("Words") + drawing + "</mc:AlternateContent></w:r>"))
    assert [block.text for block in found.blocks] == ["Words"]
    assert found.notes == (
        "1 text box was left out (paragraph 1: “Boxed words”). Put the words into a paragraph if they are needed.",
    )


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f'<w:r><w:drawing><a:graphicData uri="{CHART}"/></w:drawing></w:r>', "1 chart or diagram was left out"),
        ("<w:r><w:drawing/></w:r>", "1 drawing was left out"),
        (
            "<w:r><w:pict><v:shape alt='A map'><v:imagedata/></v:shape></w:pict></w:r>",
            "left out (paragraph 1: “A map”)",
        ),
        ("<w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>", "(paragraph 1: “Excel.Sheet.12”)"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "1 equation was read as plain characters"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "nearest character (paragraph 1: “✓”)"),
        (run("\uf0e0"), "nearest character (paragraph 1: “→”)"),
        ('<w:r><w:sym w:font="Webdings" w:char="zz"/></w:r>', "nearest character (paragraph 1: “□”)"),
        (
            run("gone", "<w:strike/>"),
            "1 passage of struck-through text was read as ordinary text (paragraph 1: “gone”)",
        ),
    ],
)
def test_read_tells_of_everything_that_is_no_text(content, words):
    assert words in note(paragraph(run("Words ") + content))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("Words", "<w:sectPr/>"), "1 section break was ignored"),
        ('<w:altChunk r:id="rId3"/>', "1 inserted document was left out"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{paragraph('Click here')}</w:sdtContent></w:sdt>",
            "1 form field that nobody filled in was left out (“Click here”)",
        ),
    ],
)
def test_read_tells_of_what_stands_between_paragraphs(body, words):
    assert words in note(body)


def test_read_leaves_the_table_of_contents_out():
    line = paragraph("Costs\t3", '<w:pStyle w:val="TOC1"/>')
    control = f"<w:sdt><w:sdtContent>{line}{line}</w:sdtContent></w:sdt>"
    found = source(control + paragraph("Words"), styles=STYLES)
    assert [block.text for block in found.blocks] == ["Words"]
    assert found.notes[0].startswith("1 table of contents was left out.")


def test_read_keeps_a_drawn_line_as_a_rule():
    border = paragraph("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    line = paragraph("<w:r><w:pict><v:rect o:hr='t'/></w:pict></w:r>")
    found = source(paragraph("a") + border + paragraph("b") + line + paragraph(""))
    assert [block.kind for block in found.blocks] == ["text", "rule", "text", "rule"]
    assert found.notes == ()


def test_notes_stay_short_where_much_is_found():
    body = "".join(paragraph(run("x") + run(f"hidden {at}", "<w:vanish/>")) for at in range(500))
    said = note(body)
    assert said.startswith("500 passages of hidden text were left out (paragraph 1: “hidden 0”;")
    assert "and 488 more places" in said
    assert len(said) < 800

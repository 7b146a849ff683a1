"""The numbers that are read are those that Word prints."""

import pytest

from documents.readers.docx.numbering import printed_number
from tests.documents.readers.docx.parts import (
    CLAUSES,
    LEVEL,
    STYLES,
    abstract,
    labels,
    listed,
    num,
    paragraph,
    source,
)


def test_read_counts_levels_and_restarts_them():
    body = "".join(listed("x", level) for level in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1))
    assert labels(body, CLAUSES + num(1)) == [
        ("numbered", "1", 0),
        ("numbered", "1.1", 0),
        ("numbered", "1.2", 0),
        ("item", "a", 0),
        ("item", "b", 0),
        ("item", "i", 1),
        ("numbered", "1.3", 0),
        ("item", "a", 0),
        ("numbered", "2", 0),
        ("numbered", "2.1", 0),
    ]


def test_read_shares_the_count_between_lists_of_one_numbering_unless_one_starts_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = CLAUSES + num(1) + num(2) + num(3, override=anew)
    body = "".join(listed("x", num=which) for which in (1, 2, 1, 3, 3, 1))
    assert [number for _, number, _ in labels(body, numbering)] == ["1", "2", "3", "5", "6", "7"]


def test_read_takes_a_list_that_has_a_level_of_its_own():
    own = LEVEL.format(0, 3, "upperRoman", "%1)", "")
    numbering = CLAUSES + num(1, override=f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>')
    assert labels(listed("x") + listed("x"), numbering) == [("item", "III", 0), ("item", "IV", 0)]


@pytest.mark.parametrize(("restart", "expected"), [("", "1"), ("0", "3"), ("1", "1"), ("2", "1")])
def test_read_restarts_a_level_when_it_says(restart, expected):
    said = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    numbering = abstract(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%3", 1, said)) + num(1)
    body = "".join(listed("x", level) for level in (0, 1, 2, 2, 0, 1, 2))
    assert labels(body, numbering)[-1][1] == expected


def test_read_restarts_a_level_only_after_the_one_that_it_names():
    said = '<w:lvlRestart w:val="1"/>'
    numbering = abstract(("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%3", 1, said)) + num(1)
    body = "".join(listed("x", level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [number for kind, number, _ in labels(body, numbering) if kind == "item"] == ["a", "b", "a"]


def test_read_fills_in_a_level_that_was_left_out():
    assert labels(listed("x", 1), CLAUSES + num(1)) == [("numbered", "1.1", 0)]


@pytest.mark.parametrize(
    ("form", "pattern", "expected"),
    [
        ("decimal", "(%1)", ("numbered", "1", 0)),
        ("decimalZero", "%1", ("numbered", "01", 0)),
        ("upperLetter", "%1)", ("item", "A", 0)),
        ("upperRoman", "[%1]", ("item", "I", 0)),
        ("bullet", "\uf0b7", ("item", "-", 0)),
        ("decimal", "Recommendation %1:", ("numbered", "Recommendation 1", 0)),
        ("none", "", ("text", "", 0)),
        ("none", "%1", ("text", "", 0)),
        ("decimal", "Note:", ("text", "", 0)),
        ("somethingNew", "%1.", ("numbered", "1", 0)),
    ],
)
def test_read_knows_forms_of_numbers(form, pattern, expected):
    assert labels(listed("x"), abstract((form, pattern)) + num(1)) == [expected]


def test_read_takes_decimals_within_letters_or_bullets_for_items():
    for outer, level in (("lowerLetter", 1), ("bullet", 1), ("decimal", 0)):
        numbering = abstract((outer, "%1"), ("decimal", "%2.")) + num(1)
        assert labels(listed("x") + listed("x", 1), numbering)[1] == ("item", "1", level)


def test_read_takes_decimals_below_numbered_headings_for_paragraphs():
    heading = '<w:pStyle w:val="Out"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbering = abstract(("upperLetter", "%1."), ("decimal", "%2.")) + num(1)
    body = paragraph("x", heading) + listed("x", 1) + listed("x", 1) + paragraph("x", heading) + listed("x", 1)
    assert labels(body, numbering, STYLES) == [
        ("heading", "A", 3),
        ("numbered", "1", 0),
        ("numbered", "2", 0),
        ("heading", "B", 3),
        ("numbered", "1", 0),
    ]


def test_read_prints_decimals_only_where_the_level_asks_for_legal_numbers():
    numbering = abstract(("upperRoman", "%1"), ("decimal", "%1.%2", 1, "<w:isLgl/>")) + num(1)
    assert labels(listed("x") + listed("x", 1), numbering) == [("item", "I", 0), ("numbered", "1.1", 0)]


LIST_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="{base}"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="{level}"/>{num}</w:numPr></w:pPr></w:style>'
)


def test_read_numbers_by_style():
    styles = (
        LIST_STYLE.format(id="One", base="", level=0, num='<w:numId w:val="1"/>')
        + LIST_STYLE.format(id="Two", base="One", level=1, num="")
        + LIST_STYLE.format(id="Tied", base="", level=0, num='<w:numId w:val="1"/>')
        + LIST_STYLE.format(id="Off", base="One", level=0, num='<w:numId w:val="0"/>')
    )
    numbering = abstract(
        ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)", 1, '<w:pStyle w:val="Tied"/>')
    ) + num(1)
    body = "".join(paragraph("x", f'<w:pStyle w:val="{style}"/>') for style in ("One", "Two", "Tied", "Off", "One"))
    off = paragraph("x", '<w:pStyle w:val="One"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body + off, numbering, styles) == [
        ("numbered", "1", 0),
        ("numbered", "1.1", 0),
        ("item", "a", 0),
        ("text", "", 0),
        ("numbered", "2", 0),
        ("text", "", 0),
    ]


def test_read_follows_a_list_to_its_numbering_style():
    styles = (
        '<w:style w:type="numbering" w:styleId="Ls"><w:name w:val="Ls"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ls"/></w:abstractNum>'
    numbering = linked + abstract(("lowerLetter", "%1)"), number=2) + num(1) + num(2, abstract=2)
    assert labels(listed("x") + listed("x", num=2), numbering, styles) == [("item", "a", 0), ("item", "b", 0)]


def test_read_survives_a_list_that_links_to_itself():
    styles = (
        '<w:style w:type="numbering" w:styleId="Ls"><w:name w:val="Ls"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ls"/></w:abstractNum>'
    assert labels(listed("x"), linked + num(1), styles) == [("text", "", 0)]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (1994, "lowerRoman", "mcmxciv"),
        (0, "lowerRoman", "0"),
        (10**9, "upperLetter", "1000000000"),
        (10**9, "upperRoman", "1000000000"),
        (9, "decimalZero", "09"),
    ],
)
def test_printed_number(count, form, printed):
    assert printed_number(count, form) == printed


def test_read_counts_an_empty_numbered_paragraph_as_word_does_and_says_so():
    found = source(listed("x") + listed("") + listed("y"), numbering=CLAUSES + num(1))
    assert [block.number for block in found.blocks] == ["1", "3"]
    assert found.notes == (
        "1 numbered paragraph without words was left out (“2.”). "
        "The file counts it, so look at the numbers that follow.",
    )


def test_read_leaves_typed_numbers_in_the_text():
    found = source(paragraph("<w:r><w:t>2.</w:t><w:tab/><w:t>Costs</w:t></w:r>") + paragraph("(a) first"))
    assert [(block.kind, block.text) for block in found.blocks] == [("text", "2.\tCosts"), ("text", r"\(a) first")]

"""What is understood of a source: each kind of block, each slip, and nothing lost."""

import pytest

from documents.notation import plain_text
from documents.outline import Outline
from documents.readers.text import read_text
from documents.recognise import recognise
from documents.styles import parse_style, shipped_style
from tests.documents.readers.docx.parts import abstract, listed, num, paragraph, run, source

DARLINGTON = parse_style(shipped_style("darlington-2011"))
PLAIN = parse_style(shipped_style("plain"))

REPORT = """
**SHARED LIBRARY VANS**

---

**Responsible Cabinet Member - Councillor A Reader, Culture**

**Responsible Directors -  
B Binder, Director of Place and C Clerk, Head of Libraries**

**SUMMARY REPORT**

**Purpose of the Report**

1. To ask Cabinet for vans. The case rests on what the

councils found together.
2. To say why, in a sentence
that is wrapped.

### **Recommendation**

3. It is recommended that :-
  - (a) Cabinet buy two vans;

- (b) Cabinet share them.

**B Binder**  
**Director of Place**

### **Background Papers**

No background papers were used  
B Binder Extension 1234

Wards Affected	All wards.
Key Decision	This is not a key decision.
Groups Affected	Readers.

## MAIN REPORT

### Information and Analysis

4. The vans are **old**.

### What is proposed

5. New vans.

## **Consultation**

  6. Readers were asked.
"""  # noqa: W291


def read(text: str, style: object = DARLINGTON) -> Outline:
    return recognise(read_text(text), style)  # type: ignore[arg-type]


def test_recognise_understands_a_whole_report() -> None:
    outline = read(REPORT)
    assert outline.counts == {"headings": 9, "paragraphs": 6, "items": 2, "implications": 3, "joined": 1}
    assert (outline.differences, outline.not_understood, outline.notes) == ((), (), ())
    assert outline.title == "SHARED LIBRARY VANS"
    assert outline.front == {
        "responsible_member": "Councillor A Reader, Culture",
        "responsible_officer": "B Binder, Director of Place and C Clerk, Head of Libraries",
        "contact": "B Binder Extension 1234",
    }
    assert [(section.level, section.kind, section.heading) for section in outline.sections] == [
        (1, "text", "SUMMARY REPORT"),
        (2, "text", "Purpose of the Report"),
        (2, "recommendations", "Recommendation"),
        (2, "signature", ""),
        (2, "background_papers", "Background Papers"),
        (2, "implications", ""),
        (1, "text", "MAIN REPORT"),
        (2, "text", "Information and Analysis"),
        (3, "text", "What is proposed"),
        (2, "text", "Consultation"),
    ]


def test_recognise_joins_what_a_page_break_split_and_letters_items_across_it() -> None:
    purpose, recommendation = read(REPORT).sections[1:3]
    assert [row.body for row in purpose.paragraphs] == [
        "To ask Cabinet for vans. The case rests on what the councils found together.",
        "To say why, in a sentence that is wrapped.",
    ]
    assert recommendation.paragraphs[0].body == (
        "It is recommended that :-\n(a) Cabinet buy two vans;\n(b) Cabinet share them."
    )


def test_recognise_takes_signature_and_implications_apart() -> None:
    sections = read(REPORT).sections
    assert [row.body for row in sections[3].paragraphs] == ["B Binder", "Director of Place"]
    assert [(row.label, row.body) for row in sections[5].paragraphs] == [
        ("Wards Affected", "All wards."),
        ("Key Decision", "This is not a key decision."),
        ("Groups Affected", "Readers."),
    ]


HEAD = "# A TITLE\n\n## Background\n\n"


@pytest.mark.parametrize(
    ("body", "differences", "note"),
    [
        ("1. One.\n2. Two.\n2. Three.", [("2", "3")], "The source prints 2 more than once"),
        ("1. One.\n3. Two.", [("3", "2")], "The source has no paragraph 2"),
        ("1. One.\n2. Two.", [], ""),
    ],
)
def test_recognise_checks_the_numbers_of_the_source(body: str, differences: list[tuple[str, str]], note: str) -> None:
    outline = read(HEAD + body, PLAIN)
    assert [(row.source, row.ours) for row in outline.differences] == differences
    assert [row for row in outline.notes if note and row.startswith(note)] == list(outline.notes)


def test_recognise_reletters_items_and_says_so() -> None:
    outline = read(HEAD + "1. It is:\n(a) one\n(c) two\n(d) three", PLAIN)
    assert outline.paragraphs[0].body == "It is:\n(a) one\n(b) two\n(c) three"
    assert outline.notes[0].startswith("At line 7, item (c) is the 2nd of its list, so it is (b) here.")


def test_recognise_keeps_inner_items_within_their_item() -> None:
    outline = read(HEAD + "1. It is:\n  (a) one\n    (i) deep\n    (ii) deeper\n  (b) two", PLAIN)
    assert outline.paragraphs[0].body == "It is:\n(a) one\n  (i) deep\n  (ii) deeper\n(b) two"


def test_recognise_lists_what_stands_before_the_first_heading_and_keeps_it() -> None:
    outline = read("# A TITLE\n\nA stray line that is no field.\n\n## Background\n\n1. One.", PLAIN)
    assert outline.paragraphs[0].body == "A stray line that is no field."
    (row,) = outline.not_understood
    assert (row.where, row.text) == ("line 3", "A stray line that is no field.")


def test_recognise_reads_decimals_in_a_decimal_style() -> None:
    style = parse_style(shipped_style("hartlepool-2011"))
    summary = "# A TITLE\n\n## SUMMARY\n\n### Purpose of report\n\n1.1 One.\n\n"
    text = summary + "## REPORT\n\n### Background\n\n1.1 Two.\n1.2 Three."
    outline = read(text, style)
    assert outline.differences == ()
    assert [row.source_number for row in outline.paragraphs] == ["1.1", "1.1", "1.2"]


def test_recognise_reads_plain_text_with_capitals_and_known_headings() -> None:
    text = "A NEW DEPOT\n\nPurpose of the report\n\n1. To ask.\n\nBackground\n\n2. It costs £5 * 3.\n\nPage 2 of 3\n"
    outline = read(text, PLAIN)
    assert outline.title == "A NEW DEPOT"
    assert [section.heading for section in outline.sections] == ["Purpose of the report", "Background"]
    assert plain_text(outline.paragraphs[1].body) == "It costs £5 * 3."
    assert outline.notes == ("1 line that held only a page number was left out; pages are numbered anew in print.",)


def test_recognise_loses_no_word() -> None:
    outline = read(REPORT)
    kept = outline.title + "".join(outline.front.values())
    kept += "".join(s.heading + "".join(p.label + plain_text(p.body) for p in s.paragraphs) for s in outline.sections)
    missing = {word for word in REPORT.replace("*", " ").split() if word.isalpha() and word not in kept}
    # The labels of front fields are the house style's to print.
    assert missing == {"Responsible", "Cabinet", "Member", "Directors"} - set(kept.split())


def test_outline_survives_the_store() -> None:
    outline = read(REPORT)
    assert Outline.from_json(outline.as_json()) == outline


def test_recognise_knows_usual_implications_in_a_style_that_names_none() -> None:
    table = "| Key Decision | No. |\n| Wards Affected | All. |\n| Something Local | None. |"
    section = read(HEAD + "1. One.\n\n" + table, PLAIN).sections[-1]
    assert (section.kind, [row.label for row in section.paragraphs]) == (
        "implications",
        ["Key Decision", "Wards Affected", "Something Local"],
    )
    data = read(HEAD + "1. One.\n\n| Year | Saving |\n| 2014/15 | £1 |", PLAIN).sections[-1]
    assert data.paragraphs[-1].body == "| Year | Saving |\n| 2014/15 | £1 |"


def test_recognise_says_when_nothing_is_numbered_and_keeps_words_in_angle_brackets() -> None:
    outline = read(HEAD + "The <council> decides <b>itself</b>. <!-- not this -->", PLAIN)
    assert outline.paragraphs[0].body == "The <council> decides itself."
    assert outline.notes == (
        "3 HTML tags were taken out; the words inside stayed.",
        "No paragraph of the file has a number, so all are kept without. You can number them at the desk.",
    )


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("B Binder Extension 1234", "B Binder Extension 1234"),
        ("Contact: Ann O’Neil, Tel: (01234) 567890", "Contact: Ann O’Neil, Tel: (01234) 567890"),
        ("No papers were used. B Binder Extension 1234", None),
    ],
)
def test_recognise_takes_only_a_name_and_number_for_a_contact(line: str, contact: str | None) -> None:
    outline = read(HEAD + "1. One.\n\n## Background papers\n\n" + line, PLAIN)
    assert outline.front.get("contact") == contact
    assert [row.body for row in outline.sections[-1].paragraphs] == ([] if contact else [line])


def field(mark: str, shown: str, switches: str = r"\r \h") -> str:
    """A cross-reference as Word writes it."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText> REF {mark} {switches} </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def marked(words: str, level: int, mark: str) -> str:
    row = listed(words, level)
    start, end = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>', '<w:bookmarkEnd w:id="1"/>'
    return row.replace("</w:pPr>", f"</w:pPr>{start}").replace("</w:p>", f"{end}</w:p>")


def from_word(*body: str) -> Outline:
    title = paragraph("A TITLE", '<w:outlineLvl w:val="0"/>')
    heading = paragraph("Background", '<w:outlineLvl w:val="1"/>')
    numbering = abstract(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")) + num(1)
    return recognise(source("".join((title, heading, *body)), numbering=numbering), PLAIN)


def test_recognise_has_cross_references_of_word_follow_their_paragraphs() -> None:
    outline = from_word(
        paragraph("Text in front"),
        listed("One, see ").replace("</w:p>", field("_Ref2", "2") + "</w:p>"),
        marked("Two:", 0, "_Ref2"),
        listed("an item", 1),
        marked("another", 1, "_Ref2b"),
        marked("within it", 2, "_Ref2bi"),
        paragraph(field("_Ref2b", "(b)", r"\w \h") + run(" and ") + field("_Ref2bi", "(i)", r"\n \h")),
        paragraph(field("_Gone", "9") + run(" and ") + field("_Ref2", "the words of two", r"\h")),
    )
    (section,) = outline.sections
    assert [row.body for row in section.paragraphs] == [
        "Text in front",
        "One, see {ref:s0p2}",
        "Two:\n(a) an item\n(b) another\n  (i) within it",
        "{ref:s0p2.b} and {ref:s0p2.b.i}",
        "9 and the words of two",
    ]
    assert outline.notes[1:] == (
        "1 cross-reference leads to no numbered paragraph and stayed as words (“9”). Check what they should say.",
    )


def test_recognise_joins_nothing_that_word_kept_apart() -> None:
    (section,) = from_word(listed("One ends in no stop"), paragraph("and this is text")).sections
    assert [(row.body, row.numbered) for row in section.paragraphs] == [
        ("One ends in no stop", True),
        ("and this is text", False),
    ]
    paged = read(HEAD + "1. One ends in no stop\n\nand this is text\n").sections[0]
    assert [row.body for row in paged.paragraphs] == ["One ends in no stop and this is text"]

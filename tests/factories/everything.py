"""A report that has everything that can be written, in any house style."""

import datetime

from documents.enums import SectionKind
from documents.models import Document, Paragraph
from documents.notation import Block, parse
from documents.numbering import PART
from documents.outline import Outline, OutlineParagraph, OutlineSection
from documents.queries import read_text
from documents.services import change_front, change_paragraph, create_report, keep_style
from documents.styles import shipped_style
from programme.models import Council, Programme
from tests.factories.report import JOB

SHIPPED = ("darlington-2011", "hartlepool-2011", "redcar-and-cleveland-2018", "plain", "business-case")
# What the references are to: the paragraph with this word, and an item within it.
TARGET = "Aubretia"

RICH = (
    f"{TARGET} asks for **two vans**, *not three*, as [the study](https://www.example.org/study?a=1&b=(2)) and "
    "{ref:SELF.b.ii} say:\n"
    "(a) one van, **bold *and slanted***;\n(b) another,\n  (i) red,\n  (ii) blue\n"
    "\nIn between, with a line\nthat breaks.\n"
    "\n(a) letters that begin anew;\n(b) and go on\n"
    "\n| Year | Saving of the *year* |\n| 2014/15 | **£1,000** and \\| |\n| 2015/16 | see {ref:SELF} |\n"
    "\n|+ A caption, see {ref:SELF}\n|! Another | table |\n| a | b |\n| c | d |\n"
    "\n- a bullet\n- [another](mailto:vans@example.org)\n  - within it\n\nAnd an end."
)
BODIES = (
    RICH,
    "A second paragraph, which ends in a colon and goes on elsewhere:",
    "12. looks like a number, \\(a) like an item, 5 * 3 like nothing; “quotes”, £, 日本語, עברית, 👍\tand a tab",
    "(a) only an item\n(b) and another, see {ref:SELF.a} and {ref:SELF.b}",
    "|+ Captioned\n| Only | a table |\n| 1 | |",
    "**Bold all over**",
    "Refers to {ref:SELF}, **to {ref:SELF.b}** and to {ref:SELF.z}, which is gone.",
)
UNNUMBERED = (
    "Text without a number that does not end like a sentence",
    "(a) an item without a number before it\n(b) another, see {ref:SELF}",
    "| Table | of its own |\n| x | y |",
    "**Short and bold**",
)


def everything(programme: Programme, council: Council, style_name: str, slug: str = "everything") -> Document:
    """It stands in the style's own headings and in headings of its own, with every front field filled in. A business
    case is the programme's."""
    data = shipped_style(style_name)
    owner = None if data.get("kind") else council
    style = keep_style(data, council=owner, by=JOB)
    front = {row.key: f"Some {row.key}: words - and, more" for row in style.style.front if row.key != "meeting_date"}
    if "item_number" in front:
        front["item_number"] = "4.1"
    sections = [OutlineSection("", 2, paragraphs=_plain("Opening words before any heading."))]
    for block in style.style.blocks:
        if block.kind == SectionKind.TEXT:
            rows = () if block.level == PART else _rows("What stands under it.", BODIES[1])
            sections.append(OutlineSection(block.heading, block.level, block.kind, "", rows))
    sections += [
        OutlineSection("What A* means - (a) a heading", 2, paragraphs=_rows(*BODIES) + _plain(*UNNUMBERED)),
        OutlineSection("A sub-heading", 3, paragraphs=_rows("Under the sub-heading.")),
        OutlineSection("Another heading", 2, paragraphs=_rows("Before it is decided.") * 2),
        OutlineSection("What we ask", 2, SectionKind.RECOMMENDATIONS, "", _rows("To decide:\n(a) this;\n(b) that.")),
        OutlineSection("", 2, SectionKind.SIGNATURE, "", _plain("A. Director", "Director of Vans")),
        OutlineSection("Papers", 2, SectionKind.BACKGROUND_PAPERS, "", _plain("One paper", "Another - of 2012")),
        OutlineSection("", 2, SectionKind.IMPLICATIONS, "", (
            OutlineParagraph("All wards.", False, "Wards Affected"),
            OutlineParagraph("Lines\nthat break:\n(a) and an item, see {ref:SELF}\n\nAn end.", False, "A label: ours"),
            OutlineParagraph("| In | a row |\n| a | table |", False, "A table"),
            OutlineParagraph("**Bold** only", False, "Key Decision"),
        )),
        OutlineSection("LAST PART", 1),
        OutlineSection("Again", 2, paragraphs=_rows("A last paragraph.", "And one more.")),
    ]  # fmt: skip
    outline = Outline(title="Vans & *more* (of 2013)", front=front, sections=tuple(sections))
    document = create_report(
        programme=programme, council=owner, style=style, outline=outline, slug=slug, by=JOB, reason="test"
    )
    change_front(
        document, title=document.title, meeting_date=datetime.date(2013, 3, 12), front=document.front, version=1, by=JOB
    )
    _refer(document)
    return Document.objects.select_related("programme", "council", "style").get(pk=document.pk)


def _rows(*bodies: str) -> tuple[OutlineParagraph, ...]:
    return tuple(OutlineParagraph(body) for body in bodies)


def _plain(*bodies: str) -> tuple[OutlineParagraph, ...]:
    return tuple(OutlineParagraph(body, numbered=False) for body in bodies)


def _refer(document: Document) -> None:
    rows = list(Paragraph.objects.filter(section__document=document))
    target = next(row for row in rows if row.body.startswith(TARGET))
    for row in rows:
        if "{ref:SELF" in row.body:
            change_paragraph(row, body=row.body.replace("SELF", target.key), version=1, by=JOB)


def shape(document: Document) -> dict[str, object]:
    """What a report says and how it is ordered, without keys: what two reports have in common that are the same."""
    text = read_text(document)
    order = {key: f"at{at}" for at, key in enumerate(text.paragraphs)}

    def body(words: str) -> list[Block]:
        for key, place in order.items():
            words = words.replace(f"{{ref:{key}", f"{{ref:{place}")
        return parse(words)

    sections = [
        (
            section.row.heading, section.row.level, section.row.kind, section.number,
            [(row.number, row.row.numbered, row.row.label, body(row.row.body)) for row in section.filled],
        )
        for section in text.sections
        if section.row.heading or section.filled
    ]  # fmt: skip
    return {"title": document.title, "date": document.meeting_date, "front": document.front, "sections": sections}

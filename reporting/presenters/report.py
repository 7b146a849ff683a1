"""A document in its house style, as the templates of page and paper print it. One presentation serves both,
so that the HTML page carries the same words as the PDF."""

from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from collab.moments import day
from documents.desk import paragraph_html
from documents.enums import SectionKind
from documents.models import Document
from documents.notation import plain_text
from documents.numbering import PART
from documents.queries.text import ShownSection, ShownText


@dataclass(frozen=True)
class PrintedParagraph:
    key: str
    name: str
    html: SafeString
    plain: bool
    # A line of a version's own has no history.
    is_kept: bool = True

    @property
    def anchor(self) -> str:
        return f"p-{self.key}"


@dataclass(frozen=True)
class PrintedSection:
    """`tag` is h2, h3 or h4: headings go down one step at a time, whatever levels the document uses."""

    shown: ShownSection
    anchor: str
    heading: str
    tag: str
    kind: str
    is_part: bool
    paragraphs: list[PrintedParagraph] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, SafeString]] = field(default_factory=list)
    contact: str = ""


@dataclass(frozen=True)
class PrintedReport:
    document: Document
    title: str
    front: list[tuple[str, str]]
    sections: list[PrintedSection]
    header: tuple[list[str], list[str]]
    footer: tuple[list[str], list[str]]

    @property
    def contents(self) -> list[PrintedSection]:
        return [section for section in self.sections if section.heading]


def present_report(text: ShownText, *, linked: bool = False) -> PrintedReport:
    """Everything that is printed. A front field or implication that is not filled leaves no gap and no word. `linked`
    as in paragraph_html."""
    document, style = text.document, text.style
    title = document.title.upper() if style.title_capitals else document.title
    front = [(f.label, document.field(f.key)) for f in style.front if f.printed == "front" and document.field(f.key)]
    contact = next((document.field(f.key) for f in style.front if f.printed == "background_papers"), "")
    sections = [_section(text, section, contact, linked=linked) for section in text.sections]
    if contact and not any(section.contact for section in sections):
        label = next(f.label for f in style.front if f.printed == "background_papers")
        front.append((label, contact))
    return PrintedReport(
        document=document,
        title=title,
        front=front,
        sections=[section for section in sections if _says_something(section)],
        header=_furniture(document, style.header),
        footer=_furniture(document, style.footer),
    )


def _says_something(section: PrintedSection) -> bool:
    return bool(section.heading or section.paragraphs or section.lines or section.rows or section.contact)


def _section(text: ShownText, section: ShownSection, contact: str, *, linked: bool) -> PrintedSection:
    row = section.row
    heading = f"{section.number} {row.heading}" if section.number else row.heading
    tag = f"h{min(section.depth, 3) + 1}"
    shown = PrintedSection(section, f"s-{row.key}", heading, tag, row.kind, row.level == PART)
    for paragraph in section.filled:
        if row.kind == SectionKind.SIGNATURE:
            shown.lines.append(plain_text(paragraph.row.body, text.say))
        elif row.kind == SectionKind.IMPLICATIONS:
            shown.rows.append((paragraph.row.label, paragraph_html(text, paragraph, bare=True, linked=linked)))
        else:
            html = paragraph_html(text, paragraph, linked=linked)
            kept = paragraph.row.pk is not None
            shown.paragraphs.append(PrintedParagraph(paragraph.key, paragraph.name, html, not paragraph.number, kept))
    if row.kind == SectionKind.BACKGROUND_PAPERS and contact:
        return replace(shown, contact=contact)
    return shown


def _furniture(document: Document, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[list[str], list[str]]:
    left, right = ([words for key in side if (words := furniture_words(document, key))] for side in sides)
    return left, right


def furniture_words(document: Document, key: str) -> str:
    """What stands in a header or footer field; "" where it is not filled. "page" is left to the paper."""
    if key == "council":
        return document.owner_name
    if key == "title":
        return document.title
    if key == "draft" and document.imprint:
        return document.imprint
    if key == "draft":
        return f"Draft of {day(document.changed_at.date())}" if not document.programme.own_date else "Draft"
    if key == "item_number":
        item = document.field(key)
        return f"Item {item}" if item and item[0].isdigit() else item
    if key == "page":
        return "page"
    return document.field(key)

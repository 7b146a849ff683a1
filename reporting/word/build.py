"""A report as Word has it: title, front fields, sections; header and footer; properties."""

import html

from django.template.loader import render_to_string
from docx.document import Document as Package

from documents.enums import SectionKind
from documents.models import Document
from documents.notation import Text
from documents.queries import ShownText
from documents.word import CONTACT, FRONT, FURNITURE, LABEL, SIGNATURE, TITLE, field_style, paragraph_mark, section_mark
from reporting.presenters import PrintedReport, PrintedSection, furniture_words, present_report
from reporting.word.lists import Lists
from reporting.word.package import describe, new_package, to_bytes
from reporting.word.paragraphs import ParagraphWriter, Spot
from reporting.word.tables import CELL_EDGE, WIDTH, add_cell, add_grid, add_row
from reporting.word.xml import Element, add, add_field, add_run, style_id

# Of a hundred, what the labels of the implications take; the room below the front fields, and that for a hand above a
# signature and below it.
LABELS, FRONT_BELOW, HAND, BELOW = 32, 397, 680, 340


def build(text: ShownText) -> bytes:
    document = text.document
    report = present_report(text)
    package = new_package()
    describe(
        package, title=document.title, author=document.owner_name,
        created=document.created_at, changed=document.changed_at,
    )  # fmt: skip
    if document.identifier:
        package.core_properties.identifier = document.identifier
    _add_styles(package, text)
    _furniture(package, text)
    body = package.element.body
    page = body[-1]
    body.remove(page)
    lists = Lists(package.part.numbering_part.element)
    _Report(text, ParagraphWriter(text, lists, package.part), lists).write(report, body)
    lists.close()
    body.append(page)
    return to_bytes(package)


def _add_styles(package: Package, text: ShownText) -> None:
    """A style for each front field, by which its value is known again, and capitals where the house style has them."""
    styles = package.styles.element
    for row in text.style.front:
        style = add(styles, "style", type="character", customStyle=1, styleId=style_id(field_style(row.key)))
        add(style, "name", val=field_style(row.key))
    if text.style.title_capitals:
        package.styles[TITLE].font.all_caps = True


class _Report:
    def __init__(self, text: ShownText, paragraphs: ParagraphWriter, lists: Lists) -> None:
        self._text, self._paragraphs, self._lists = text, paragraphs, lists

    def write(self, report: PrintedReport, body: Element) -> None:
        spot = Spot(body)
        self._paragraphs.line(spot, TITLE, (Text(self._text.document.title),))
        keys = {row.label: row.key for row in self._text.style.front}
        for at, (label, value) in enumerate(report.front, start=1):
            after = FRONT_BELOW if at == len(report.front) else None
            written = self._paragraphs.line(spot, FRONT, (Text(f"{label} - "),), after=after)
            add_run(written, value, style=field_style(keys[label]))
        for section in report.sections:
            self._section(section, spot)
        self._paragraphs.keep_apart(spot)

    def _section(self, printed: PrintedSection, spot: Spot) -> None:
        section = printed.shown
        row = section.row
        spot.marks.append(section_mark(row.level, row.kind, row.key))
        if row.heading:
            place = self._lists.heading(section.number) if section.number else None
            style = f"Heading {min(section.depth, 3)}"
            self._paragraphs.line(spot, style, (Text(row.heading),), place=place, centred=printed.is_part)
        if row.kind == SectionKind.IMPLICATIONS:
            self._implications(printed, spot)
        elif row.kind == SectionKind.SIGNATURE:
            self._signature(printed, spot)
        else:
            for paragraph in section.filled:
                self._paragraphs.paragraph(paragraph, spot)
        if printed.contact:
            written = self._paragraphs.line(spot, CONTACT, ())
            add_run(written, printed.contact, style=field_style("contact"))

    def _signature(self, printed: PrintedSection, spot: Spot) -> None:
        """Plain words, bold by their style."""
        last = len(printed.lines) - 1
        for at, (line, paragraph) in enumerate(zip(printed.lines, printed.shown.filled, strict=True)):
            spot.marks.append(paragraph_mark(paragraph.key))
            before, after = None if at else HAND, BELOW if at == last else None
            self._paragraphs.line(spot, SIGNATURE, (Text(line),), before=before, after=after)

    def _implications(self, printed: PrintedSection, spot: Spot) -> None:
        if not printed.rows:
            return
        self._paragraphs.keep_apart(spot)
        widths = WIDTH * LABELS // 100, WIDTH - WIDTH * LABELS // 100
        table = add_grid(spot.parent, widths, 0, headed=True)
        for paragraph in printed.shown.filled:
            row = add_row(table)
            label = Spot(add_cell(row, widths[0]), spot.marks)
            self._paragraphs.line(label, LABEL, (Text(paragraph.row.label),))
            spot.marks = []
            words = Spot(add_cell(row, widths[1]), in_cell=True, width=widths[1] - 2 * CELL_EDGE)
            self._paragraphs.paragraph(paragraph, words)
            self._paragraphs.keep_apart(words)
        spot.after_table = True


# Header and footer


def _furniture(package: Package, text: ShownText) -> None:
    document, style, section = text.document, text.style, package.sections[0]
    header, footer = section.header._element, section.footer._element
    for root in (header, footer):
        for paragraph in list(root):
            root.remove(paragraph)
    line = _line(header, "Header")
    _side(line, document, style.header[0], ": ")
    add_run(line, "\t", style=FURNITURE)
    _side(line, document, style.header[1], ", ")
    if document.programme.is_demonstration:
        note = render_to_string("reporting/_demonstration.html", {"programme": document.programme})
        add_run(_line(header, "Header"), html.unescape(note).strip(), style=FURNITURE)
    line = _line(footer, "Footer")
    _side(line, document, style.footer[0], " – ")
    add_run(line, "\tPage ", style=FURNITURE)
    add_field(line, "PAGE", "1", style=FURNITURE)
    add_run(line, " of ", style=FURNITURE)
    add_field(line, "NUMPAGES", "1", style=FURNITURE)


def _line(root: Element, style: str) -> Element:
    paragraph = add(root, "p")
    add(add(paragraph, "pPr"), "pStyle", val=style)
    return paragraph


def _side(line: Element, document: Document, keys: tuple[str, ...], between: str) -> None:
    """What stands at one side, the value of a front field in that field's style."""
    said = [(key, words) for key in keys if key != "page" and (words := furniture_words(document, key))]
    for at, (key, words) in enumerate(said):
        value = document.field(key)
        before = words.removesuffix(value) if value else words
        add_run(line, (between if at else "") + before, style=FURNITURE)
        if value:
            add_run(line, value, style=field_style(key))

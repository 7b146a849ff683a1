"""A report as the outline of another: what a copy takes along, and how it fits the house style that it comes into."""

from dataclasses import replace

from documents.enums import SectionKind
from documents.outline import Outline, OutlineParagraph, OutlineSection
from documents.queries.text import ShownText
from documents.references import DELETED, repoint
from documents.styles import Style

# They belong to one meeting, and a copy is for another.
OF_THE_MEETING = frozenset({"meeting_date", "item_number"})


def outline_of(text: ShownText) -> Outline:
    """The text of a document without its keys: references name paragraphs by their place (documents.outline)."""
    place = {
        row.key: f"s{s}p{p}" for s, section in enumerate(text.sections) for p, row in enumerate(section.paragraphs)
    }
    return Outline(
        title=text.document.title,
        front=dict(text.document.front),
        sections=tuple(
            OutlineSection(
                section.row.heading, section.row.level, section.row.kind, section.row.guidance,
                tuple(
                    # A key means something in the first document alone.
                    OutlineParagraph(
                        repoint(row.row.body, place, otherwise=DELETED), row.row.numbered, row.row.label
                    )
                    for row in section.paragraphs
                ),
                section.row.exempt_paragraphs, section.row.exempt_reason, section.row.open_title,
            )
            for section in text.sections
        ),
    )  # fmt: skip


def fitted(outline: Outline, style: Style, *, same_style: bool) -> Outline:
    """The outline for another report: its front fields that the style has, and the style's rows of implications.

    Into another style no guidance comes along, because it speaks of the first style's headings.
    """
    front = {
        key: value
        for key, value in outline.front.items()
        if key in {field.key for field in style.front} and key not in OF_THE_MEETING
    }
    if same_style:
        return replace(outline, front=front)
    sections = [replace(_fitted(section, style), guidance="") for section in outline.sections]
    if style.implications and not any(section.kind == SectionKind.IMPLICATIONS for section in sections):
        sections.append(_fitted(OutlineSection("", 2, SectionKind.IMPLICATIONS), style))
    return replace(outline, front=front, sections=tuple(sections))


def _fitted(section: OutlineSection, style: Style) -> OutlineSection:
    """Rows of implications in the style's order, filled where a label matches; what it does not ask follows them."""
    if section.kind != SectionKind.IMPLICATIONS or not style.implications:
        return section
    left = [row for row in section.paragraphs if row.body]
    asked = []
    for label in style.implications:
        same = next((row for row in left if row.label.casefold() == label.casefold()), None)
        if same:
            left.remove(same)
        asked.append(OutlineParagraph(same.body if same else "", numbered=False, label=label))
    return replace(section, paragraphs=(*asked, *left))

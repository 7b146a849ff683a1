"""The text of a report as the desk shows it: every piece, also those that are empty, with its tools."""

from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.safestring import SafeString, mark_safe

from documents.enums import SectionKind
from documents.markup import Resolve, Target, to_html
from documents.notation import Reference
from documents.numbering import PART
from documents.queries.text import ShownParagraph, ShownSection, ShownText
from documents.references import DELETED, printed


@dataclass(frozen=True)
class DeskParagraph:
    """`number` is as it prints, `below` the paragraph that follows it under the same heading."""

    shown: ShownParagraph
    html: SafeString
    name: str
    number: str
    below: ShownParagraph | None = None


@dataclass(frozen=True)
class DeskSection:
    shown: ShownSection
    heading: str
    tag: str
    kind: str
    paragraphs: list[DeskParagraph] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        return self.shown.row.level == PART

    @property
    def is_implications(self) -> bool:
        return self.kind == SectionKind.IMPLICATIONS


def present_desk(text: ShownText) -> list[DeskSection]:
    return [_section(text, section) for section in text.sections]


def _section(text: ShownText, section: ShownSection) -> DeskSection:
    name = section.row.name
    return DeskSection(
        shown=section,
        heading=f"{section.number} {name}" if section.number else name,
        tag=f"h{min(section.depth, 3) + 1}",
        kind=section.row.kind,
        paragraphs=[
            DeskParagraph(
                row,
                paragraph_html(text, row),
                _name(section, at, row),
                text.style.printed_number(row.number),
                below,
            )
            for at, (row, below) in enumerate(zip_longest(section.paragraphs, section.paragraphs[1:]))
        ],
    )


def _name(section: ShownSection, at: int, paragraph: ShownParagraph) -> str:
    """A name that tells each piece from the others, for links and headings of forms."""
    if paragraph.number or paragraph.row.label:
        return paragraph.name
    return f"text {at + 1} under {section.row.name}"


def paragraph_html(text: ShownText, paragraph: ShownParagraph, *, bare: bool = False) -> SafeString:
    """A paragraph's words as HTML, with its number unless `bare`. documents.markup escapes all that is text."""
    number = "" if bare else text.style.printed_number(paragraph.number)
    label = f"Table in {text.names[paragraph.key]}"
    return mark_safe(to_html(paragraph.row.body, number=number, resolve=_resolver(text), table_label=label))


def _resolver(text: ShownText) -> Resolve:
    def resolve(reference: Reference) -> Target:
        number = text.number_of.get(reference.key)
        if number is None:
            return Target("", DELETED)
        return Target(f"#p-{reference.key}", printed(number, reference.item))

    return resolve

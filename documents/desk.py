"""The text of a report as the desk shows it: every piece, also those that are empty, with its tools."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from documents.enums import SectionKind
from documents.exemption import full_line
from documents.live import present_live
from documents.markup import Resolve, Target, to_html
from documents.notation import Chip, Live, Quoted, Reference
from documents.numbering import PART
from documents.queries.text import ShownParagraph, ShownSection, ShownText
from documents.sources import anchor_of, value_of


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
    exempt: str = ""

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
                paragraph_html(text, row, at_desk=True),
                _name(section, at, row),
                text.style.printed_number(row.number),
                below,
            )
            for at, (row, below) in enumerate(zip_longest(section.paragraphs, section.paragraphs[1:]))
        ],
        exempt=_exempt(text, section),
    )


def _exempt(text: ShownText, section: ShownSection) -> str:
    """Why the public does not read it, in words; "" where they do."""
    above = text.exempt.get(section.row.key)
    if above is None:
        return ""
    return full_line(section.row) if section.row.is_exempt else f"Not for publication, with {above.called}."


def _name(section: ShownSection, at: int, paragraph: ShownParagraph) -> str:
    """A name that tells each piece from the others, for links and headings of forms."""
    if paragraph.number or paragraph.row.label:
        return paragraph.name
    return f"text {at + 1} under {section.row.name}"


def paragraph_html(
    text: ShownText,
    paragraph: ShownParagraph,
    *,
    bare: bool = False,
    linked: bool = False,
    at_desk: bool = False,
) -> SafeString:
    """A paragraph's words as HTML, with its number unless `bare`. documents.markup escapes all that is text. `linked`:
    figures lead to their entries in the list of sources that stands on the same page, and live tables to where they
    come from; `at_desk`: live tables do so alone."""
    number = "" if bare else text.style.printed_number(paragraph.number)
    label = f"Table in {text.names[paragraph.key]}"
    numbers = iter(text.table_numbers.get(paragraph.key, ()))
    resolve = _resolver(text, numbers, linked=linked, on_page=linked or at_desk)
    return mark_safe(to_html(paragraph.row.body, number=number, resolve=resolve, table_label=label))


def _resolver(text: ShownText, numbers: Iterator[int], *, linked: bool, on_page: bool) -> Resolve:
    def target(reference: Reference) -> Target:
        there = reference.key in text.number_of
        back = not there and reference.key in text.kept_back
        return Target(f"#p-{reference.key}" if there else "", text.say(reference), back)

    def live_html(live: Live) -> str:
        shown = present_live(text, live, next(numbers))
        return render_to_string("documents/_live.html", {"live": shown, "on_page": on_page})

    return Resolve(
        target,
        lambda chip: chip_html(text, chip, linked=linked),
        lambda quoted: quoted_html(quoted, linked=linked),
        live_html,
    )


def chip_html(text: ShownText, chip: Chip, *, linked: bool = False) -> str:
    """A figure in running words, told apart by what it is: there, withheld from the reader, or not to be found."""
    found = text.register.figure(chip.key)
    state = "gone" if found is None else "withheld" if found.value is None else "live"
    said = escape(text.say(chip), quote=False)
    if linked:
        return f'<a class="figure figure--{state}" href="#{anchor_of(chip)}">{said}</a>'
    return f'<data class="figure figure--{state}" value="{value_of(chip)}">{said}</data>'


def quoted_html(quoted: Quoted, *, linked: bool = False) -> str:
    said = escape(quoted.words, quote=False)
    return (
        f'<a class="quoted" href="#{anchor_of(quoted)}">{said}</a>' if linked else f'<span class="quoted">{said}</span>'
    )

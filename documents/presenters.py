"""Reports, imports and changes in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.cutting import places
from documents.differences import Run, word_differences
from documents.enums import SectionKind
from documents.front import FRONT_FIELDS
from documents.models import Edit, Paragraph
from documents.notation import Inline, Reference, Told, plain_inlines, plain_text
from documents.numbering import number
from documents.outline import Outline, entries
from documents.queries import ShownSection, ShownText
from documents.queries.text import NO_FIGURE
from documents.references import printed
from documents.styles import Style


@dataclass(frozen=True)
class OutlineLine:
    """One line of the preview: a heading with its level, or a paragraph with its number."""

    words: str
    level: int = 0
    number: str = ""
    label: str = ""


@dataclass(frozen=True)
class OutlinePage:
    outline: Outline
    counts: list[tuple[str, int]]
    front: list[tuple[str, str]]
    lines: list[OutlineLine] = field(default_factory=list)

    @property
    def questions(self) -> int:
        return len(self.outline.differences) + len(self.outline.not_understood) + len(self.outline.notes)


def present_outline(outline: Outline, style: Style) -> OutlinePage:
    """What was understood of a file, as it will read."""
    counts = outline.counts
    labels = {field.key: field.label for field in style.front}
    page = OutlinePage(
        outline,
        counts=[
            ("Headings, with the title", counts["headings"]),
            ("Numbered paragraphs", counts["paragraphs"]),
            ("Lettered items", counts["items"]),
            ("Implications", counts["implications"]),
            ("Paragraphs that a page break had split, joined again", counts["joined"]),
        ],
        front=[(labels.get(key, FRONT_FIELDS[key][0]), value) for key, value in outline.front.items()],
    )
    numbers = number(entries(outline.sections), style.numbering)
    for s, section in enumerate(outline.sections):
        name = section.heading or ("" if section.kind == SectionKind.TEXT else str(SectionKind(section.kind).label))
        if name:
            page.lines.append(OutlineLine(name, level=section.level, number=numbers.get(f"s{s}", "")))
        for p, row in enumerate(section.paragraphs):
            printed_number = style.printed_number(numbers.get(f"s{s}p{p}", ""))
            page.lines.append(OutlineLine(_read(row.body, numbers), number=printed_number, label=row.label))
    return page


def _read(body: str, number_of: Mapping[str, str]) -> str:
    def say(piece: Told) -> str:
        return printed(number_of.get(piece.key, "?"), piece.item) if isinstance(piece, Reference) else NO_FIGURE

    return plain_text(body, say)


def shown_words(text: ShownText, body: str) -> str:
    """A body as plain words, cross-references with their present numbers."""
    return plain_text(body, text.say)


@dataclass(frozen=True)
class StaleSave:
    """Two texts of one paragraph: the one that is saved, and the one that came too late."""

    who: str
    when: object
    theirs: str
    runs: list[Run]


def present_stale(text: ShownText, theirs: Paragraph, mine: str, edit: Edit | None) -> StaleSave:
    """What somebody sees whose save came second. Read with "added" only, the runs are their own words."""
    words = shown_words(text, theirs.body)
    who = str(edit.by or edit.job) if edit else "Somebody else"
    return StaleSave(who, edit.at if edit else None, words, word_differences(words, shown_words(text, mine)))


LONGEST_SIDE = 80


def present_places(text: ShownText, body: str) -> list[tuple[int, str, str]]:
    """Where a body may be cut, with the words that stand before and after each place."""

    def said(sign: str, content: tuple[Inline, ...]) -> str:
        return f"{sign} {plain_inlines(content, text.say)}".strip().replace("\n", " ")

    found = []
    for place in places(body):
        above = said(place.mark_above, place.above)
        if len(above) > LONGEST_SIDE:
            above = f"… {above[-LONGEST_SIDE:].partition(' ')[2]}"
        found.append((place.at, above, _beginning(said(place.mark_below, place.below))))
    return found


@dataclass(frozen=True)
class GoingSection:
    """A heading that may be deleted, and how each paragraph under it begins."""

    heading: str
    paragraphs: list[str]


def present_going(text: ShownText, block: list[ShownSection]) -> list[GoingSection]:
    found = []
    for section in block:
        name = f"{section.number} {section.row.name}".strip()
        rows = [(text.style.printed_number(row.number), shown_words(text, row.row.body)) for row in section.paragraphs]
        found.append(GoingSection(name, [_beginning(f"{number} {words}".strip()) for number, words in rows]))
    return found


def _beginning(words: str) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= LONGEST_SIDE else f"{line[:LONGEST_SIDE].rpartition(' ')[0]} …"

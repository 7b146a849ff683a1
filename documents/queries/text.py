"""The text of a document as it reads: sections and paragraphs in order, with their numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet

from collab.figures import printed as printed_figure
from documents.enums import SectionKind
from documents.models import Document, Paragraph, Section
from documents.notation import Chip, Live, Told
from documents.numbering import Entry, number
from documents.references import DELETED, printed
from documents.register import PUBLIC, Figures, Register
from documents.styles import Style
from documents.tables import table_numbers
from programme.queries import May

NO_FIGURE = "[a figure that cannot be found]"
NO_BLOCK = "[a table or chart that cannot be found]"
WITHHELD = "[figure withheld]"


@dataclass(frozen=True)
class ShownParagraph:
    row: Paragraph
    number: str

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def name(self) -> str:
        """What people call it: "paragraph 12", "the row Diversity", "the text after paragraph 12"."""
        if self.number:
            return f"paragraph {self.number}"
        return f"the row “{self.row.label}”" if self.row.label else "the text without a number"


@dataclass(frozen=True)
class ShownSection:
    """`depth` counts headings without a gap, whatever levels a document uses: 1 is the outermost."""

    row: Section
    number: str
    depth: int
    paragraphs: list[ShownParagraph] = field(default_factory=list)

    @property
    def filled(self) -> list[ShownParagraph]:
        """Those that print: an empty one waits to be written."""
        return [paragraph for paragraph in self.paragraphs if paragraph.row.body.strip()]


@dataclass(frozen=True)
class ShownText:
    """`figures` is where the figures are found that it names: where nothing else is said, as far as everybody may see
    them. `kept_back` has the numbers, by key, of paragraphs that this version of the text leaves out."""

    document: Document
    style: Style
    sections: list[ShownSection]
    figures: Figures | None = None
    kept_back: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def paragraphs(self) -> dict[str, ShownParagraph]:
        """By key, in reading order."""
        return {paragraph.key: paragraph for section in self.sections for paragraph in section.paragraphs}

    @cached_property
    def pieces(self) -> dict[str, Section | Paragraph]:
        """Headings and paragraphs by key, in reading order."""
        found: dict[str, Section | Paragraph] = {}
        for section in self.sections:
            found[section.row.key] = section.row
            found |= {paragraph.key: paragraph.row for paragraph in section.paragraphs}
        return found

    def name_of(self, piece: Section | Paragraph) -> str:
        return piece.called if isinstance(piece, Section) else self.paragraphs[piece.key].name

    @cached_property
    def number_of(self) -> dict[str, str]:
        """Number by key, for paragraphs that have one."""
        return {key: paragraph.number for key, paragraph in self.paragraphs.items() if paragraph.number}

    @cached_property
    def table_numbers(self) -> dict[str, list[int]]:
        """The numbers of the live tables and charts, by the key of the paragraph in which they stand."""
        return table_numbers({key: row.row.body for key, row in self.paragraphs.items()})

    @cached_property
    def register(self) -> Figures:
        return self.figures or Register(self.document.programme, PUBLIC)

    def say(self, piece: Told) -> str:
        """What a cross-reference or a figure prints; of a live table or chart, its caption."""
        if isinstance(piece, Chip):
            found = self.register.figure(piece.key)
            if found is None:
                return NO_FIGURE
            return WITHHELD if found.value is None else printed_figure(found, piece.form)
        if isinstance(piece, Live):
            block = self.register.block(piece.key)
            return f"[{block.caption}]" if block else NO_BLOCK
        number = self.number_of.get(piece.key, self.kept_back.get(piece.key))
        return DELETED if number is None else printed(number, piece.item)

    @cached_property
    def key_of(self) -> dict[str, str]:
        return {printed: key for key, printed in self.number_of.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each paragraph by key, no two alike: "paragraph 12", "the text after paragraph 12"."""
        found: dict[str, str] = {}
        times: dict[str, int] = {}
        last = ""
        for key, paragraph in self.paragraphs.items():
            if paragraph.number or paragraph.row.label:
                name = paragraph.name
            else:
                name = f"the text after {last}" if last else "the text before the first number"
            last = name if paragraph.number else last
            times[name] = times.get(name, 0) + 1
            found[key] = f"{name}, number {times[name]}" if times[name] > 1 else name
        return found

    def section_of(self, paragraph: ShownParagraph) -> ShownSection:
        return next(section for section in self.sections if section.row.pk == paragraph.row.section_id)

    @cached_property
    def exempt(self) -> dict[str, Section]:
        """By key of each section that is exempt, the one that makes it so: itself, or the outermost above it."""
        found: dict[str, Section] = {}
        above: Section | None = None
        for section in self.sections:
            row = section.row
            if above is None or row.level <= above.level:
                above = row if row.is_exempt else None
            if above is not None:
                found[row.key] = above
        return found

    def block_of(self, key: str) -> list[ShownSection]:
        """The section called `key` and the sub-headings that stand under it."""
        at = next(index for index, section in enumerate(self.sections) if section.row.key == key)
        block = [self.sections[at]]
        for section in self.sections[at + 1 :]:
            if section.row.level <= block[0].row.level:
                break
            block.append(section)
        return block

    def going_with(self, key: str, *, with_subheadings: bool) -> list[Section | Paragraph]:
        """What is deleted with the section called `key`, it first, in reading order."""
        block = self.block_of(key) if with_subheadings else self.block_of(key)[:1]
        going: list[Section | Paragraph] = []
        for section in block:
            going += [section.row, *(paragraph.row for paragraph in section.paragraphs)]
        return going


def paragraphs_of(document: Document) -> QuerySet[Paragraph]:
    """All of them, deleted ones too, with section and document, in no order. One query."""
    return Paragraph.objects.filter(section__document=document).select_related("section__document")


def read_text(document: Document) -> ShownText:
    """Two queries, whatever the length."""
    return shown_text(
        document,
        document.sections.filter(removed=False).order_by("rank"),
        Paragraph.objects.filter(section__document=document, removed=False).order_by("rank"),
    )


def with_figures(text: ShownText, may: May) -> ShownText:
    """The same text with the programme's figures, as far as somebody may see them. No query until one is asked for,
    and then the same number however many there are."""
    return replace(text, figures=Register(text.document.programme, may))


def shown_text(document: Document, living: Iterable[Section], paragraphs: Iterable[Paragraph]) -> ShownText:
    """The text that these pieces make, each in the order of rank. A paragraph of a section that is not there is not."""
    sections = list(living)
    rows: dict[int, list[Paragraph]] = {section.pk: [] for section in sections}
    by_key = {section.pk: section for section in sections}
    for row in paragraphs:
        if row.section_id in rows:
            row.section = by_key[row.section_id]
            rows[row.section_id].append(row)
    style = document.style.style
    numbers = number(_entries(sections, rows), style.numbering)
    shown, open_levels = [], list[int]()
    for section in sections:
        open_levels = [level for level in open_levels if level < section.level] + [section.level]
        its = [ShownParagraph(row, numbers.get(row.key, "")) for row in rows[section.pk]]
        shown.append(ShownSection(section, numbers.get(section.key, ""), len(open_levels), its))
    return ShownText(document, style, shown)


def _entries(sections: list[Section], rows: dict[int, list[Paragraph]]) -> list[Entry]:
    found = []
    for section in sections:
        counted = bool(section.heading) and section.kind not in (SectionKind.SIGNATURE, SectionKind.IMPLICATIONS)
        found.append(Entry(section.key, level=section.level, counted=counted))
        found += [Entry(row.key, counted=row.numbered) for row in rows[section.pk]]
    return found


def section_above(section: Section) -> Section | None:
    """The living section before one that may be deleted, else the first; None in a report without any. Two queries."""
    living = Section.objects.filter(document=section.document_id, removed=False).order_by("rank")
    return living.filter(rank__lt=section.rank).last() or living.first()

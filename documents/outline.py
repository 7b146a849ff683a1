"""A whole report as plain data: what a house style begins one with, and what an import has understood."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from documents.enums import SectionKind
from documents.notation import count_items
from documents.numbering import Entry, number
from documents.references import to_stored


@dataclass(frozen=True)
class OutlineParagraph:
    """`body` is in the light notation; a reference in it may name a paragraph by its key of `entries`. `label` is the
    row's heading in the implications table. `source_number` is what the source printed, "" where there is no source
    or it printed none."""

    body: str
    numbered: bool = True
    label: str = ""
    source_number: str = ""


@dataclass(frozen=True)
class OutlineSection:
    """`level` 1 is a part ("SUMMARY REPORT"), 2 a heading, 3 a sub-heading. A heading may be empty for
    a signature, the implications table, and text that stands before the first heading. The last three are as in
    documents.models.exemption."""

    heading: str
    level: int
    kind: str = SectionKind.TEXT
    guidance: str = ""
    paragraphs: tuple[OutlineParagraph, ...] = ()
    exempt_paragraphs: str = ""
    exempt_reason: str = ""
    open_title: str = ""


@dataclass(frozen=True)
class NumberDifference:
    """A paragraph that prints another number here than in its source."""

    source: str
    ours: str
    text: str

    def __str__(self) -> str:
        return f"{self.source} in the source is {self.ours} here: {self.text}"


@dataclass(frozen=True)
class NotUnderstood:
    """Words that were kept, but whose place is a guess."""

    where: str
    text: str
    what_was_done: str


@dataclass(frozen=True)
class Outline:
    """`front` maps keys of documents.front.FRONT_FIELDS to text. `notes` are complete plain sentences."""

    title: str
    front: dict[str, str]
    sections: tuple[OutlineSection, ...]
    joined: int = 0
    differences: tuple[NumberDifference, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Outline":
        return cls(
            title=data["title"],
            front=dict(data["front"]),
            sections=tuple(
                OutlineSection(**{**section, "paragraphs": tuple(OutlineParagraph(**p) for p in section["paragraphs"])})
                for section in data["sections"]
            ),
            joined=data["joined"],
            differences=tuple(NumberDifference(**row) for row in data["differences"]),
            not_understood=tuple(NotUnderstood(**row) for row in data["not_understood"]),
            notes=tuple(data["notes"]),
        )

    @property
    def paragraphs(self) -> tuple[OutlineParagraph, ...]:
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def counts(self) -> dict[str, int]:
        """How much was understood: headings (the title among them), numbered paragraphs, items, implications."""
        implications = [s for s in self.sections if s.kind == SectionKind.IMPLICATIONS]
        return {
            "headings": bool(self.title) + sum(1 for section in self.sections if section.heading),
            "paragraphs": sum(1 for paragraph in self.paragraphs if paragraph.numbered),
            "items": sum(count_items(paragraph.body) for paragraph in self.paragraphs),
            "implications": sum(len(section.paragraphs) for section in implications),
            "joined": self.joined,
        }


def entries(sections: tuple[OutlineSection, ...]) -> list[Entry]:
    """The outline for the numbering engine; keys are "s0", "s1" … and "s0p0", "s0p1" …"""
    found = []
    for s, section in enumerate(sections):
        counted = section.kind not in (SectionKind.SIGNATURE, SectionKind.IMPLICATIONS) and bool(section.heading)
        found.append(Entry(f"s{s}", level=section.level, counted=counted))
        found += [Entry(f"s{s}p{p}", counted=row.numbered) for p, row in enumerate(section.paragraphs)]
    return found


def refer(outline: Outline, scheme: str) -> Outline:
    """The outline with numbers in braces, such as {2.3} or {8(a)}, as references to the paragraphs that `scheme`
    gives these numbers. They point to keys of `entries`; documents.services turns those into keys of paragraphs."""
    numbers = number(entries(outline.sections), scheme)
    key_of = {printed: key for key, printed in numbers.items() if "p" in key}
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(replace(row, body=to_stored(row.body, key_of)[0]) for row in section.paragraphs),
        )
        for section in outline.sections
    )
    return replace(outline, sections=sections)


def differences(sections: tuple[OutlineSection, ...], scheme: str) -> tuple[NumberDifference, ...]:
    """Where the source's numbers are not those that `scheme` gives."""
    ours = number(entries(sections), scheme)
    found = []
    for s, section in enumerate(sections):
        for p, paragraph in enumerate(section.paragraphs):
            mine = ours.get(f"s{s}p{p}", "")
            if paragraph.numbered and paragraph.source_number != mine:
                words = paragraph.body.split("\n")[0]
                start = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
                found.append(NumberDifference(paragraph.source_number or "no number", mine, start))
    return tuple(found)

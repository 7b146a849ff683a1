"""A comparison as page and paper print it: marked-up words, notes of what became of each piece, and a summary."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.safestring import SafeString

from documents.comparison import ComparedParagraph, ComparedSection, Comparison, Fate
from documents.enums import SectionKind
from documents.marked.html import Said, Speech, mark_up, mark_up_words
from documents.marked.sentences import Place, paragraph_note, places, section_note, stood, summary, went
from documents.notation import plain_text
from documents.numbering import PART
from documents.queries.text import ShownParagraph, ShownSection, ShownText

ROUGH = "Too long to be compared word by word: the sentences that changed are shown whole."


@dataclass(frozen=True)
class MarkedParagraph:
    """`note` says in words what became of it, "" where nothing did. One that went has only the note, which then
    leads to `to`. With `skipped` it stands for so many paragraphs that did not change."""

    key: str
    note: str = ""
    html: str = ""
    label: str = ""
    tone: str = ""
    plain: bool = False
    to: str = ""
    skipped: int = 0


UNTOUCHED = MarkedParagraph("", skipped=1)


@dataclass(frozen=True)
class MarkedSection:
    key: str
    heading: SafeString
    tag: str
    is_part: bool
    is_implications: bool
    note: str = ""
    to: str = ""
    paragraphs: list[MarkedParagraph] = field(default_factory=list)


@dataclass(frozen=True)
class MarkedReport:
    title: SafeString
    title_note: str
    front: list[tuple[str, SafeString, bool]]
    sections: list[MarkedSection]
    summary: str
    places: list[Place]


def present_comparison(
    comparison: Comparison, *, speech: Speech, between: str, only_changed: bool = False
) -> MarkedReport:
    """`between` begins the summary: "Between … and …". `only_changed` leaves out what is as it was."""
    report = _Report(comparison, speech)
    sections = [
        report.section(section, only_changed=only_changed)
        for section in comparison.sections
        if not only_changed or section.touched or any(row.touched for row in section.paragraphs)
    ]
    front = [
        (label, mark_up_words(old, new, speech=speech), old != new)
        for label, old, new in comparison.front
        if old != new or not only_changed
    ]
    title = mark_up_words(*comparison.title, speech=speech)
    changed = comparison.title[0] != comparison.title[1]
    return MarkedReport(
        title=title, title_note="Title changed" if changed else "", front=front, sections=sections,
        summary=summary(comparison, between), places=places(comparison),
    )  # fmt: skip


class _Report:
    def __init__(self, comparison: Comparison, speech: Speech) -> None:
        self.comparison, self.speech = comparison, speech
        self.before, self.after = comparison.before, comparison.after
        self.open_levels: list[int] = []

    def section(self, section: ComparedSection, *, only_changed: bool) -> MarkedSection:
        shown = section.shown
        key, part = shown.row.key, shown.row.level == PART
        implications = shown.row.kind == SectionKind.IMPLICATIONS
        if section.fate == Fate.WENT:
            return MarkedSection(key, SafeString(""), "p", part, implications, stood(shown), to=f"s-{key}")
        rows = [self.paragraph(row) if row.touched or not only_changed else UNTOUCHED for row in section.paragraphs]
        # Headings go down one step at a time, also where deleted ones stand between those that are left.
        self.open_levels = [level for level in self.open_levels if level < shown.row.level] + [shown.row.level]
        return MarkedSection(
            key, self._heading(section), f"h{min(len(self.open_levels), 3) + 1}", part, implications,
            section_note(section), paragraphs=_counted(rows),
        )  # fmt: skip

    def _heading(self, section: ComparedSection) -> SafeString:
        old, new = (_heading(shown) if shown else "" for shown in (section.before, section.after))
        if not section.changed and section.before and section.after:
            # A number that only followed is no change.
            old = new
        return mark_up_words(old, new, speech=self.speech)

    def paragraph(self, row: ComparedParagraph) -> MarkedParagraph:
        key = row.shown.key
        if row.fate == Fate.WENT and row.before and row.after:
            words = plain_text(row.before.row.body, self.before.say).replace("\n", " ")
            return MarkedParagraph(key, went(row.before, row.after, words), tone="went", to=f"p-{key}")
        marked = mark_up(
            self._said(self.before, row.before), self._said(self.after, row.after), speech=self.speech,
            label=f"Table in {self._name(row)}",
        )  # fmt: skip
        note = paragraph_note(row)
        labels = [side.row.label if side else "" for side in (row.before, row.after)]
        return MarkedParagraph(
            key, f"{note}. {ROUGH}" if marked.rough else note, marked.html,
            label=mark_up_words(*labels, speech=self.speech), tone=_tone(row), plain=not row.shown.number,
        )  # fmt: skip

    def _name(self, row: ComparedParagraph) -> str:
        """What no other paragraph of the comparison is called."""
        key = row.shown.key
        return self.after.names[key] if row.after else f"{self.before.names[key]}, deleted"

    def _said(self, text: ShownText, shown: ShownParagraph | None) -> Said | None:
        if shown is None:
            return None
        return Said(shown.row.body, text.style.printed_number(shown.number), text.say)


def _heading(shown: ShownSection) -> str:
    return f"{shown.number} {shown.row.heading}" if shown.number else shown.row.heading


def _tone(row: ComparedParagraph) -> str:
    """The colour at the edge, beside the note that says the same in words."""
    if row.fate != Fate.SAME:
        return row.fate.value
    return "changed" if row.changed else ""


def _counted(rows: list[MarkedParagraph]) -> list[MarkedParagraph]:
    """With one for each run of untouched ones."""
    found: list[MarkedParagraph] = []
    for untouched, group in groupby(rows, lambda row: row is UNTOUCHED):
        run = list(group)
        found += [MarkedParagraph("", skipped=len(run))] if untouched else run
    return found

"""What a comparison says in sentences: what became of each piece, how much there is of it, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.comparison import ComparedParagraph, ComparedSection, Comparison, Fate
from documents.exemption import exemption_of
from documents.queries.text import ShownParagraph, ShownSection

FIRST_WORDS = 60
LEVELS = {1: "a part", 2: "a heading", 3: "a sub-heading"}


@dataclass(frozen=True)
class Place:
    """A place that changed, to jump to."""

    anchor: str
    words: str


def what(row: ComparedParagraph | ComparedSection) -> str:
    """In a word or two: "added", "moved and changed"."""
    if row.fate in (Fate.ADDED, Fate.REMOVED):
        return "added" if row.fate == Fate.ADDED else "deleted"
    return " and ".join(["moved"] * (row.fate == Fate.CAME) + ["changed"] * row.changed)


def stood(shown: ShownSection) -> str:
    return f"The heading “{shown.row.name}” stood here, with what stands under it. It was moved"


def section_note(section: ComparedSection) -> str:
    notes = {
        Fate.ADDED: ["Heading added"],
        Fate.REMOVED: ["Heading deleted"],
        Fate.CAME: ["Heading moved here, with what stands under it"],
    }.get(section.fate, [])
    if section.changed and section.before and section.after:
        old, new = section.before.row, section.after.row
        notes += ["Heading changed"] if old.heading != new.heading else []
        if exemption_of(old) != exemption_of(new):
            notes.append("Exempt now, or exempt otherwise" if new.is_exempt else "Open to the public now")
        notes += [f"Was {LEVELS[old.level]}, is {LEVELS[new.level]}"] if old.level != new.level else []
    return "; ".join(notes)


def paragraph_note(row: ComparedParagraph) -> str:
    if row.fate in (Fate.ADDED, Fate.REMOVED):
        return "Added" if row.fate == Fate.ADDED else "Deleted"
    notes = []
    if row.fate == Fate.CAME and row.before:
        notes.append(f"Moved here; it was {row.before.name}" if row.before.number else "Moved here")
    if row.changed and row.before and row.after:
        old, new = row.before.row, row.after.row
        notes += ["Changed"] if (old.body, old.label) != (new.body, new.label) else []
        if old.numbered != new.numbered:
            notes.append("Numbered now" if new.numbered else "Not numbered any more")
    return "; ".join(notes)


def went(before: ShownParagraph, after: ShownParagraph, words: str) -> str:
    """What is said where a paragraph stood that has moved; `words` are its own, then."""
    words = words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"
    now = f". It is {after.name} now" if after.number else ". It was moved"
    return f"{_capital(before.name)} stood here (“{words}”){now}"


def summary(comparison: Comparison, between: str) -> str:
    """ "Between … and …: 3 paragraphs changed, 1 added, 1 deleted, 2 moved; the title and front fields changed." """
    parts = [
        _counts(comparison.paragraphs, "paragraph"),
        _counts(comparison.sections, "heading"),
        "the title and front fields changed" if comparison.front_changed else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{between}: {said or 'nothing changed'}."


def _counts(rows: Iterable[ComparedParagraph | ComparedSection], noun: str) -> str:
    pieces = list(rows)
    counts = (
        (sum(row.changed and row.fate != Fate.WENT for row in pieces), "changed"),
        (sum(row.fate == Fate.ADDED for row in pieces), "added"),
        (sum(row.fate == Fate.REMOVED for row in pieces), "deleted"),
        (sum(row.fate == Fate.CAME for row in pieces), "moved"),
    )
    said = [f"{count} {verb}" for count, verb in counts if count]
    if not said:
        return ""
    number, verb = said[0].split(" ")
    return ", ".join([f"{number} {noun}{'' if number == '1' else 's'} {verb}", *said[1:]])


def places(comparison: Comparison) -> list[Place]:
    """Each changed place in reading order. What moved is told where it stands now."""
    found = [Place("front", "Title and front fields: changed")] if comparison.front_changed else []
    for section in comparison.sections:
        heading = section.shown.row
        if section.touched and section.fate != Fate.WENT:
            found.append(Place(f"s-{heading.key}", f"Heading “{heading.name}”: {what(section)}"))
        for row in section.paragraphs:
            if row.touched and row.fate != Fate.WENT:
                then = "" if row.after else " of the earlier text"
                found.append(Place(f"p-{row.shown.key}", f"{_capital(row.shown.name)}{then}: {what(row)}"))
    return found


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

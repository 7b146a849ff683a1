"""The list of reports in words: its rows, where the words that were looked for stand, and what was looked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents import rules
from documents.enums import SectionKind
from documents.finding import Cut, Needle
from documents.front import FRONT_FIELDS
from documents.models import Document
from documents.presenters import shown_words
from documents.queries.finding import Wanted
from documents.queries.text import ShownSection, ShownText
from programme.models import Council
from programme.queries import May

PLACES = 3
# Printed as one block, so that no address leads into it.
_WHOLE = (SectionKind.SIGNATURE, SectionKind.IMPLICATIONS)
COLUMNS = (
    ("title", "Report"),
    ("council", "Council"),
    ("meeting", "Meeting"),
    ("", "State"),
    ("changed", "Last change"),
)


@dataclass(frozen=True)
class Place:
    """`anchor` is added to the address of the page that it is read on."""

    where: str
    anchor: str
    cut: Cut


@dataclass(frozen=True)
class ListedReport:
    document: Document
    may_edit: bool
    places: list[Place] = field(default_factory=list)
    more: int = 0


def present_list(
    documents: Iterable[Document], may: May, needle: Needle | None = None, texts: dict[int, ShownText] | None = None
) -> list[ListedReport]:
    """`texts` are those in which `needle` is to be shown."""
    rows = []
    for document in documents:
        text = (texts or {}).get(document.pk)
        places = present_places(text, needle) if text and needle else []
        listed = ListedReport(
            document, rules.why_not_edit(document, may) is None, places[:PLACES], max(0, len(places) - PLACES)
        )
        rows.append(listed)
    return rows


def present_places(text: ShownText, needle: Needle) -> list[Place]:
    """Every place where the words stand, in reading order: title, front fields, headings, paragraphs."""
    document = text.document
    labels = {field.key: field.label for field in text.style.front}
    candidates = [("title", "", document.title)]
    for key in FRONT_FIELDS:
        candidates.append((labels.get(key, FRONT_FIELDS[key][0]), "", document.field(key)))
    for section in text.sections:
        candidates += _candidates(text, section, needle)
    return [Place(where, anchor, cut) for where, anchor, words in candidates if (cut := needle.cut(words))]


def _candidates(text: ShownText, section: ShownSection, needle: Needle) -> list[tuple[str, str, str]]:
    row, anchor = section.row, f"#s-{section.row.key}" if section.row.heading else ""
    found = [("heading", anchor, row.heading)]
    for paragraph in section.paragraphs:
        at = anchor if row.kind in _WHOLE else f"#p-{paragraph.key}"
        name = paragraph.name if paragraph.number or paragraph.row.label else f"under “{row.name}”"
        if needle.may_be_in(paragraph.row.body):
            found.append((name, at, shown_words(text, paragraph.row.body)))
        found.append((name, at, paragraph.row.label))
    return found


@dataclass(frozen=True)
class Column:
    """`now` is how the list is ordered by it, for aria-sort; `order` is what a press on its heading asks for."""

    label: str
    order: str
    now: str


def present_columns(order: str) -> list[Column]:
    """The headings of the list. The one that orders it turns it round; dates begin with the latest."""
    columns = []
    for key, label in COLUMNS:
        first = f"-{key}" if key in ("changed", "meeting") else key
        turned = key if first.startswith("-") else f"-{key}"
        now = {key: "ascending", f"-{key}": "descending"}.get(order, "") if key else ""
        columns.append(Column(label, "" if not key else turned if order == first else first, now))
    return columns


def present_search(wanted: Wanted, councils: list[Council]) -> str:
    """What was looked for and where, for a list that came out empty: "drafts of Darlington with “levy” in the text"."""
    council = next((row.short_name for row in councils if row.slug == wanted.council), "")
    kind = "archived reports" if wanted.archived else "drafts"
    whose = f"of {council}" if council else "of every council that you can read"
    words = [f"“{value}” in the {where}" for where, value in (("title", wanted.title), ("text", wanted.text)) if value]
    return f"{kind} {whose}" + (f", with {' and '.join(words)}" if words else "")

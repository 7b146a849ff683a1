"""A document as it was: its text after any act, and the versions of each piece, from the tables of history.

Acts are told by their numbers. `Edit.…_until` says how far each history went then. Of one document, which is locked
while it changes, all that an act wrote lies at or before its own mark and after the mark of the act before it.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet

from documents.models import Document, Edit, HouseStyle, Paragraph, Section
from documents.queries.text import ShownText, shown_text


def history_ends() -> tuple[int, int, int]:
    """The numbers of the last rows in the histories of documents, sections and paragraphs. Three queries."""
    document, section, paragraph = (
        model.history.aggregate(last=Max("history_id"))["last"] or 0 for model in (Document, Section, Paragraph)
    )
    return document, section, paragraph


def text_after(document: Document, edit: Edit) -> ShownText:
    """The text as it was when `edit` had been done; title, front fields, headings, order and numbers too. Three
    queries, whatever the length; one more where the document had another house style then."""
    sections = _latest(Section.history.filter(document=document), edit.sections_until)
    paragraphs = _latest(Paragraph.history.filter(section__document=document), edit.paragraphs_until)
    return shown_text(
        _document_after(document, edit),
        sorted((row.instance for row in sections if not row.removed), key=lambda row: row.rank),
        sorted((row.instance for row in paragraphs if not row.removed), key=lambda row: row.rank),
    )


def _latest(rows: QuerySet[Any], until: int) -> QuerySet[Any]:
    """Of each thing the last row up to `until`."""
    last = rows.filter(history_id__lte=until).values("id").annotate(last=Max("history_id")).values("last")
    return rows.filter(history_id__in=last)


def _document_after(document: Document, edit: Edit) -> Document:
    row = document.history.filter(history_id__lte=edit.document_until).order_by("-history_id").first()
    past: Document = row.instance
    past.programme, past.council = document.programme, document.council
    past.style = document.style if past.style_id == document.style_id else HouseStyle.objects.get(pk=past.style_id)
    return past


@dataclass(frozen=True)
class Version:
    """A piece as it was when `edit` had been done: `row` is of its history, `before` the version that it followed."""

    row: Any
    edit: Edit
    before: Any = None


# What one reads of a piece, and what says where it stands. Its rank alone changes also where others need room.
FIELDS = {
    Document: ("title", "meeting_date", "front"),
    Section: ("heading", "level", "kind", "removed", "exempt_paragraphs", "exempt_reason", "open_title"),
    Paragraph: ("body", "label", "numbered", "section_id", "removed"),
}
_MARKS = {Document: "document_until", Section: "sections_until", Paragraph: "paragraphs_until"}


def versions_of(document: Document, piece: Document | Section | Paragraph) -> list[Version]:
    """Every version of a piece, latest first; of the document itself, of its title and front fields. Four queries."""
    model = type(piece)
    acts = list(document.edits.order_by("number").values_list("number", _MARKS[model]))
    named = set[int]()
    if not isinstance(piece, Document):
        about = Q(piece=piece.key) | Q(parts__piece=piece.key)
        named = set(document.edits.filter(about).values_list("number", flat=True))
    found: dict[int, Any] = {}
    last = None
    for row in piece.history.order_by("history_id"):
        number, _ = acts[min(bisect_left(acts, row.history_id, key=lambda act: act[1]), len(acts) - 1)]
        moved = number in named and row.rank != (last and last.rank)
        if last is None or moved or any(getattr(row, name) != getattr(last, name) for name in FIELDS[model]):
            found[number] = row
        last = row
    edits = {edit.number: edit for edit in document.edits.filter(number__in=found).select_related("by", "undone_by")}
    versions: list[Version] = []
    for number, row in sorted(found.items()):
        versions.append(Version(row, edits[number], versions[-1].row if versions else None))
    return versions[::-1]

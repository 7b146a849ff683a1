"""The reports that somebody asks for, among those that they may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from documents.enums import Kind
from documents.finding import Needle
from documents.models import Document, Paragraph, Section
from documents.notation import plain_text
from documents.queries.reports import documents_visible_to
from documents.queries.text import ShownText, shown_text
from programme.models import Programme

if TYPE_CHECKING:
    from accounts.models import User

ORDERS: dict[str, Any] = {
    "changed": F("changed_at"),
    "title": Lower("title"),
    "meeting": F("meeting_date"),
    "council": Lower("council__short_name"),
}


@dataclass(frozen=True)
class Wanted:
    """What to look for; what is empty narrows nothing. `order` is one of ORDERS, the greatest first after a "-"."""

    council: str = ""
    archived: bool = False
    title: str = ""
    text: str = ""
    order: str = "-changed"

    @property
    def needle(self) -> Needle | None:
        return Needle(self.text) if self.text else None


def reports_wanted(user: "User", programme: Programme, wanted: Wanted) -> QuerySet[Document]:
    """In the order that is asked for. One query, and with words to look for three more, whatever the number.

    What `user` may not read is never looked at.
    """
    visible = documents_visible_to(user, programme).filter(kind=Kind.REPORT, archived_at__isnull=not wanted.archived)
    if wanted.council:
        visible = visible.filter(council__slug=wanted.council)
    if wanted.title or wanted.text:
        visible = visible.filter(pk__in=_found(visible, wanted))
    order = ORDERS[wanted.order.removeprefix("-")]
    by = order.desc(nulls_last=True) if wanted.order.startswith("-") else order.asc(nulls_last=True)
    return visible.order_by(by, "-changed_at", "pk")


def _found(visible: QuerySet[Document], wanted: Wanted) -> set[int]:
    """Read here and not in the database, so that case and marks count alike in every one."""
    rows = visible.select_related(None).order_by().only("title", "front", "meeting_date")
    titles = [Needle(word) for word in wanted.title.split()]
    named = {row.pk: row for row in rows if all(needle.is_in(row.title) for needle in titles)}
    needle = wanted.needle
    if needle is None:
        return set(named)
    found = {pk for pk, row in named.items() if any(needle.is_in(words) for words in front_words(row))}
    headings = Section.objects.filter(document__in=visible.order_by().values("pk"), removed=False)
    for pk, heading in headings.values_list("document_id", "heading").order_by():
        if needle.is_in(heading):
            found.add(pk)
    rows_of = Paragraph.objects.filter(section__in=headings.values("pk"), removed=False).order_by()
    for pk, label, body in rows_of.values_list("section__document_id", "label", "body"):
        if pk not in found and (needle.is_in(label) or (needle.may_be_in(body) and needle.is_in(plain_text(body)))):
            found.add(pk)
    return found & set(named)


def front_words(document: Document) -> list[str]:
    """What stands at the head of a report: its title, the day of the meeting, and each front field."""
    return [document.title, document.field("meeting_date"), *(str(value) for value in document.front.values())]


def texts_of(documents: Iterable[Document]) -> dict[int, ShownText]:
    """The texts of several documents, by primary key. Two queries."""
    documents = list(documents)
    sections = Section.objects.filter(document__in=documents, removed=False).order_by("rank")
    by_document: dict[int, list[Section]] = {document.pk: [] for document in documents}
    for section in sections:
        by_document[section.document_id].append(section)
    rows: dict[int, list[Paragraph]] = {document.pk: [] for document in documents}
    owner = {section.pk: section.document_id for section in sections}
    for row in Paragraph.objects.filter(section__in=list(owner), removed=False).order_by("rank"):
        rows[owner[row.section_id]].append(row)
    return {document.pk: shown_text(document, by_document[document.pk], rows[document.pk]) for document in documents}

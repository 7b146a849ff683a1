"""What waits for a person among documents, and what others have changed in them since a moment."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from accounts.roles import Permission
from collab.moments import day
from documents.models import Document, Edit, Import
from documents.queries.reports import documents_visible_to, may_read
from programme.queries import members_where
from programme.queries.waiting import Ahead, Waiting

if TYPE_CHECKING:
    from accounts.models import User

# So long before its meeting a draft report asks for attention.
SOON = datetime.timedelta(days=28)


@dataclass(frozen=True)
class ChangedDocument:
    document: Document
    changes: int
    last: datetime.datetime
    who: list[str]
    is_new: bool


def waiting_for(user: "User") -> list[Waiting]:
    """Files to look at, and drafts whose meeting is near, in no order. Two queries."""
    return [*_imports(user), *_drafts(user)]


def _imports(user: "User") -> list[Waiting]:
    own = Import.objects.filter(by=user).select_related("programme", "council")
    open_to = members_where(Permission.REPORT_CREATE, user, programme="programme", council="council")
    return [
        Waiting(
            f"Look at what was read of {row.file_name}",
            reverse("report-import-check", args=[row.programme.slug, row.pk]),
            row.programme,
            row.council,
            note="Nothing of it is saved before you keep it.",
        )
        for row in own.filter(open_to)
    ]


def _drafts(user: "User") -> list[Waiting]:
    editable = members_where(Permission.REPORT_EDIT, user, programme="programme", council="council")
    rows = _to_come(user).filter(editable)
    return [
        Waiting(
            f"Finish “{row.title}”", reverse("report-desk", args=[row.programme.slug, row.slug]), row.programme,
            row.council, due=row.meeting_date, note="Its meeting is near.",
        )
        for row in rows
        if row.meeting_date and row.programme.today <= row.meeting_date <= row.programme.today + SOON
    ]  # fmt: skip


def meetings_ahead(user: "User") -> list[Ahead]:
    """The meetings to which readable drafts go, in no order. One query."""
    return [
        Ahead(row.meeting_date, day(row.meeting_date), _meeting(row), row.get_absolute_url(), row.programme)
        for row in _to_come(user)
        if row.meeting_date and row.meeting_date >= row.programme.today
    ]


def _to_come(user: "User") -> QuerySet[Document]:
    return documents_visible_to(user).filter(meeting_date__isnull=False, archived_at__isnull=True)


def changed_documents(user: "User", moment: datetime.datetime, most: int) -> list[ChangedDocument]:
    """The documents that others have changed since `moment`, latest change first, at most `most`. Three queries."""
    edits = Edit.objects.filter(at__gt=moment).filter(Q(by__isnull=True) | ~Q(by=user))
    readable = Document.objects.filter(may_read(user), archived_at__isnull=True)
    found = edits.filter(document__in=readable).order_by().values("document")
    counts = list(found.annotate(changes=Count("pk"), last=Max("at")).order_by("-last")[:most])
    keys = [row["document"] for row in counts]
    documents = documents_visible_to(user).in_bulk(keys)
    who: dict[int, list[str]] = {}
    # An order would add its columns to what has to be distinct, and name somebody once for each change.
    people = edits.filter(document__in=keys).order_by().values_list("document", "by__name", "job").distinct()
    for document, name, job in people:
        who.setdefault(document, []).append(name or job)
    return [
        ChangedDocument(
            documents[key], row["changes"], row["last"], sorted(who[key]), documents[key].created_at > moment
        )
        for row in counts
        if (key := row["document"]) in documents
    ]


def _meeting(document: Document) -> str:
    committee = document.front.get("committee") or "meeting"
    return f"{document.owner_short_name} {committee}: {document.title}"

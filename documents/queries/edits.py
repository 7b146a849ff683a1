"""What was done to a document."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from documents.models import Document, Edit

if TYPE_CHECKING:
    from accounts.models import User


def edits_of(document: Document) -> QuerySet[Edit]:
    """Latest first, with who did each and what took it back."""
    return document.edits.select_related("by", "undone_by", "undoes").order_by("-number")


def latest_undoable(document: Document, user: "User") -> Edit | None:
    """The last thing that `user` did here and has not taken back. One query."""
    return (
        document.edits.filter(by=user, undoes__isnull=True, undone_by__isnull=True)
        .exclude(piece="")
        .order_by("-number")
        .first()
    )

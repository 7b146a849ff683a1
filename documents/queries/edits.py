"""What was done to a document."""

import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, QuerySet

from documents.models import Document, Edit

if TYPE_CHECKING:
    from accounts.models import User


def edits_of(document: Document) -> QuerySet[Edit]:
    """Latest first, with who did each and what took it back."""
    return document.edits.select_related("by", "undone_by", "undoes").order_by("-number")


def latest_undoable(document: Document, user: "User") -> Edit | None:
    """The last thing that `user` did here and has not taken back. One query."""
    return (
        document.edits.select_related("undone_by")
        .filter(by=user, undoes__isnull=True, undone_by__isnull=True)
        .exclude(piece="")
        .order_by("-number")
        .first()
    )


NOW, BEGUN, MINE, VISIT = "now", "begun", "mine", "visit"


def edit_called(document: Document, name: str, user: "User") -> Edit | None:
    """The act after which a moment is: "now", "begun", "mine" (the last change of `user`), "visit" (the last change
    before the visit of `user` before this one), or its number. None where there is none. One or two queries."""
    edits = document.edits.select_related("by")
    if name == NOW:
        return edits.order_by("number").last()
    if name == BEGUN:
        return edits.order_by("number").first()
    if name == MINE:
        return edits.filter(by=user).order_by("number").last()
    if name == VISIT:
        return edit_at(document, user.previous_sign_in_at) if user.previous_sign_in_at else None
    return edits.filter(number=int(name)).first() if name.isdecimal() and len(name) < 10 else None


def edit_at(document: Document, at: datetime.datetime) -> Edit | None:
    """The last act done by then, the first one where nothing was done yet. Two queries."""
    number = document.edits.filter(at__lte=at).aggregate(last=Max("number"))["last"] or 1
    return document.edits.select_related("by").filter(number=number).first()

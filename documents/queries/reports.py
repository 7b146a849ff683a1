"""Which reports there are, for whom."""

from typing import TYPE_CHECKING

from django.db.models import Exists, QuerySet

from accounts.roles import Permission
from documents.models import Document, Import
from programme.models import Programme
from programme.queries import members_where

if TYPE_CHECKING:
    from accounts.models import User


def may_read(user: "User") -> Exists:
    """A condition on documents: `user` may read them."""
    return members_where(Permission.REPORT_VIEW, user, programme="programme", council="council")


def reports_visible_to(user: "User", programme: Programme | None = None) -> QuerySet[Document]:
    """The reports that `user` may read, latest change first, with council, style and programme. One query."""
    found = Document.objects.filter(may_read(user)).select_related("council", "programme", "style")
    return found if programme is None else found.filter(programme=programme)


def report_for(user: "User", programme: str, slug: str) -> Document:
    """The report, or Document.DoesNotExist where there is none that `user` may know of. One query."""
    return reports_visible_to(user).get(programme__slug=programme, slug=slug)


def imports_waiting_for(user: "User", programme: Programme) -> QuerySet[Import]:
    """The files that `user` brought in and has not decided on, latest first. One query."""
    own = Import.objects.filter(by=user, programme=programme).select_related("council")
    return own.filter(members_where(Permission.REPORT_CREATE, user, programme="programme", council="council"))

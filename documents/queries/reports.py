"""Which reports and business cases there are, for whom."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts.roles import Permission
from documents.enums import Kind
from documents.models import Document, Import
from programme.models import Programme
from programme.queries import members_where

if TYPE_CHECKING:
    from accounts.models import User


def may_read(user: "User") -> Q:
    """A condition on documents: `user` may read them. A report asks for a role for its council, a case for any."""
    reports = members_where(Permission.REPORT_VIEW, user, programme="programme", council="council")
    cases = members_where(Permission.CASE_VIEW, user, programme="programme")
    return Q(reports, kind=Kind.REPORT) | Q(cases, kind=Kind.BUSINESS_CASE)


def documents_visible_to(user: "User", programme: Programme | None = None) -> QuerySet[Document]:
    """The documents of every kind and state that `user` may read, latest change first, with council, style and
    programme. One query."""
    found = Document.objects.filter(may_read(user)).select_related("council", "programme", "style")
    return found if programme is None else found.filter(programme=programme)


def reports_visible_to(user: "User", programme: Programme | None = None) -> QuerySet[Document]:
    """Of those the reports that are not archived. One query."""
    return documents_visible_to(user, programme).filter(kind=Kind.REPORT, archived_at__isnull=True)


def case_visible_to(user: "User", programme: Programme) -> Document | None:
    """The programme's business case that is not archived; None where there is none that `user` may read. One query."""
    return documents_visible_to(user, programme).filter(kind=Kind.BUSINESS_CASE, archived_at__isnull=True).first()


def archived_cases_visible_to(user: "User", programme: Programme) -> QuerySet[Document]:
    """The business cases that were put away, the last one first. One query."""
    cases = documents_visible_to(user, programme).filter(kind=Kind.BUSINESS_CASE, archived_at__isnull=False)
    return cases.order_by("-archived_at")


def document_for(user: "User", programme: str, slug: str) -> Document:
    """The report or case, or Document.DoesNotExist where there is none that `user` may know of. One query."""
    return documents_visible_to(user).get(programme__slug=programme, slug=slug)


def imports_waiting_for(user: "User", programme: Programme) -> QuerySet[Import]:
    """The files that `user` brought in and has not decided on, latest first. One query."""
    own = Import.objects.filter(by=user, programme=programme).select_related("council")
    return own.filter(members_where(Permission.REPORT_CREATE, user, programme="programme", council="council"))

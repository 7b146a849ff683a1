"""What may be done to a report or the business case, and why not: a reason in plain English, or None."""

from accounts.roles import Permission
from collab.moments import day
from documents.enums import Kind
from documents.models import Document, Edit
from programme.models import Council
from programme.queries import May

EDIT = {Kind.REPORT: Permission.REPORT_EDIT, Kind.BUSINESS_CASE: Permission.CASE_EDIT}
EXPORT = {Kind.REPORT: Permission.REPORT_EXPORT, Kind.BUSINESS_CASE: Permission.CASE_VIEW}


def why_not_create(council: Council, may: May) -> str | None:
    if not may(Permission.REPORT_CREATE, council):
        return f"Reports of {council.name} are begun by its officers and by the programme manager."
    return None


def why_not_begin_case(may: May) -> str | None:
    if not may(Permission.CASE_EDIT):
        return "The business case is begun by the programme manager."
    return None


def why_not_write(document: Document, may: May) -> str | None:
    """Whether the person may, whatever state the document is in."""
    if may(EDIT[Kind(document.kind)], document.council):
        return None
    who = "The programme manager"
    if document.council:
        who = f"Its officers in {document.council.name} and the programme manager"
    return f"You may read this {document.kind_name} but not change it. {who} may."


def why_not_edit(document: Document, may: May) -> str | None:
    return why_not_write(document, may) or why_closed(document)


def why_closed(document: Document) -> str | None:
    """Why nobody may change the document as it is now."""
    if document.archived_at:
        return (
            f"This {document.kind_name} was archived on {day(document.archived_at.date())}: {document.archive_reason}. "
            "It can be read. To change it, bring it back first, on its reading page."
        )
    return None


def why_not_export(document: Document, may: May) -> str | None:
    if not may(EXPORT[Kind(document.kind)], document.council):
        return f"You may read this {document.kind_name} here but not take it out as a file."
    return None


def why_not_undo(edit: Edit, *, unchanged: bool, later: Edit | None) -> str | None:
    """`unchanged`: what the edit left is still there as it left it; `later`: the edit that altered it since."""
    if hasattr(edit, "undone_by"):
        return "That change has already been undone."
    if unchanged:
        return None
    who = f"{later.by or later.job} changed it afterwards" if later else "it was changed afterwards"
    return f"“{edit}” cannot be undone, because {who}. Change it by hand instead."

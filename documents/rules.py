"""When something may be done to a report: a reason in plain English, or None."""

from accounts.roles import Permission
from documents.models import Document, Edit
from programme.models import Council
from programme.queries import May


def why_not_create(council: Council, may: May) -> str | None:
    if not may(Permission.REPORT_CREATE, council):
        return f"Reports of {council.name} are begun by its officers and by the programme manager."
    return None


def why_not_edit(document: Document, may: May) -> str | None:
    if not may(Permission.REPORT_EDIT, document.council):
        return (
            f"You may read this report but not change it. Its officers in {document.council.name} "
            "and the programme manager may."
        )
    return None


def why_not_undo(edit: Edit, *, unchanged: bool, later: Edit | None) -> str | None:
    """`unchanged`: what the edit left is still there as it left it; `later`: the edit that altered it since."""
    if hasattr(edit, "undone_by"):
        return "That change has already been undone."
    if unchanged:
        return None
    who = f"{later.by or later.job} changed it afterwards" if later else "it was changed afterwards"
    return f"“{edit}” cannot be undone, because {who}. Change it by hand instead."

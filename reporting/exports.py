"""Taking a report out as a job: what is asked for, how it is made, and who may have it."""

from typing import TYPE_CHECKING, Any

from collab import child
from collab.jobs.kinds import Attempt, Kind, Made, Payload
from collab.jobs.models import Asking
from collab.jobs.queries import digest_of, result_called
from collab.jobs.services import ask
from documents import rules
from documents.models import Document
from documents.queries import documents_visible_to
from programme.queries import may_in
from reporting.html import paper
from reporting.pdf import ENGINE, SECONDS, edition, print_paper

if TYPE_CHECKING:
    from accounts.models import User

KIND = "report-pdf"


def ask_for_pdf(document: Document, *, by: "User", return_to: str) -> Asking:
    return ask(
        kind=KIND, payload=_payload(document), content=_content(paper(document)), what="PDF", title=document.title,
        file_name=f"{document.slug}.pdf", return_to=return_to, by=by,
    )  # fmt: skip


def finished_pdf(document: Document) -> bytes | None:
    """The PDF of the report as it is now, if somebody has had it made."""
    return result_called(digest_of(KIND, _payload(document), _content(paper(document))))


def _payload(document: Document) -> Payload:
    return {"document": document.pk}


def _content(html: str) -> bytes:
    """What a PDF is made of: the page, and what prints it."""
    return edition() + html.encode()


def make_pdf(payload: Payload, attempt: Attempt) -> Made:
    """The document as it is by now: what was asked for may have been changed meanwhile."""
    attempt.progress("Reading the text")
    html = paper(Document.objects.select_related("programme", "council", "style").get(pk=payload["document"]))
    attempt.progress("Setting its pages")
    return Made(print_paper(html, beat=attempt.beat), "application/pdf", _content(html))


def may_have(user: Any, payload: Payload) -> bool:
    """Whether `user` may take the report or case out, now. Two queries."""
    document = documents_visible_to(user).filter(pk=payload["document"]).first()
    return document is not None and not rules.why_not_export(document, may_in(document.programme, user))


REPORT_PDF = Kind(KIND, make_pdf, may_have, seconds=SECONDS + 30, prepare=lambda: child.keep_warm(ENGINE))

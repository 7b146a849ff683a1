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
from reporting.comparing import Moments, between, comparison_paper
from reporting.html import paper
from reporting.pdf import ENGINE, SECONDS, edition, print_paper

if TYPE_CHECKING:
    from accounts.models import User

KIND, COMPARISON = "report-pdf", "comparison-pdf"


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


def ask_for_comparison(document: Document, moments: Moments, *, only: bool, by: "User", return_to: str) -> Asking:
    """The PDF of two moments compared. What they were never changes, so it is made once for everybody."""
    earlier, later = moments.earlier.number, moments.later.number
    return ask(
        kind=COMPARISON, payload={"document": document.pk, "from": earlier, "to": later, "only": int(only)},
        content=comparison_paper(document, moments, only=only).encode(), what="PDF",
        title=f"Changes of {document.title}", file_name=f"{document.slug}-changes-{earlier}-to-{later}.pdf",
        return_to=return_to, by=by,
    )  # fmt: skip


def make_comparison(payload: Payload, attempt: Attempt) -> Made:
    attempt.progress("Comparing the texts")
    document = Document.objects.select_related("programme", "council", "style").get(pk=payload["document"])
    earlier, later = (document.edits.get(number=payload[name]) for name in ("from", "to"))
    html = comparison_paper(document, between(earlier, later), only=bool(payload["only"]))
    attempt.progress("Setting its pages")
    return Made(print_paper(html, beat=attempt.beat), "application/pdf", html.encode())


COMPARISON_PDF = Kind(COMPARISON, make_comparison, may_have, seconds=SECONDS + 30)
REPORT_PDF = Kind(KIND, make_pdf, may_have, seconds=SECONDS + 30, prepare=lambda: child.keep_warm(ENGINE))

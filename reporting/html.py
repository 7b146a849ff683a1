"""A report as HTML: the page that reads like the paper, and the paper's own page for the PDF engine."""

from pathlib import Path

from django.template.loader import render_to_string

from documents.models import Document
from documents.queries import read_text
from reporting.presenters import PrintedReport, present_report
from reporting.versions import as_draft


def present(document: Document) -> PrintedReport:
    """The document as it prints. Two queries."""
    return present_report(as_draft(read_text(document)))


def paper(document: Document) -> str:
    """One HTML page for the PDF engine: no script, and no address but those of Collab's own assets."""
    return render_to_string("reporting/paper.html", _context(document))


def standalone(document: Document) -> str:
    """The accessible twin as one HTML file that needs nothing else."""
    styles = (Path(__file__).parent / "assets" / "page.css").read_text(encoding="utf-8")
    return render_to_string("reporting/standalone.html", {**_context(document), "styles": styles})


def _context(document: Document) -> dict[str, object]:
    return {"report": present(document), "document": document, "programme": document.programme}

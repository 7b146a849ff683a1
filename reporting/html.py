"""A report as HTML: the page that reads like the paper, and the paper's own page for the PDF engine."""

from pathlib import Path

from django.template.loader import render_to_string

from documents.models import Document
from documents.queries import ShownText, read_text
from reporting.presenters import PrintedReport, present_report
from reporting.versions import as_draft


def present(document: Document) -> PrintedReport:
    """The document as it prints. Two queries."""
    return present_report(as_draft(read_text(document)))


def paper(document: Document) -> str:
    """One HTML page for the PDF engine: no script, and no address but those of Collab's own assets."""
    return render_to_string("reporting/paper.html", _context(document, present(document)))


def paper_of(text: ShownText) -> str:
    """The same of a text that is at hand."""
    return render_to_string("reporting/paper.html", _context(text.document, present_report(text)))


def standalone(document: Document) -> str:
    """The accessible twin as one HTML file that needs nothing else."""
    return standalone_of(as_draft(read_text(document)))


def standalone_of(text: ShownText) -> str:
    """The same of a text that is at hand."""
    styles = (Path(__file__).parent / "assets" / "page.css").read_text(encoding="utf-8")
    context = _context(text.document, present_report(text))
    return render_to_string("reporting/standalone.html", {**context, "styles": styles})


def _context(document: Document, report: PrintedReport) -> dict[str, object]:
    known = {"document": document, "programme": document.programme, "identifier": document.identifier}
    return {"report": report, **known}

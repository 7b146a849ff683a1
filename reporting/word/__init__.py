"""A report as a Word document: real headings, lists, tables and cross-references, in the council's house style."""

from documents.models import Document
from documents.queries import ShownText, read_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(document: Document) -> bytes:
    """The report as DOCX, with the words of page and PDF. The same text gives the same bytes. Three queries at most."""
    from reporting.versions import as_draft

    return docx_of(as_draft(read_text(document)))


def docx_of(text: ShownText) -> bytes:
    """The same of a text that is at hand."""
    from reporting.word.build import build

    return build(text)

"""A report goes out as Word and comes in again the same."""

import pytest

from documents.models import Document
from documents.services import create_report, read_file
from programme.models import Council, Programme
from reporting.word import render_docx
from tests.factories.everything import SHIPPED, everything, shape
from tests.factories.report import JOB


def brought_in(data: bytes, document: Document, slug: str = "again") -> Document:
    """The file as a report of its own, as if nothing were known of the first."""
    outline = read_file(data, file_name="report.docx", style=document.style)
    assert (outline.differences, outline.not_understood, outline.notes) == ((), (), ())
    return create_report(
        programme=document.programme, council=document.council, style=document.style, outline=outline, slug=slug,
        by=JOB, reason="brought in",
    )  # fmt: skip


@pytest.mark.parametrize("style", SHIPPED)
def test_report_comes_in_again_the_same(programme: Programme, council: Council, style: str) -> None:
    document = everything(programme, council, style)
    again = brought_in(render_docx(document), document)
    first, second = shape(document), shape(again)
    assert second["sections"] == first["sections"]
    assert second == first

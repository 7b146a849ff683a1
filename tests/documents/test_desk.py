"""The text at the desk and on the page: every part of it can be told from the others."""

import re

from documents.desk import paragraph_html
from documents.models import Document
from documents.queries import read_text
from documents.services import add_paragraph, change_paragraph
from tests.factories.report import JOB

TABLE = "| a | b |\n| c | d |"


def test_tables_are_regions_of_different_names(document: Document) -> None:
    """Tables stand by themselves or share a paragraph, and somebody who goes from one to the next hears which it is."""
    first, second = document.sections.order_by("rank")
    rows = list(first.paragraphs.order_by("rank"))
    change_paragraph(rows[0], body=f"Here:\n\n{TABLE}\n\nand\n\n{TABLE}", version=1, by=JOB)
    for _ in range(2):
        add_paragraph(first, body=TABLE, by=JOB, follows=rows[0].key, numbered=False)
    add_paragraph(second, body=TABLE, by=JOB, numbered=False)
    text = read_text(document)
    html = "".join(paragraph_html(text, row) for row in text.paragraphs.values())
    assert re.findall('aria-label="([^"]*)"', html) == [
        "Table in paragraph 1",
        "Table in paragraph 1, number 2",
        "Table in the text after paragraph 1",
        "Table in the text after paragraph 1, number 2",
        "Table in the text after paragraph 3",
    ]

"""Word documents, straight from their XML: text, numbering, tables, and a note of all that is not brought over."""

import json

from documents.readers.blocks import Source
from documents.readers.docx.asides import note_asides
from documents.readers.docx.body import MOST_PARAGRAPHS, BodyReader
from documents.readers.docx.fields import read_fields
from documents.readers.docx.notes import Findings
from documents.readers.docx.package import Package, damaged
from documents.readers.docx.styles import Styles
from documents.readers.docx.xml import W

__all__ = ["MOST_PARAGRAPHS", "read", "read_docx"]


def read(data: bytes) -> bytes:
    """Bytes of a .docx file in, JSON of a `Source` out; raises Refused where it cannot be read."""
    return json.dumps(read_docx(data).as_json()).encode()


def read_docx(data: bytes) -> Source:
    """The document as it would print with all changes accepted.

    A title is a heading of level 1. A paragraph that Word numbers is "numbered" where its number is
    decimal, on the outermost level, right below headings or of several levels ("1.2"), and otherwise an
    "item"; a typed number stays in the text. A heading is never `bold`. Lists in a cell keep their marks as words.
    """
    package = Package(data)
    findings = Findings()
    body = package.document().find(W + "body")
    if body is None:
        raise damaged()
    styles = Styles(package.part("styles"))
    reader = BodyReader(package, styles, findings)
    reader.read(body)
    furniture = [*package.parts("header"), *package.parts("footer")]
    note_asides(package, body, furniture, styles, findings)
    for kind in dict.fromkeys(package.broken):
        findings.say(
            f"The part of the file that holds its {kind} is damaged and was left out. "
            "Save the file anew from Word and bring it in again, or check the result with care."
        )
    fields = read_fields([body, *furniture], styles)
    return Source(tuple(reader.blocks), findings.notes(), tuple(reader.references), fields)

"""The public version holds nothing of what is exempt, in any of its files; numbers and references hold in both."""

import html
import io
import zipfile

from django.template.loader import render_to_string

from documents.exemption import Exemption
from documents.models import Document, Paragraph
from documents.queries import ShownText, read_text
from documents.services import change_paragraph, change_section, classify_section
from reporting.enums import Version
from reporting.pdf import print_paper
from reporting.presenters import present_report
from reporting.versions import as_draft, presented
from reporting.word.build import build
from tests.factories.report import JOB, council, document, programme

__all__ = ["council", "document", "programme"]

LINE = (
    "Staffing proposals: not for publication, exempt by paragraph 4 of Schedule 12A to the Local Government Act 1972. "
    "Talks with the unions go on."
)
SECRET = "Zanzibar"


def page(text: ShownText) -> str:
    context = {"report": present_report(text), "document": text.document, "programme": text.document.programme}
    return render_to_string("reporting/paper.html", context)


def files(text: ShownText) -> list[bytes]:
    """HTML, Word with each of its parts unpacked, and PDF."""
    word = build(text)
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        parts = [package.read(name) for name in package.namelist()]
    return [page(text).encode(), word, *parts, print_paper(page(text))]


def write(paragraph: Paragraph, body: str) -> None:
    paragraph.refresh_from_db()
    change_paragraph(paragraph, body=body, version=paragraph.version, by=JOB)


def test_the_public_version_is_the_same_whatever_is_exempt_but_for_its_line(document: Document) -> None:
    section = document.sections.get(heading="First")
    one, two, four = (Paragraph.objects.get(body=body) for body in ("One", "Two", "Four"))
    write(four, f"See {{ref:{two.key}}} and {{ref:{four.key}}}")
    classify_section(
        section, exemption=Exemption((4,), "talks with the unions go on", "Staffing proposals"), version=1, by=JOB
    )
    plain = presented(read_text(document), Version.PUBLIC)
    before = files(plain)
    assert html.unescape(page(plain)).count(LINE) == 1
    assert "4. " in page(plain)
    # A number holds, and leads nowhere where the paragraph is kept back.
    assert f'See 2 and <a href="#p-{four.key}">4</a>' in page(plain)

    write(one, f"{SECRET} (a) {SECRET}")
    write(two, f"| {SECRET} | {{ref:{one.key}}} |\n| {SECRET} | 7 |")
    section.refresh_from_db()
    change_section(section, heading=f"{SECRET} closes", level=2, version=section.version, by=JOB)
    public, full = (presented(read_text(document), version) for version in (Version.PUBLIC, Version.FULL))
    public.document.changed_at = plain.document.changed_at
    after = files(public)
    assert after == before
    kept_back = [SECRET, section.key, one.key, two.key]
    assert not [mark for mark in kept_back for data in after if mark.encode() in data]

    # The full version and the draft say it all, and at its head that it is exempt.
    assert all(mark in page(full) for mark in kept_back)
    assert "Not for publication, exempt by paragraph 4 of" in page(full)
    assert page(as_draft(read_text(document))) == page(full)
    assert full.number_of.items() >= public.number_of.items()

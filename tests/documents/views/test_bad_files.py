"""Files that are no report, or an odd one: a plain sentence beside the field or a note, and nothing half saved."""

import html
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from documents.models import Document, Import, Paragraph
from programme.models import Council
from tests.collab.uploads.checks import PARAGRAPH, changed
from tests.factories.docx import numbered_docx, raw_docx, raw_members

IMPORT = "/programmes/three-borough/reports/import/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
BOMB = changed({"word/document.xml": raw_members(PARAGRAPH)["word/document.xml"] + b" " * 3_000_000})
SHEET = raw_docx(PARAGRAPH, main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
REPORT = """**A SHARED SERVICE**

**SUMMARY REPORT**

**Summary**

1. The saving is £1.4M – a year, “at least”.
2. Each council has to make its own plan.
3. The last one.
"""

NO_REPORTS = [
    ("empty.docx", b"", "“empty.docx” is empty."),
    ("empty.md", b"", "“empty.md” is empty."),
    ("blank.md", b" \n\n \n", "No report was found in blank.md"),
    ("photo.docx", PNG, "“photo.docx” is a picture (PNG)."),
    ("bomb.docx", BOMB, "“bomb.docx” is packed so tightly"),
    ("cut.docx", raw_docx(PARAGRAPH)[:-40], "“cut.docx” is damaged"),
    ("broken.docx", raw_docx("<w:p>"), "The Word document is damaged"),
    ("sheet.xlsx", SHEET, "“sheet.xlsx” is an Excel workbook."),
    ("sheet.docx", SHEET, "“sheet.docx” is an Excel workbook."),
    ("report.pdf", b"%PDF-1.7\n" + b"\xe2\xe3 0 obj", "“report.pdf” is a PDF"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "“old.doc” is an old Office file"),
    ("page.md", b"<!doctype html><html><p>1. Words</p>", "“page.md” is a web page."),
    ("long.md", b"# Title\n\n" + b"Words.\n\n" * 20_001, "more than 20,000 paragraphs"),
    ("large.md", b"x" * (20 * 1024 * 1024 + 1), "the most is 20 MB"),
    ("untitled.md", b"1. One paragraph and no title.\n", "No title was found in untitled.md."),
]


def bring_in(person: Client, data: bytes, name: str) -> HttpResponse:
    council = Council.objects.get(slug="darlington")
    return person.post(IMPORT, {"file": SimpleUploadedFile(name, data), "council": council.pk})


def preview(person: Client, data: bytes, name: str = "report.md") -> str:
    """The page on which it waits, as text."""
    response = bring_in(person, data, name)
    assert response.status_code == 302, error(response)
    return html.unescape(person.get(response.headers["Location"]).content.decode())


def error(response: HttpResponse) -> str:
    """The sentence beside the field, which the summary has as well."""
    page = response.content.decode()
    found = re.search(r'id="id_file_error"><p><span class="govuk-visually-hidden">Error:</span> (.*?)</p>', page)
    assert found is not None
    assert f'<a href="#id_file">{found[1]}</a>' in page
    assert "<title>Error: Bring in a report" in page
    return html.unescape(found[1])


@pytest.mark.parametrize(("name", "data", "words"), NO_REPORTS, ids=[row[0] for row in NO_REPORTS])
def test_what_is_no_report_is_refused_in_a_plain_sentence(officer: Client, name: str, data: bytes, words: str) -> None:
    before = Document.objects.count()
    begun = time.monotonic()
    response = bring_in(officer, data, name)
    assert response.status_code == 422
    sentence = error(response)
    assert words in sentence
    assert sentence.endswith(".")
    assert (Document.objects.count(), Import.objects.count()) == (before, 0)
    assert time.monotonic() - begun < 20
    # The same person, at the same field, with a report.
    assert bring_in(officer, REPORT.encode(), "report.md").status_code == 302


def test_no_file_at_all(officer: Client) -> None:
    response = officer.post(IMPORT, {"council": Council.objects.get(slug="darlington").pk})
    assert response.status_code == 422
    assert error(response) == "Choose a file: The report"


def test_somebody_elses_council_is_not_offered(officer: Client) -> None:
    sent = {"file": SimpleUploadedFile("a.md", REPORT.encode()), "council": Council.objects.get(slug="hartlepool").pk}
    response = officer.post(IMPORT, sent)
    assert response.status_code == 422
    assert not Import.objects.exists()


def test_windows_1252_is_read_and_said(officer: Client) -> None:
    page = preview(officer, REPORT.encode("cp1252"))
    assert "The file is not in UTF-8, so it was read as Windows-1252." in page
    assert "The saving is £1.4M – a year, “at least”." in page
    assert "not in UTF-8" not in preview(officer, REPORT.encode())


@pytest.mark.parametrize(
    ("old", "new", "note", "row"),
    [
        ("\n3. ", "\n2. ", "The source prints 2 more than once", ("2", "3")),
        ("\n3. ", "\n4. ", "The source has no paragraph 3", ("4", "3")),
    ],
)
def test_numbers_twice_or_missing_are_pointed_out(
    officer: Client, old: str, new: str, note: str, row: tuple[str, str]
) -> None:
    page = preview(officer, REPORT.replace(old, new).encode())
    assert note in page
    assert f'<td data-label="In the source">{row[0]}</td><td data-label="Here">{row[1]}</td>' in page
    assert "The whole file was understood." not in page
    assert "The whole file was understood." in preview(officer, REPORT.encode())


def test_a_word_report_is_kept_whole(officer: Client) -> None:
    blocks = [("title", "A shared service"), ("heading2", "Summary"), ("numbered", "One."), ("numbered", "Two.")]
    response = bring_in(officer, numbered_docx(blocks), "report.docx")
    assert officer.post(response.headers["Location"], {"title": "A shared service"}).status_code == 302
    rows = Paragraph.objects.filter(section__document__title="A shared service")
    assert [row.body for row in rows.order_by("rank")] == ["One.", "Two."]
    assert not Import.objects.exists()


def test_what_is_not_kept_leaves_nothing(officer: Client) -> None:
    before = Document.objects.count()
    response = bring_in(officer, REPORT.encode(), "report.md")
    assert officer.post(f"{response.headers['Location']}discard/").status_code == 302
    assert (Document.objects.count(), Import.objects.count()) == (before, 0)


def test_a_report_of_two_hundred_pages(officer: Client) -> None:
    """About 3,000 paragraphs: read, kept and shown, each within the patience of a web page."""
    words = "The councils have looked at this with care, and found that more work is needed. " * 2
    long = "# A long report\n\n## Summary\n\n" + "".join(f"{at}. {words}\n\n" for at in range(1, 3001))
    steps: list[tuple[str, float]] = []

    def timed(step: str, act, *arguments):
        begun = time.monotonic()
        response = act(*arguments)
        steps.append((step, time.monotonic() - begun))
        return response

    response = timed("read", bring_in, officer, long.encode(), "long.md")
    assert response.status_code == 302, error(response)
    page = timed("looked at", officer.get, response.headers["Location"])
    assert "3,000" in page.content.decode() or ">3000<" in page.content.decode()
    kept = timed("kept", officer.post, response.headers["Location"], {"title": "A long report"})
    assert kept.status_code == 302
    assert Paragraph.objects.filter(section__document__title="A long report").count() == 3000
    for step, address in (("desk", kept.headers["Location"]), ("page", f"{kept.headers['Location']}read/")):
        assert timed(step, officer.get, address).status_code == 200
    assert {step: round(took) for step, took in steps if took > 25} == {}

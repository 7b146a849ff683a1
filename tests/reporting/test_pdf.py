"""The PDF: what is in it, what can never get into it, and what happens when it cannot be made."""

import datetime
import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest

from accounts.models import User
from collab import child
from collab.errors import Refused
from collab.history import Job
from documents.models import Document, Paragraph
from documents.services import add_paragraph, change_front, change_paragraph
from reporting import engine, pdf
from reporting.html import paper, present, standalone

JOB = Job("test")


def words(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def squashed(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


@pytest.fixture
def rich(document: Document) -> Document:
    """Every kind of content that the notation has."""
    section = document.sections.get(heading="Second")
    body = (
        "Lead with **bold**, *italic*, [a link](https://www.example.org/page) and {ref:KEY}:\n(a) first\n  (i) inner\n"
        "(b) second\n\n| Year | Saving |\n| 2014/15 | £1 |\n\n- bullet"
    )
    key = Paragraph.objects.get(body="One").key
    add_paragraph(section, body=body.replace("KEY", key), by=JOB)
    return document


def test_pdf_carries_the_words_of_the_page_in_order(rich: Document) -> None:
    printed = squashed(words(pdf.render_pdf(rich)))
    at = 0
    for piece in (
        "vans",
        "first",
        "1.one",
        "2.two",
        "3.three",
        "second",
        "4.lead with bold",
        "(a)first",
        "(i)inner",
        "5.four",
    ):
        found = printed.find(squashed(piece), at)
        assert found >= 0, piece
        at = found
    html = re.sub(r"<head>.*?</head>|<header>.*?</header>|<footer>.*?</footer>", "", standalone(rich), flags=re.S)
    body = squashed(re.sub(r"<[^>]+>", "", html).replace("&#x27;", "").replace("•", ""))
    assert all(word in printed for word in re.findall(r"\w{5,}", body[:200]))


def test_pdf_of_unfilled_fields_prints_no_gap_and_no_none(document: Document) -> None:
    change_front(document, title="Vans", meeting_date=None, front={}, version=1, by=JOB)
    document.refresh_from_db()
    text = words(pdf.render_pdf(document))
    assert "None" not in text
    assert "Committee" not in text
    assert ": :" not in text
    change_front(
        document, title="Vans", meeting_date=datetime.date(2013, 3, 12), front={"item_number": "6"}, version=2, by=JOB
    )
    document.refresh_from_db()
    text = words(pdf.render_pdf(document))
    assert "12 March 2013, Item 6" in text
    assert "Page 1 of 1" in text
    assert "Draft" in text


def test_pdf_is_the_same_for_the_same_text(document: Document) -> None:
    first = pdf.render_pdf(document)
    assert pdf.render_pdf(document) == first
    change_paragraph(Paragraph.objects.get(body="One"), body="Other", version=1, by=JOB)
    document.refresh_from_db()
    assert pdf.render_pdf(document) != first


def test_pdf_is_tagged_described_and_bookmarked(rich: Document) -> None:
    with pikepdf.open(io.BytesIO(pdf.render_pdf(rich))) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.Root.Lang) == "en-GB"
        assert str(opened.docinfo["/Title"]) == "Vans"
        metadata = opened.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root[0].children] == ["First", "Second"]
        scopes = [str(e.A.Scope) for e in engine._Tree(opened).elements if e.S == "/TH"]
        assert scopes == ["/Column", "/Column"]


def test_pdf_furniture_is_outside_the_tree_and_all_else_within(rich: Document) -> None:
    with pikepdf.open(io.BytesIO(pdf.render_pdf(rich))) as opened:
        reached = engine._Tree(opened).reached
        for number, page in enumerate(opened.pages):
            marked = set()
            for instruction in pikepdf.parse_content_stream(page):
                operands = list(instruction.operands)
                if str(instruction.operator) == "BDC" and "/MCID" in operands[1]:
                    marked.add(int(operands[1].MCID))
            assert marked == reached[number]
            assert b"/Pagination" in page.Contents.read_bytes()


def test_rendering_tells_how_far_it_is(document: Document) -> None:
    heard: list[str] = []
    pdf.print_paper(paper(document), beat=heard.append)
    assert "Setting page 1" in heard or "Writing the file" in heard


@pytest.mark.parametrize(
    "url", ["https://www.example.org/x.png", "file:///etc/passwd", "asset:/../engine.py", "asset:/", "data:,x"]
)
def test_renderer_fetches_nothing_but_its_own_assets(url: str) -> None:
    fetcher = engine.asset_fetcher()
    with pytest.raises(ValueError, match="own assets only"):
        fetcher(url)
    assert fetcher("asset:/paper.css").read().startswith(b"@font-face")


def test_rendering_opens_no_socket(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, where the suite forbids sockets: a page that asks for everything from outside."""
    asked: list[str] = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: asked.append(str(address)))
    html = paper(document).replace(
        "</body>",
        '<img src="https://www.example.org/x.png" alt="x"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
        '<object data="file:///etc/passwd"></object></body>',
    )
    assert engine.render(html.encode()).startswith(b"%PDF-1.7")
    assert asked == []


def test_text_cannot_bring_markup_into_the_paper(document: Document) -> None:
    body = '<img src="file:///etc/passwd"><style>@import "https://x"</style><a href="file:///etc/passwd">x</a>'
    add_paragraph(document.sections.get(heading="First"), body=body, by=JOB)
    html = paper(document)
    assert "<img" not in html
    assert "<style" not in html
    assert "&lt;img" in html
    assert "<img" in words(pdf.render_pdf(document))


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (child.TooSlow("x"), "took longer than 120 seconds"),
        (child.TooBig("x"), "too large to make one PDF of"),
        (child.ChildFailed("x"), "could not be made"),
    ],
)
def test_render_pdf_says_plainly_what_went_wrong(
    document: Document, monkeypatch: pytest.MonkeyPatch, failure: Exception, sentence: str
) -> None:
    def fail(*args: object, **kwargs: object) -> bytes:
        raise failure

    monkeypatch.setattr(child, "run", fail)
    with pytest.raises(Refused, match=sentence):
        pdf.render_pdf(document)


def test_a_runaway_rendering_is_stopped_and_the_next_one_goes_on(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.2)
    with pytest.raises(Refused, match="was stopped"):
        pdf.render_pdf(document)
    monkeypatch.setattr(pdf, "SECONDS", 120)
    assert pdf.render_pdf(document).startswith(b"%PDF")


def test_front_fields_and_furniture_are_those_of_the_style(document: Document, ann: User) -> None:
    report = present(document)
    assert report.front == [("Committee", "Cabinet")]
    assert report.header == (["Alder Borough Council", "Cabinet"], [])


def test_pdf_passes_both_validators(rich: Document, shared: Path, tmp_path: Path) -> None:
    """veraPDF for PDF/UA-1 and PDF/A-2a, and the reach of the tag tree."""
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java compiler (javac), which this machine lacks")
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.render_pdf(rich))
    for flavour in ("ua1", "2a"):
        command = [shared / "tools" / "pdf-check" / "pdf-check", "-f", flavour, path]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr

"""A PDF and what is said of it: sealed, altered, superseded, not public, of another system, or no PDF at all."""

import io
from hashlib import sha256
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from documents.models import Document
from reporting.engine import repair
from reporting.enums import Format, Version
from reporting.models import Publication, SealedFigure, SealedFile
from reporting.verifying.found import identifier_of
from tests.factories.sealed import sealed


def pdf(identifier: str = "") -> bytes:
    """A PDF with metadata as the engine leaves them."""
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.Root.StructTreeRoot = blank.make_indirect(pikepdf.Dictionary(K=pikepdf.Array()))
    with blank.open_metadata() as metadata:
        metadata["dc:title"] = "Vans"
    raw = io.BytesIO()
    blank.save(raw)
    return repair(raw.getvalue(), identifier)


def saved_anew(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, compress_streams=False)
    return out.getvalue()


def seal_file(publication: Publication, content: bytes, version: Version = Version.PUBLIC, appendix: int = 0) -> None:
    SealedFile.objects.create(
        publication=publication, version=version, format=Format.PDF, appendix=appendix, media_type="application/pdf",
        content=content, size=len(content), sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    connection.check_constraints()


def ask(data: bytes, name: str = "report.pdf") -> Any:
    return Client().post(reverse("verify"), {"file": SimpleUploadedFile(name, data)})


def said(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_kind_of_pdf_is_told_apart(document: Document) -> None:
    first = sealed(document, exempt=True)
    genuine = pdf(identifier_of(first))
    exempt, appendix = genuine + b"% full\n", genuine + b"% appendix\n"
    seal_file(first, genuine)
    seal_file(first, exempt, Version.FULL)
    for version in Version:
        seal_file(first, appendix, version, appendix=1)
    before = [model.objects.count() for model in (Publication, SealedFile, SealedFigure)]

    page = said(ask(genuine))
    assert "<h1>This is publication 1 of a report of Alder Borough Council, unaltered</h1>" in page
    assert "No: it is the latest" in page
    assert sha256(genuine).hexdigest()[:8] in page
    assert "<h1>This is appendix 1 of publication 1 of a report" in said(ask(appendix))

    page = said(ask(exempt))
    assert "<h1>This is a version of a publication that is not public, unaltered</h1>" in page
    assert document.title not in page
    assert "Alder" not in page

    anew = saved_anew(genuine)
    assert anew != genuine
    page = said(ask(anew))
    assert "<h1>This was altered after it came from here, as publication 1 of a report of Alder Borough" in page
    assert "Which of them it was cannot be told" in page
    assert "byte for byte" not in page

    for foreign in (pdf(), pdf("urn:uuid:00000000-0000-4000-8000-000000000000"), pdf("no identifier")):
        assert "<h1>This is not a file that was published here</h1>" in said(ask(foreign))

    sealed(document)
    for data in (genuine, exempt, anew):
        assert "By version 2, sealed" in said(ask(data))
    assert [model.objects.count() for model in (Publication, SealedFile, SealedFigure)] == [n + 1 for n in before]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"Dear Sir or Madam", "Upload a PDF instead"),
        (b"%PDF-1.7\n of nothing", "cannot be read as one"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(db: None, data: bytes, sentence: str) -> None:
    answer = ask(data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "govuk-error-summary" in answer.content.decode()


def test_asking_is_throttled(document: Document) -> None:
    """By files, not by looks at the page; and a file that is known costs as much as another."""
    publication = sealed(document)
    genuine = pdf(identifier_of(publication))
    seal_file(publication, genuine)
    assert [ask(genuine).status_code for _ in range(20)] == [200] * 20
    answer = ask(genuine)
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.content.decode()
    assert Client().get(reverse("verify")).status_code == 200

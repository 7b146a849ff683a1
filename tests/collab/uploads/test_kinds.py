"""A file of another kind is refused by its name, with a word on what to upload instead."""

import pytest

from collab import uploads
from collab.errors import Refused
from tests.collab.uploads.checks import PARAGRAPH, READERS, changed, read, refusal
from tests.factories.docx import raw_docx, zip_of


@pytest.mark.parametrize(
    ("data", "words", "code"),
    [
        (b"", "is empty", "upload-empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF", "upload-kind"),
        (b"{\\rtf1\\ansi Words}", "is a rich text file", "upload-kind"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff", "is a picture", "upload-kind"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture", "upload-kind"),
        (b"GIF89a\x01\0\x01\0\x80\0\0", "is a picture", "upload-kind"),
        (b"<!DOCTYPE html><p>Words</p>", "is a web page", "upload-kind"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- x --><HTML>", "is a web page", "upload-kind"),
        (b"<?xml version='1.0'?><report/>", "is an XML file", "upload-kind"),
        (b"MZ\x90\0\x03\0\0\0", "is a program", "upload-kind"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "is a compressed file", "upload-kind"),
        (b"\0\x01\x02\x03junk", "is neither a document nor text", "upload-kind"),
        (b"\xff\xfea\0\x01\0b\0", "is neither a document nor text", "upload-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file", "upload-old-office"),
    ],
)
def test_read_refuses_other_kinds_by_name(data, words, code):
    refused = refusal(data)
    assert words in refused.reason
    assert refused.code == code


@pytest.mark.parametrize(
    ("stream", "words", "code"),
    [
        ("WordDocument", "In Word, save it as .docx", "upload-old-office"),
        ("EncryptedPackage", "Save it without a password", "upload-password"),
    ],
)
def test_read_tells_old_files_from_locked_ones(stream, words, code):
    refused = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le"), "report.doc")
    assert words in refused.reason
    assert refused.code == code


def test_read_says_what_may_be_uploaded_instead():
    assert refusal(b"%PDF-1.7").reason.endswith("Upload a Word document (.docx) or Markdown or plain text instead.")


@pytest.mark.parametrize(
    ("main", "words"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "is an Excel workbook"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "is a Word template"),
        ("application/vnd.unknown+xml", "is a zip archive and no document"),
    ],
)
def test_read_refuses_other_office_files_by_name(main, words):
    assert words in refusal(raw_docx(PARAGRAPH, main=main)).reason


def test_read_refuses_an_opendocument_file():
    data = zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
    assert "OpenDocument" in refusal(data).reason


def test_read_refuses_macros_and_takes_the_same_document_without():
    for data in (
        raw_docx(PARAGRAPH, main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        changed({"word/vbaProject.bin": b"macro"}),
    ):
        refused = refusal(data, "report.docm")
        assert "holds macros" in refused.reason
        assert "(.docx" in refused.reason
        assert refused.code == "upload-macros"
    assert read(raw_docx(PARAGRAPH)).blocks


def test_read_refuses_a_file_above_20_mb():
    assert refusal(b"a" * (uploads.MOST_BYTES + 1)).code == "upload-too-large"


def test_read_keeps_a_strange_name_out_of_the_sentence():
    with pytest.raises(Refused) as refused:
        uploads.read(b"", filename="C:\\secret\\" + "x" * 500 + "\n\u202e.docx", readers=READERS)
    assert "secret" not in refused.value.reason
    assert "\n" not in refused.value.reason
    assert "\u202e" not in refused.value.reason
    assert len(refused.value.reason) < 250

"""Ordinary files are read, and what a reader cannot manage is refused in plain words."""

import os
import random
import zipfile
from pathlib import Path

import docx
import pytest

from collab import uploads
from collab.errors import Refused
from tests.collab.uploads.checks import ECHO, PARAGRAPH, READERS, changed, read, refusal
from tests.factories.docx import DOCX_MAIN, numbered_docx, raw_docx, raw_members


def test_read_takes_a_word_document():
    blocks = read(numbered_docx([("title", "A report"), ("numbered", "Its first words")])).blocks
    assert [(block.kind, block.text) for block in blocks] == [("heading", "A report"), ("numbered", "Its first words")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_read_takes_text_in_usual_encodings(encoding):
    assert read("Costs are £5 – café".encode(encoding), "a.txt").blocks[0].text == "Costs are £5 – café"


def test_read_tells_the_kind_from_the_content_whatever_the_name():
    assert read(raw_docx(PARAGRAPH), "notes.txt").blocks[0].text == "Words"
    assert read(b"Plain words", "report.docx").blocks[0].text == "Plain words"


@pytest.mark.parametrize("text", ["MZ is a postcode", "RIFF raff", "BM"])
def test_read_does_not_take_letters_for_a_program_or_a_picture(text):
    assert read(text.encode(), "a.txt").blocks[0].text == text


@pytest.mark.parametrize(
    ("filename", "readers"),
    [
        ("a.csv", {"csv": ECHO, "text": "no.such:reader"}),
        ("a.txt", {"csv": "no.such:reader", "text": ECHO}),
        ("a.txt", {"csv": ECHO}),
    ],
)
def test_read_tells_csv_from_text_by_the_name(filename, readers):
    assert uploads.read(b"a,b", filename=filename, readers=readers) == b"b,a"


def test_read_takes_a_long_monotonous_document():
    data = raw_docx(PARAGRAPH * 15_000)
    assert len(read(data).blocks) == 15_000


def test_read_takes_a_large_document_of_20_mb():
    picture = os.urandom(uploads.MOST_BYTES - 10_000)
    data = changed({"word/media/image1.png": picture})
    assert uploads.MOST_BYTES - 10_000 < len(data) <= uploads.MOST_BYTES
    assert read(data).blocks[0].text == "Words"


def test_read_takes_utf_16_xml():
    document = raw_members(PARAGRAPH)["word/document.xml"].decode()
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{document}'
    assert read(changed({"word/document.xml": xml.encode("utf-16")})).blocks[0].text == "Words"


def test_read_writes_nothing_to_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert read(raw_docx(PARAGRAPH)).blocks[0].text == "Words"
    assert list(tmp_path.iterdir()) == []


def test_read_refuses_what_fills_the_childs_memory():
    numbers = random.Random(1)

    def dense(count: int) -> bytes:
        # More than the packer can look back upon, so that it is not packed too tightly.
        tags = "".join(f"<w:a{numbers.randrange(1000)}/>" for _ in range(10_000))
        return raw_docx(PARAGRAPH + f"<w:tbl>{tags * (count // 10_000)}</w:tbl>")

    assert refusal(dense(3_000_000)).code == "upload-too-big"
    assert read(dense(300_000)).blocks[0].text == "Words"


@pytest.mark.parametrize(
    ("work", "code"),
    [("sleep", "upload-too-slow"), ("fail", "upload-unreadable"), ("refuse", "colour"), ("take", "upload-too-big")],
)
def test_read_turns_each_failure_of_the_child_into_a_refusal(work, code):
    with pytest.raises(Refused) as refused:
        uploads.read(b"5000", filename="a.txt", readers={"text": f"tests.collab.child_work:{work}"}, seconds=2)
    assert refused.value.code == code


def test_read_of_a_document_without_text_is_refused():
    assert refusal_code(changed({"word/document.xml": b"<w:document"})) == "upload-damaged"
    assert refusal_code(changed({"word/document.xml": None})) == "upload-damaged"
    assert refusal_code(changed({"_rels/.rels": b""})) == "upload-damaged"


def refusal_code(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        uploads.read(data, filename="report.docx", readers=READERS)
    return refused.value.code


def test_main_type_is_the_one_that_word_writes():
    template = Path(docx.__file__).parent / "templates" / "default.docx"
    assert DOCX_MAIN.encode() in zipfile.ZipFile(template).read("[Content_Types].xml")

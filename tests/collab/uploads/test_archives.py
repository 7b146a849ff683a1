"""Hostile archives are refused before anything reads them."""

import contextlib
import io
import os
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from collab import uploads
from collab.uploads.found import Found
from collab.uploads.kinds import recognise
from tests.collab.uploads.checks import PARAGRAPH, changed, read, refusal
from tests.factories.docx import raw_docx, raw_members


def test_read_refuses_a_bomb_in_one_member():
    document = raw_members(PARAGRAPH)["word/document.xml"]
    bomb = document + b" " * 90_000_000
    refused = refusal(changed({"word/document.xml": bomb}))
    assert "packed so tightly" in refused.reason
    assert refused.code == "upload-unsafe"
    assert read(changed({"word/document.xml": document + b" " * 900_000})).blocks


def test_read_refuses_a_bomb_of_many_members():
    pieces = os.urandom(30_000) * 34
    many = {f"word/media/{at}.bin": pieces for at in range(110)}
    assert "unpacks to more than 100 MB" in refusal(changed(many)).reason
    assert read(changed(dict(list(many.items())[:90]))).blocks


def test_read_refuses_too_many_members():
    few = {f"word/media/{at}.bin": b"" for at in range(uploads.MOST_MEMBERS - 4)}
    assert read(changed(few)).blocks
    assert "more than 2,000 files" in refusal(changed(few | {"word/media/last.bin": b""})).reason


def test_read_refuses_a_directory_that_would_fill_the_memory_before_it_is_read():
    entry = b"PK\x01\x02" + b"\0" * 42
    directory = entry * 400_000
    data = b"PK\x03\x04" + b"\0" * 26 + directory
    data += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), 30, 0)
    tracemalloc.start()
    refused = refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than 2,000 files" in refused.reason
    assert peak < 5_000_000


def test_read_needs_little_memory_of_its_own():
    data = changed({"word/media/image.bin": (os.urandom(30_000) * 40) * 80})
    tracemalloc.start()
    assert read(data).blocks
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def lying(size: int) -> bytes:
    """A document whose text says, in both headers and with a fitting checksum, that it is `size` bytes long."""
    data = bytearray(raw_docx(PARAGRAPH))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("word/document.xml")
        check = zlib.crc32(archive.read(member)[:size])
    name = b"word/document.xml"
    local = data.index(b"PK\x03\x04", data.index(name) - 30)
    central = data.index(name, data.index(b"PK\x01\x02")) - 46
    for at in (local + 14, central + 16):
        struct.pack_into("<L", data, at, check)
    for at in (local + 22, central + 24):
        struct.pack_into("<L", data, at, size)
    return bytes(data)


def test_read_refuses_a_member_that_lies_about_its_size():
    true_size = len(raw_members(PARAGRAPH)["word/document.xml"])
    assert lying(true_size) == raw_docx(PARAGRAPH)
    refused = refusal(lying(10))
    assert "more or less than it says" in refused.reason
    assert "more or less than it says" in refusal(lying(true_size + 10)).reason


def test_read_refuses_locked_members():
    data = bytearray(raw_docx(PARAGRAPH))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    assert refusal(bytes(data)).code == "upload-password"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word\\evil.xml", "C:evil.xml", "word/../../evil.xml"])
def test_read_refuses_names_that_point_outside(name):
    assert "points outside" in refusal(changed({name: b"<a/>"})).reason
    assert read(changed({"word/good..name.xml": b"<a/>"})).blocks


def test_read_refuses_two_members_of_one_name():
    assert "same name" in refusal(changed({"Word/Document.XML": b"<a/>"})).reason


def test_read_refuses_unusual_packing():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in raw_members(PARAGRAPH).items():
            archive.writestr(name, content)
    assert "unusual way" in refusal(stream.getvalue()).reason


ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "ha"}">' for at in range(10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "_rels/.rels", "customXml/item1.xml"])
def test_read_refuses_xml_that_declares_entities(encoding, member):
    bomb = f"<!DOCTYPE w [{ENTITIES}]><w>&e9;</w>"
    assert "declarations of its own" in refusal(changed({member: bomb.encode(encoding)})).reason


def test_read_refuses_a_declaration_that_two_pieces_share():
    for shift in range(-12, 3):
        begins = "<a>" + "x" * (65536 - 3 + shift)
        assert "declarations" in refusal(changed({"word/x.xml": (begins + "<!DOCTYPE a>").encode()})).reason


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "ibm500"])
def test_read_refuses_xml_in_an_encoding_that_could_hide_a_declaration(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [{ENTITIES}]><a/>'
    assert refusal(changed({"word/styles.xml": xml.encode(encoding)})).code == "upload-unsafe"


def test_read_refuses_a_pdf_that_is_a_word_document_too():
    document = raw_docx(PARAGRAPH)
    assert "is a PDF" in refusal(b"%PDF-1.7\n" + document).reason


def test_read_refuses_an_archive_with_something_before_or_after_it():
    document = raw_docx(PARAGRAPH)
    for data in (b"PK\x03\x04junk" + document, document + b"%PDF-1.7 trailer", document + document):
        assert refusal(data).code == "upload-damaged"


def test_read_refuses_every_truncation_and_takes_the_whole():
    document = raw_docx(PARAGRAPH)
    for end in range(2, len(document), 97):
        assert refusal(document[:end]).code in {"upload-damaged", "upload-kind"}
    assert read(document).blocks


def test_read_refuses_or_reads_any_single_broken_byte_but_never_fails():
    document = raw_docx(PARAGRAPH)
    for at in range(len(document)):
        for value in (0, 255, document[at] ^ 1):
            broken = document[:at] + bytes([value]) + document[at + 1 :]
            with contextlib.suppress(Found):
                assert recognise(broken)[0] in {"docx", "text"}

"""A file that is kept as it came: what it is, whether its name says so, and whether it is whole."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from collab import uploads
from collab.errors import Refused
from tests.collab.uploads.checks import PARAGRAPH
from tests.factories.docx import raw_docx

KINDS = tuple(uploads.ENDINGS)


def pdf(**options: object) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out, **options)
    return out.getvalue()


def picture(kind: str, side: int = 300) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).save(out, kind)
    return out.getvalue()


def giant() -> bytes:
    """A PNG that says it has 30,000 dots by 30,000."""
    header = b"IHDR" + struct.pack(">2L5B", 30_000, 30_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + header + struct.pack(">L", zlib.crc32(header)) + b"\0\0\0\1IDAT"
    )


LOCKED = pikepdf.Encryption(user="secret", owner="secret")
FOR_READING = pikepdf.Encryption(user="", owner="secret")
PNG, JPEG = picture("PNG"), picture("JPEG")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (pdf(), "minutes.pdf", "pdf"),
        # Whoever has it can read it.
        (pdf(encryption=FOR_READING), "Minutes.PDF", "pdf"),
        (PNG, "ledger.png", "png"),
        (JPEG, "ledger.jpeg", "jpeg"),
        (picture("JPEG", 3_000), "ledger.jpg", "jpeg"),
        (raw_docx(PARAGRAPH), "letter.docx", "docx"),
        (b"a,b\n1,2\n", "ledger.csv", "csv"),
        ("Grüße".encode("utf-16"), "note.txt", "text"),
    ],
)
def test_a_whole_file_is_what_it_is(data: bytes, name: str, kind: str) -> None:
    assert uploads.check(data, filename=name, kinds=KINDS) == kind


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (b"", "minutes.pdf", "empty", "is empty"),
        (pdf(encryption=LOCKED), "minutes.pdf", "password", "Save it without a password"),
        (pdf()[:-40], "minutes.pdf", "damaged", "not a complete PDF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 and no more\n%%EOF", "minutes.pdf", "damaged", "not a complete PDF"),
        (pdf(), "minutes.png", "name", "is a PDF, and its name does not say so. Give it a name that ends in .pdf"),
        (PNG, "ledger.jpg", "name", "ends in .png"),
        (b"a,b\n1,2\n", "ledger.xlsx", "name", "ends in .txt"),
        (PNG[:-20], "ledger.png", "damaged", "not a complete picture"),
        (PNG[:200] + b"\0\0\0\0" + PNG[204:], "ledger.png", "damaged", "not a complete picture"),
        (JPEG[:-2000], "ledger.jpg", "damaged", "not a complete picture"),
        (giant(), "ledger.png", "too-large", "has more than 200 million dots"),
        (b"GIF89a\x01\0\x01\0\x80\0\0", "ledger.gif", "kind", "Upload a PDF, a picture (PNG), a picture (JPEG)"),
        (b"<html><script>x</script>", "note.txt", "kind", "is a web page"),
        (raw_docx(PARAGRAPH)[:-30], "letter.docx", "damaged", "not a complete document"),
    ],
)
def test_any_other_is_refused_with_what_to_do(data: bytes, name: str, code: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        uploads.check(data, filename=name, kinds=KINDS)
    assert refused.value.code == f"upload-{code}"
    assert refused.value.reason.startswith(f"“{name}” ")
    assert words in refused.value.reason

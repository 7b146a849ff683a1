"""Which kind of file it is, told from its content alone."""

import re

from collab.uploads.archives import Contents, inspect
from collab.uploads.found import Found

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What an OLE2 file holds is told by the names of its streams, which are in UTF-16.
_OLE_STREAMS = (
    ("EncryptedPackage", "is protected with a password.", "password", "Save it without a password and upload that."),
    ("WordDocument", "is an old Word file (.doc).", "old-office", "In Word, save it as .docx and upload that."),
    ("Workbook", "is an old Excel file (.xls).", "old-office", "In Excel, save it as .xlsx and upload that."),
    ("PowerPoint Document", "is an old PowerPoint file (.ppt).", "kind", ""),
)
# With the kind, where there is a reader of it or it is kept as it is.
_BEGINNINGS = (
    (b"%PDF-", "pdf", "is a PDF, from which text cannot be read reliably."),
    (b"{\\rtf", "", "is a rich text file (.rtf)."),
    (b"\x89PNG\r\n", "png", "is a picture (PNG)."),
    (b"\xff\xd8\xff", "jpeg", "is a picture (JPEG)."),
    (b"GIF8", "", "is a picture (GIF)."),
    (b"II*\0", "", "is a picture (TIFF)."),
    (b"MM\0*", "", "is a picture (TIFF)."),
    (b"RIFF", "", "is a picture, sound or film."),
    (b"Rar!", "", "is an archive (.rar)."),
    (b"7z\xbc\xaf", "", "is an archive (.7z)."),
    (b"\x1f\x8b", "", "is a compressed file (.gz)."),
    (b"MZ", "", "is a program."),
    (b"\x7fELF", "", "is a program."),
)
_MAIN_TYPES = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        "docx",
        "is a Word document.",
    ),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ("xlsx", "is an Excel workbook."),
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": (
        "pptx",
        "is a PowerPoint presentation.",
    ),
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "dotx",
        "is a Word template (.dotx).",
    ),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": (
        "xltx",
        "is an Excel template (.xltx).",
    ),
}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def recognise(data: bytes) -> tuple[str, str]:
    """The kind, and words for it that go on from the file's name; raises Found where no reader could ever have it."""
    if data.startswith(b"PK"):
        return _office(inspect(data))
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    for beginning, kind, words in _BEGINNINGS:
        # A text may begin with any of the letters; a program or a film holds more than letters.
        if start.startswith(beginning) and (not beginning.isalnum() or _CONTROLS.search(data)):
            if kind:
                return kind, words
            raise Found(words, "kind")
    if _HTML.match(start):
        raise Found("is a web page.", "kind")
    if start.lstrip().startswith(b"<?xml"):
        raise Found("is an XML file.", "kind")
    if not _is_text(data):
        raise Found("is neither a document nor text: it is damaged, or of a kind that is not known here.", "kind")
    return "text", "is plain text."


def _old_office(data: bytes) -> Found:
    for stream, words, code, advice in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return Found(words, code, advice)
    return Found(
        "is an old Office file (.doc, .xls) or one protected with a password.",
        "old-office",
        "Save it as .docx or .xlsx without a password and upload that.",
    )


def _office(contents: Contents) -> tuple[str, str]:
    types = contents.content_types.lower()
    if b"macroenabled" in types or b"vbaproject" in types or contents.has("vbaproject.bin"):
        raise Found(
            "holds macros, which are small programs.",
            "macros",
            "Save it as a document without macros (.docx or .xlsx) and upload that.",
        )
    found = [kind for main, kind in _MAIN_TYPES.items() if b'"%s"' % main in types or b"'%s'" % main in types]
    if len(found) == 1:
        return found[0]
    if found:
        raise Found("says that it is several kinds of document at once.", "kind")
    if contents.media_type.startswith("application/vnd.oasis.opendocument"):
        raise Found("is an OpenDocument file (.odt, .ods).", "kind")
    raise Found("is a zip archive and no document.", "kind")


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = data[:65536].decode("utf-16", "replace")
        # The sample may end in the middle of a character.
        return "\ufffd" not in sample[:-1] and not _CONTROLS.search(sample.encode())
    return not _CONTROLS.search(data)

"""Whether a file that is kept as it is can be opened, asked in a child process.

Each answers b"" for one that can, or with a key of FOUND.
"""

import io
import struct

from collab.uploads.found import Found

# Far more than any camera takes; opening a picture that says it has more is not tried.
MOST_DOTS = 200_000_000

_SAVE_ANEW = "Open it in the program that made it, save it under a new name and upload that."
_PASSWORD, _DAMAGED, _TORN, _LARGE = b"password", b"damaged", b"torn", b"large"
FOUND = {
    _PASSWORD: Found("is protected with a password.", "password", "Save it without a password and upload that."),
    _DAMAGED: Found("is damaged: it is not a complete PDF.", "damaged", _SAVE_ANEW),
    _TORN: Found("is damaged: it is not a complete picture.", "damaged", _SAVE_ANEW),
    _LARGE: Found(
        f"has more than {MOST_DOTS // 1_000_000} million dots.", "too-large", "Save it smaller and upload that."
    ),
}
# By kind; of the others, `recognise` has seen all there is to see.
OPENED_BY = {
    "pdf": "collab.uploads.whole:open_pdf",
    "png": "collab.uploads.whole:open_picture",
    "jpeg": "collab.uploads.whole:open_picture",
}
_END_OF_PDF = 1024


def open_pdf(data: bytes) -> bytes:
    """One that opens without a password is not locked, whatever else it forbids."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            pages = len(opened.pages)
    except pikepdf.PasswordError:
        return _PASSWORD
    except pikepdf.PdfError:
        return _DAMAGED
    # A file that was cut off is mended as far as it goes, and would pass for a whole one.
    return b"" if pages and b"%%EOF" in data[-_END_OF_PDF:] else _DAMAGED


def open_picture(data: bytes) -> bytes:
    from PIL import Image

    # Asked here, and in words.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return _LARGE
            if picture.format == "PNG":
                picture.verify()
            else:
                # Read to its end, at an eighth of its size.
                picture.draft("L", (1, 1))
                picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        return _TORN
    return b""

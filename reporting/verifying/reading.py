"""What runs in the child process: the identifier that a PDF carries. Imports no Django."""

import io

from collab.errors import Refused

_LONGEST = 200
_ADVICE = "Choose the PDF as it was published."


def read_identifier(data: bytes) -> bytes:
    """The identifier in its metadata as it stands there, b"" where there is none that can be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _identifier(pdf)
    except pikepdf.PasswordError as error:
        words = f"This PDF is protected with a password, which no publication is. {_ADVICE}"
        raise Refused(words, code="verify-password") from error
    except pikepdf.PdfError as error:
        words = f"This file begins as a PDF does, and cannot be read as one: it is damaged or not whole. {_ADVICE}"
        raise Refused(words, code="verify-damaged") from error


def _identifier(pdf: object) -> bytes:
    """Metadata that are no XML carry nothing, whatever else the file is."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:  # type: ignore[attr-defined]
            found = metadata.get("dc:identifier", "")
    except Exception:
        return b""
    return found.encode()[:_LONGEST] if isinstance(found, str) else b""

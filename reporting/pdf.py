"""A report as PDF/UA-1 and PDF/A-2a, rendered in a child process with a ration of time and memory."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from collab import child
from collab.errors import Refused
from documents.models import Document
from reporting.html import paper

ENGINE = "reporting.engine:render"
SECONDS, MEGABYTES = 120, 1500


def render_pdf(document: Document) -> bytes:
    """The report as PDF. The same text gives the same bytes. Refused with a plain sentence where it cannot be made."""
    return print_paper(paper(document))


@cache
def edition() -> bytes:
    """Tells by what a page is printed: the same page gives the same bytes as long as this is the same."""
    here = Path(__file__).parent
    files = (here / "engine.py", *sorted(path for path in (here / "assets").iterdir() if path.is_file()))
    parts = [*(path.read_bytes() for path in files), version("weasyprint").encode(), version("pikepdf").encode()]
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()


def print_paper(html: str, *, beat: Callable[[str], None] | None = None) -> bytes:
    """A page for the engine as PDF, otherwise as `render_pdf`. `beat`: see collab.child.run."""
    try:
        return child.run(ENGINE, html.encode(), seconds=SECONDS, megabytes=MEGABYTES, beat=beat)
    except child.TooSlow as error:
        raise Refused(
            f"Making the PDF took longer than {SECONDS} seconds and was stopped. "
            "Nothing is lost. Look for a very long table or paragraph, split it, and try again.",
            code="pdf-too-slow",
        ) from error
    except child.TooBig as error:
        raise Refused(
            "The report is too large to make one PDF of. Nothing is lost. "
            "Look for a very long table or paragraph, split it, and try again.",
            code="pdf-too-big",
        ) from error
    except child.ChildFailed as error:
        raise Refused(
            "The PDF could not be made. Nothing is lost. Try again; if it fails once more, tell your administrator.",
            code="pdf-failed",
        ) from error

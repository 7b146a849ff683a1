"""Front fields that a document names by the style of their words, and what its headers and footers say besides."""

from collections.abc import Iterable

from documents.readers.docx.styles import Styles
from documents.readers.docx.xml import Element, W, plain, value
from documents.word import FURNITURE


def read_fields(roots: Iterable[Element], styles: Styles) -> dict[str, str]:
    """Value by key; where a field stands in several places, the first one counts."""
    fields: dict[str, str] = {}
    for root in roots:
        for paragraph in root.iter(W + "p"):
            here: dict[str, str] = {}
            for run in paragraph.iter(W + "r"):
                key = styles.field(_style(run))
                if key:
                    here[key] = here.get(key, "") + _words(run)
            for key, words in here.items():
                if words.strip():
                    fields.setdefault(key, words.strip())
    return fields


def words_besides(root: Element, styles: Styles) -> str:
    """What a header or footer says that is neither a front field nor furniture of a page from here."""
    runs = list(root.iter(W + "r"))
    others = [run for run in runs if not styles.field(_style(run)) and styles.name(_style(run)) != FURNITURE.casefold()]
    return plain(root) if len(others) == len(runs) else " ".join(plain(run) for run in others).strip()


def _style(run: Element) -> str:
    return value(run.find(W + "rPr"), "rStyle")


def _words(run: Element) -> str:
    return "".join(part.text or "" if part.tag == W + "t" else " " for part in run if part.tag in _SAID)


_SAID = {W + "t", W + "tab", W + "br", W + "cr"}

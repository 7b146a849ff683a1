"""Names and small values in a Word document's XML."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741

# The same vocabulary under the names of the strict standard.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
)
_NO_MEMORY = 2
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{MC}Fallback"}


def parse(data: bytes) -> Element:
    """The root; follows no entity, no link and no file. Raises ValueError for what is not plain XML."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual.strip("{}").encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # The library says so in an error of syntax.
        if error.code == _NO_MEMORY:
            raise MemoryError from None
        raise ValueError("not well-formed XML") from None
    if root.getroottree().docinfo.doctype:
        raise ValueError("XML with a document type")
    return root


def value(parent: Element, name: str, attribute: str = "val") -> str:
    """The attribute of the child of this name, "" where either is missing."""
    child = parent.find(W + name) if parent is not None else None
    return "" if child is None else child.get(W + attribute, "")


def number(text: str, otherwise: int) -> int:
    """A small whole number; anything else is `otherwise`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def values(properties: Element) -> dict[str, str]:
    """What each child says, by its name; "true" where it only stands there."""
    return {} if properties is None else {child.tag: child.get(W + "val", "true") for child in properties}


def is_on(said: str | None) -> bool | None:
    """Whether a property such as bold is on or off, None where nothing is said."""
    return None if said is None else said not in ("0", "false", "off")


def toggle(properties: Element, name: str) -> bool | None:
    """The same of the child of this name."""
    return is_on(values(properties).get(W + name))


def plain(element: Element) -> str:
    """The words within, without notation; deleted ones are left out and paragraphs separated by a space."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if element.tag in _GONE:
        return
    if element.tag in (f"{W}t", f"{M}t"):
        yield element.text or ""
    elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
        yield " "
    for child in element:
        yield from _words(child)
    if element.tag == f"{W}p":
        yield " "

"""The file around the text: parts to begin with, properties, and bytes that depend on nothing but the text."""

import datetime
import io
import zipfile
from pathlib import Path

from docx import Document as open_package
from docx.document import Document as Package

from collab.xml import possible

PARTS = Path(__file__).resolve().parent / "parts"
_PLACES = {
    "content-types.xml": "[Content_Types].xml",
    "package.rels": "_rels/.rels",
    "document.rels": "word/_rels/document.xml.rels",
}
# Of a property, as Word has it.
LONGEST = 255
# No earlier moment can be told in a zip file.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def new_package() -> Package:
    """An empty document with Collab's styles and nothing else: no theme, no picture, no properties."""
    parts = {_PLACES.get(path.name, f"word/{path.name}"): path.read_bytes() for path in PARTS.iterdir()}
    return open_package(io.BytesIO(_zip(parts)))


def describe(
    package: Package, *, title: str, author: str, created: datetime.datetime, changed: datetime.datetime,
    identifier: str = "",
) -> None:  # fmt: skip
    """The properties that the PDF has too."""
    properties = package.core_properties
    properties.title = possible(title)[:LONGEST]
    properties.author = properties.last_modified_by = possible(author)[:LONGEST]
    properties.created, properties.modified = (moment.astimezone(datetime.UTC) for moment in (created, changed))
    properties.language = "en-GB"
    properties.revision = 1
    if identifier:
        properties.identifier = identifier


def to_bytes(package: Package) -> bytes:
    stream = io.BytesIO()
    package.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()})


def _zip(parts: dict[str, bytes]) -> bytes:
    """Parts in alphabetical order, in which the list of their types comes first, as Word wants it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _MOMENT)
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()

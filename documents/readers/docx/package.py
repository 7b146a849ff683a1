"""The parts that a .docx file is made of, and how they point to one another."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from collab.errors import Refused
from documents.readers.docx.xml import Element, parse

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Relationship:
    """`kind` is the type's last word ("styles", "hyperlink"); `target` is a part's name or, outside, an address."""

    kind: str
    target: str
    outside: bool


class Package:
    """A .docx file; a part that cannot be read is as if it were missing, and its kind is kept in `broken`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            raise damaged() from None
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self.broken: list[str] = []
        mains = [link.target for link in self.relationships("").values() if link.kind == "officeDocument"]
        self.main = mains[0] if mains else ""
        self._links = self.relationships(self.main)

    def document(self) -> Element:
        """The root of the text itself; raises Refused where there is none."""
        root = self._read(self.main)
        if root is None:
            raise damaged()
        return root

    def links(self) -> dict[str, Relationship]:
        """What the text points to, by id."""
        return self._links

    def part(self, kind: str) -> Element | None:
        """The root of the first part of this kind that the text points to."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[Element]:
        found = []
        for target in sorted({link.target for link in self._links.values() if link.kind == kind and not link.outside}):
            root = self._read(target)
            if root is None:
                self.broken.append(kind)
            else:
                found.append(root)
        return found

    def relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        root = self._read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {link.get("Id", ""): _relationship(link, folder) for link in root.iter(_RELATIONSHIP)}

    def _read(self, name: str) -> Element | None:
        real = self._names.get(name.lower())
        if real is None:
            return None
        try:
            return parse(self._archive.read(real))
        except (ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
            return None


def _relationship(link: Element, folder: str) -> Relationship:
    kind = link.get("Type", "").rsplit("/", 1)[-1]
    target = link.get("Target", "")
    outside = link.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(kind, target, outside)


def damaged() -> Refused:
    return Refused(
        "The Word document is damaged: its text could not be found. "
        "Open it in Word, save it under a new name and upload that.",
        code="upload-damaged",
    )

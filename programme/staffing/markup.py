"""What a sheet's XML tells and its values do not: what is hidden, what is calculated. Runs in a child process."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

ROWS_KEPT = 500
CHUNK = 1024 * 1024
# A row that says its number and has no cell with anything in it.
_BLANK = re.compile(rb'<row [^>]*?\br="[0-9]+"[^>]*?(?:/>|>(?:<c [^>]*?/>)*</row>)')
_TRUE = ("1", "true", "on")


@dataclass
class Marks:
    """`last_row` and `last_column` are those of the last cell that holds anything. `formulas` are named as in "F12".
    `without_value` has what stands where a formula has none or failed, by row and column from 1."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    without_value: dict[int, dict[int, str]] = field(default_factory=dict)


class Book:
    """The XML within a workbook."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.paths = self._paths()

    def _paths(self) -> dict[str, str]:
        targets = {link.get("Id"): link.get("Target", "") for link in self._tree("xl/_rels/workbook.xml.rels")}
        found: dict[str, str] = {}
        for sheet in self._tree("xl/workbook.xml").iter("{*}sheet"):
            link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
            target = targets.get(link, "")
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    def _tree(self, path: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.archive.read(path), parser)

    def marks(self, sheet: str) -> Marks:
        with self.archive.open(self.paths[sheet]) as part:
            return _marks(_WithoutBlankRows(part))


class _WithoutBlankRows:
    """The XML of a sheet as a file, without its blank rows: there may be a million of them, and nothing to tell."""

    def __init__(self, part: IO[bytes]) -> None:
        self.part, self.rest = part, b""

    def read(self, size: int = -1) -> bytes:
        """Some of it, however much was asked for; nothing at its end alone."""
        while True:
            chunk = self.part.read(CHUNK)
            whole = self.rest + chunk
            # A row that is cut through waits for its end.
            cut = max(whole.rfind(b"<row "), 0) if chunk else len(whole)
            cut = cut or len(whole)
            self.rest = whole[cut:]
            left = _BLANK.sub(b"", whole[:cut])
            if left or not chunk:
                return left


def _marks(part: Any) -> Marks:
    marks = Marks()
    number = kept = 0
    calculated: list[Any] = []
    tags = ("{*}row", "{*}f", "{*}col")
    for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True):
        if element.tag.endswith("}row"):
            number = int(element.get("r") or number + 1)
            if len(element):
                _row(element, number, calculated, marks)
                calculated.clear()
            kept += 1
            if kept == ROWS_KEPT:
                # What has been seen is let go, so that a long sheet needs no more memory than a short one.
                del element.getparent()[: kept - 1]
                kept = 1
        elif element.tag.endswith("}f"):
            calculated.append(element.getparent())
        elif element.get("hidden") in _TRUE:
            marks.hidden_columns.append((int(element.get("min")), int(element.get("max"))))
    return marks


def _row(row: Any, number: int, calculated: list[Any], marks: Marks) -> None:
    last = next((place for place in range(len(row) - 1, -1, -1) if len(row[place])), None)
    if last is None:
        return
    marks.last_row = number
    marks.last_column = max(marks.last_column, _column(row[last].get("r")) or last + 1)
    if row.get("hidden") in _TRUE:
        marks.hidden_rows.append(number)
    for cell in calculated:
        column = _column(cell.get("r")) or row.index(cell) + 1
        if cell.findtext("{*}v"):
            marks.formulas.append(f"{letters(column)}{number}")
        else:
            marks.without_value.setdefault(number, {})[column] = f"={cell.findtext('{*}f') or ''}"
    for place, cell in enumerate(row, start=1):
        if cell.get("t") == "e":
            column = _column(cell.get("r")) or place
            marks.without_value.setdefault(number, {})[column] = cell.findtext("{*}v") or "#N/A"


def _column(ref: str | None) -> int:
    """The number of the column that a cell's name begins with: 28 for "AB12"."""
    found = 0
    for letter in ref or "":
        if not "A" <= letter <= "Z":
            break
        found = found * 26 + ord(letter) - 64
    return found


def letters(column: int) -> str:
    """The other way round: "AB" for 28."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found

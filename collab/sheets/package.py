"""The file around the sheets: properties, and bytes that depend on nothing but what is in them."""

import datetime
import io
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

AUTHOR = "Collab"
# Of a property, as Excel has it.
LONGEST = 255
# No earlier moment can be told in a zip file.
_MOMENT = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zone


class _Archive(ZipFile):
    """Every part of one moment."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(ZipInfo(zinfo_or_arcname, _MOMENT.timetuple()[:6]), data, ZIP_DEFLATED, 6)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def to_bytes(workbook: Workbook, *, title: str) -> bytes:
    properties = workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = title[:LONGEST], AUTHOR, AUTHOR
    properties.language = "en-GB"
    properties.created = properties.modified = _MOMENT
    stream = io.BytesIO()
    ExcelWriter(workbook, _Archive(stream, "w")).save()
    return stream.getvalue()

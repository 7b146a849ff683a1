"""CSV in whatever encoding and with whatever separator. Runs in a child process."""

import contextlib
import csv
import io
import itertools
from collections.abc import Iterator

from collab.errors import Refused
from programme.staffing.tables import HEADER_WITHIN, MOST_COLUMNS, Table, collect, find_header, no_table

SEPARATORS = ",;\t|"
# A cell that is longer has swallowed rows: somewhere above it a quotation mark was not closed.
LONGEST_QUOTED = 131_072
# So many separators, and a new line, in a cell of a file whose quotation marks are not right: it is two rows in one.
SWALLOWED = 4


def read(data: bytes) -> bytes:
    """A Table, as bytes; Refused with a plain sentence where there is none."""
    csv.field_size_limit(LONGEST_QUOTED)
    text, notes = decoded(data)
    separator, place = _header(text)
    rows, doubts = records(text, separator)
    below = enumerate(rows[place + 1 :], start=2)
    return Table(rows[place][:MOST_COLUMNS], 1, collect(below), notes + doubts).as_bytes()


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, and what is to be said about how it was read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    spoilt = text.count("\ufffd")
    if spoilt < sum(character > "\x7f" for character in text) - spoilt:
        count = "1 character" if spoilt == 1 else f"{spoilt:,} characters"
        return text, [f"{count} could not be read: save the file as “CSV UTF-8” and upload it again if that matters."]
    return data.decode("cp1252", "replace"), []


def _header(text: str) -> tuple[str, int]:
    """The separator, and the place of the header."""
    found = [(separator, find_header(first(text, separator))) for separator in SEPARATORS]
    headers = [(header[1].rank, separator, header[0]) for separator, header in found if header]
    if not headers:
        raise no_table()
    _, separator, place = max(headers, key=lambda header: header[0])
    return separator, place


def first(text: str, separator: str) -> Iterator[list[str]]:
    """The first records; with a wrong separator there may be no sense in them."""
    with contextlib.suppress(csv.Error):
        yield from itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), HEADER_WITHIN)


def records(text: str, separator: str) -> tuple[list[list[str]], list[str]]:
    """All records, and what is to be said about their quotation marks."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 0
    try:
        for cells in reader:
            rows.append(cells)
            begun = reader.line_num
    except csv.Error as error:
        if "expected after" not in str(error):
            raise _unclosed(begun) from None
    else:
        return rows, []
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise _unclosed(begun) from None
    if any("\n" in cell and cell.count(separator) >= SWALLOWED for cells in rows for cell in cells):
        raise _unclosed(begun)
    return rows, [
        f"After line {begun} a quotation mark stands within a cell where CSV writes it twice: check the row there, and "
        "the one after it."
    ]


def _unclosed(line: int) -> Refused:
    return Refused(
        f"A quotation mark is opened after line {line} and never closed, so that the rows below it run into one "
        'another. Look for a single " there, take it out or write it twice, and upload the file again.',
        code="staffing-quotation-mark",
    )

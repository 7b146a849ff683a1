"""A table as it stands in a file: its header, the rows below it, and what the file says of itself."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from collab.errors import Refused
from programme.staffing.layouts import LAYOUTS, Layout, Recognised, recognise

# Above the header stand titles and notes, not pages of them.
HEADER_WITHIN = 200
MOST_ROWS = 100_000
MOST_COLUMNS = 500
LONGEST_CELL = 32_767


@dataclass
class Table:
    """`rows` are those below the header that are not blank, each with its number; `notes` what whoever brings the
    file in should know, `hidden` what a reader of the workbook may not see, both in sentences."""

    header: list[str]
    header_row: int
    rows: list[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        return json.dumps(
            [self.header, self.header_row, self.rows, self.notes, self.hidden], ensure_ascii=False
        ).encode("utf-8", "replace")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Table":
        header, header_row, rows, notes, hidden = json.loads(data)
        return cls(header, header_row, [(number, cells) for number, cells in rows], notes, hidden)


def find_header(rows: Iterable[list[str]]) -> tuple[int, Recognised] | None:
    """The place, from 0, of the row that is most like a header, among the first rows."""
    best: tuple[int, Recognised] | None = None
    for place, cells in enumerate(rows):
        if place >= HEADER_WITHIN:
            break
        found = recognise(cells[:MOST_COLUMNS])
        if found and (best is None or found.rank > best[1].rank):
            best = place, found
    return best


def is_blank(cells: list[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def collect(rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows that are not blank; Refused where there are more than one baseline may have."""
    kept: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if is_blank(cells):
            continue
        if len(kept) == MOST_ROWS:
            raise Refused(
                f"The file has more than {MOST_ROWS:,} rows, which is more than one council’s baseline can hold. "
                "Divide it, or take out the rows of other councils.",
                code="staffing-too-many-rows",
            )
        kept.append((number, [cell[:LONGEST_CELL] for cell in cells[:MOST_COLUMNS]]))
    return kept


def no_table() -> Refused:
    layouts = "; ".join(f"{layout.key}, {layout.words} ({_some(layout)} …)" for layout in LAYOUTS.values())
    return Refused(
        "No staffing table was found: no row has the headings of a layout that can be read. The layouts are "
        f"{layouts}. Give the columns these headings, or fill in the template, which is on the page where a baseline "
        "is brought in.",
        code="staffing-no-table",
    )


def _some(layout: Layout) -> str:
    return ", ".join(layout.columns[name] for name in layout.signs[:4])

"""The table of a tracker's file, found by its headings wherever these stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from collab.errors import Refused
from programme.staffing.layouts import plain_heading

SERVICE, PERCENT, OTHER = "service", "percent", "other"
# What a template has, in its order.
HEADINGS = {
    SERVICE: "Directorate or service", "proposed": "Proposed", "achieved": "Achieved or anticipated",
    "pressures": "In-year pressures", "net": "Net unachieved", "net_budget": "Net budget", PERCENT: "% of net budget",
}  # fmt: skip
_KNOWN = {
    SERVICE: ("service", "services", "directorate", "directorateservice", "directorateorservice", "department"),
    "proposed": ("proposed", "proposedsavings", "savingsproposed", "target", "savingstarget"),
    "achieved": (
        "achieved", "achievedoranticipated", "achievedanticipated", "anticipated", "achievedsavings",
        "savingsachieved", "forecast",
    ),
    "pressures": ("pressures", "inyearpressures", "pressure"),
    "net": ("net", "netunachieved", "netatrisk", "unachieved", "atrisk", "netunachievedsavings", "netsavingsatrisk"),
    "net_budget": ("netbudget",),
    PERCENT: ("ofnetbudget", "percentage", "percent", "percentageofnetbudget"),
    # Known, and in no sum of a tracker.
    OTHER: ("substitutions", "substitutionsnotcounted"),
}  # fmt: skip
_KEYS = {heading: key for key, headings in _KNOWN.items() for heading in headings}
_THOUSANDS = re.compile(r"£?\s*['’]?000s?\b|£\s*k\b|\bthousands?\b", re.IGNORECASE)
_MILLIONS = re.compile(r"£\s*m\b|\bmillions?\b", re.IGNORECASE)

Sheets = Sequence[tuple[str, Sequence[tuple[int, list[str]]]]]


@dataclass(frozen=True)
class Row:
    place: str
    cells: dict[str, str]


@dataclass
class Found:
    """`headings` as they stand in the file, by what they are."""

    headings: dict[str, str]
    in_thousands: bool
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_table(sheets: Sheets, notes: Sequence[str]) -> Found:
    """The first of the tables. Refused where there is none, or two of its columns are the same."""
    found: Found | None = None
    for name, rows in sheets:
        sheet = f"{name}, " if len(sheets) > 1 else ""
        for at, (number, cells) in enumerate(rows):
            keys = [_key(cell) for cell in cells]
            if not {SERVICE, "proposed", "achieved"} <= set(keys):
                continue
            if found is None:
                found = _begun(keys, cells, notes)
                found.rows = list(_rows(keys, rows[at + 1 :], sheet))
            else:
                found.notes.append(f"Another table begins in {sheet}row {number}. It is not compared.")
    if found is None:
        raise Refused(
            "No tracker was found: no row has headings for the service, for what was proposed and for what was "
            "achieved. Give the columns the headings of the template, or of a tracker taken away from Collab.",
            code="tracker-file",
        )
    return found


def _begun(keys: Sequence[str], cells: Sequence[str], notes: Sequence[str]) -> Found:
    found = Found({}, any(_THOUSANDS.search(cell) for cell in cells), notes=list(notes))
    for key, cell in zip(keys, cells, strict=True):
        if key and key in found.headings:
            raise Refused(
                f"Two columns say the same: “{found.headings[key]}” and “{cell}”. Leave one of them in the file.",
                code="tracker-file",
            )
        if _MILLIONS.search(cell):
            raise Refused(f"The column “{cell}” is in millions. Write it in thousands or pounds.", code="tracker-file")
        if key:
            found.headings[key] = " ".join(cell.split())
        elif cell:
            found.notes.append(f"The column “{cell}” is not known and not read.")
    return found


def _rows(keys: Sequence[str], rows: Sequence[tuple[int, list[str]]], sheet: str) -> Iterator[Row]:
    """To the next table. A row with one cell is a note or a heading."""
    for number, cells in rows:
        if {SERVICE, "proposed", "achieved"} <= {_key(cell) for cell in cells}:
            return
        said = {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell}
        if len(said) > 1:
            yield Row(f"{sheet}row {number}", said)


def _key(heading: str) -> str:
    """What a column is; "" where that is not known."""
    return _KEYS.get(plain_heading(_MILLIONS.sub("", _THOUSANDS.sub("", heading))), "")

"""What a tracker's file says, with everything that cannot be read in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from collab import uploads
from collab.calc.reconcile import COLUMNS, Line, follows
from collab.errors import Refused
from savings.plan_file.proposal import Problem
from savings.presenters.tracker import NO_SERVICE
from savings.tracker_file import values as fit
from savings.tracker_file.tables import PERCENT, SERVICE, Found, Row, find_table

READERS = {"csv": "savings.plan_file.child:read_csv", "xlsx": "savings.plan_file.child:read_xlsx"}
POUNDS, THOUSANDS = "pounds", "thousands"
UNITS = {POUNDS: fit.POUND, THOUSANDS: 1_000 * fit.POUND}
TOTALS = {"total", "totals", "grand total", "overall total", "council total"}


@dataclass
class TrackerFile:
    """`step` is the pence to which its amounts are written. With `problems` the rest is not to be relied on."""

    lines: list[Line] = field(default_factory=list)
    total: Line | None = None
    step: int = 1
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_tracker_file(data: bytes, *, filename: str) -> str:
    """The rows of the file, as `understand_tracker` takes them. Refused with a plain sentence for a file that is
    none."""
    return uploads.read(data, filename=filename, readers=READERS).decode()


def understand_tracker(rows: str, *, unit: str, council: Sequence[str]) -> TrackerFile:
    """`unit`: POUNDS or THOUSANDS; `council` has the names of the whole. Refused where no tracker is in it."""
    sheets, notes = json.loads(rows)
    table = find_table(sheets, notes)
    if table.in_thousands and unit == POUNDS:
        raise Refused("The headings of the file say thousands. Choose thousands, or correct them.", code="unit")
    return _Reading(table, unit, council).file()


class _Reading:
    def __init__(self, table: Found, unit: str, council: Sequence[str]) -> None:
        self.table, self.unit = table, UNITS[unit]
        self.wholes = {name.casefold() for name in council} | {f"all of {name}".casefold() for name in council}
        self.found = TrackerFile(notes=table.notes)
        self.steps: set[int] = set()
        self.shares: set[str] = set()

    def file(self) -> TrackerFile:
        seen: dict[str, str] = {}
        for row in self.table.rows:
            name = " ".join(row.cells.get(SERVICE, "").split())
            line = Line(row.place, "" if name == NO_SERVICE else name, self._amounts(row), self._percent(row))
            if not name:
                self._say(row, SERVICE, "The row has amounts and no name. Name the service, or write Total.")
            elif self._is_total(name):
                if self.found.total is not None:
                    self._say(row, SERVICE, f"There is a total before it, in {self.found.total.place}. Leave one.")
                self.found.total = line
            elif name.casefold() in seen:
                self._say(row, SERVICE, f"“{name}” stands in {seen[name.casefold()]} too. Put the two together.")
            else:
                seen[name.casefold()] = row.place
                self.found.lines.append(line)
        self.found.step = min(self.steps, default=1)
        self._turn_pressures()
        self._read_shares()
        if not self.table.rows:
            self.found.problems.append(Problem("The file", "", "There is no row below the headings. Fill it in."))
        return self.found

    def _is_total(self, name: str) -> bool:
        return name.casefold() in TOTALS | self.wholes

    def _say(self, row: Row, key: str, sentence: str) -> None:
        self.found.problems.append(Problem(row.place, self.table.headings[key], sentence))

    def _amounts(self, row: Row) -> dict[str, int]:
        found = {}
        for key in COLUMNS:
            try:
                said = fit.amount(row.cells.get(key, ""), unit=self.unit)
            except ValueError as unfit:
                self._say(row, key, str(unfit))
                continue
            if said is not None:
                found[key] = said.pence
                self.steps |= {said.step} if said.step else set()
        return found

    def _percent(self, row: Row) -> Decimal | None:
        try:
            said = fit.percent(row.cells.get(PERCENT, ""))
        except ValueError as unfit:
            self._say(row, PERCENT, str(unfit))
            return None
        if said is not None and not said.is_signed:
            self.shares.add(row.place)
        return said.figure if said else None

    def _all(self) -> list[Line]:
        return [*self.found.lines, *([self.found.total] if self.found.total else [])]

    def _put(self, lines: Sequence[Line]) -> None:
        """Other lines in the place of all, the total last."""
        if self.found.total is not None:
            *lines, self.found.total = lines
        self.found.lines = list(lines)

    def _turn_pressures(self) -> None:
        """To above nought, however the file writes them: all below it, or all above."""
        said = [(line, line.amounts["pressures"]) for line in self._all() if line.amounts.get("pressures")]
        other = next((line for line, pence in said if (pence < 0) != (said[0][1] < 0)), None)
        if other is not None:
            sign = "below nought" if said[0][1] < 0 else "above nought"
            heading = self.table.headings["pressures"]
            self.found.problems.append(
                Problem(other.place, heading, f"Pressures before it are {sign}, and this one is not. Write all alike.")
            )
        turned = [
            replace(line, amounts={**line.amounts, "pressures": abs(line.amounts["pressures"])})
            if "pressures" in line.amounts
            else line
            for line in self._all()
        ]
        self._put(turned)

    def _read_shares(self) -> None:
        """A percentage without its sign may be a share, as a workbook keeps it (0.051): read as that where more of the
        file follows so."""
        lines = self._all()
        shares = [
            replace(line, percent=line.percent.scaleb(2))
            if line.percent is not None and line.place in self.shares
            else line
            for line in lines
        ]
        if sum(follows(line, self.found.step) for line in shares) > sum(
            follows(line, self.found.step) for line in lines
        ):
            self._put(shares)

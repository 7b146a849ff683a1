"""From a table to posts: every row accepted, rejected with the reason, or left out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from collab.calc.costing import post_cost
from collab.errors import Refused
from programme.staffing import whole
from programme.staffing.hierarchy import count_tiers, resolve
from programme.staffing.layouts import LONGEST_HEADING, Recognised, plain_heading, recognise
from programme.staffing.lines import Draft, Line, quoted
from programme.staffing.personal import is_personal
from programme.staffing.references import References
from programme.staffing.rows import READERS
from programme.staffing.shapes import Problem, StaffingFile, StaffingPost
from programme.staffing.tables import Table, is_blank, no_table
from programme.staffing.values import clean, is_nothing

_TOTAL = re.compile(r"(?:grand|sub|overall)?[\s-]*totals?\s*:?", re.I)
_SHORTENED = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+")
_SOME_TOTAL = re.compile(r"\b(?:sub)?totals?\b", re.I)


@dataclass(frozen=True)
class Wishes:
    """What whoever brings the file in has decided; `partners` are the councils with which posts may be shared, or None
    for anybody."""

    on_cost_rate: Decimal
    keep_names: bool
    mends: Mapping[tuple[int, str], str]
    left_out: Collection[int]
    whose_rate: str
    partners: Collection[str] | None = None


def interpret(table: Table, wishes: Wishes) -> StaffingFile:
    """Refused where the table has no layout, or lacks a column that its layout cannot do without."""
    found = recognise(table.header)
    if found is None:
        raise no_table()
    if not table.rows:
        raise Refused(
            "The table has its headings and no rows below them: check that it was saved, and upload it again.",
            code="staffing-no-rows",
        )
    if found.missing:
        names = " and ".join(quoted(name) for name in found.missing)
        raise Refused(
            f"The table has the layout {found.layout.key}, {found.layout.words}, but no column {names}. Add it under "
            f"that heading and upload the file again. {' '.join(table.notes)}".rstrip(),
            code="staffing-no-column",
        )
    reading = _Reading(table, found, wishes)
    reading.read()
    return reading.result()


def _is_total(line: Line, cells: list[str]) -> bool:
    first = next((clean(cell) for cell in cells if not is_nothing(cell)), "")
    telling = [first, *(line.text(name) for name in ("ref", "title", "service"))]
    if not any("total" in text.lower() for text in telling):
        return False
    if any(_TOTAL.fullmatch(text) for text in telling):
        return True
    return not line.text("title") and any(_SOME_TOTAL.search(text) for text in telling)


class _Reading:
    def __init__(self, table: Table, found: Recognised, wishes: Wishes) -> None:
        self.table, self.found, self.wishes = table, found, wishes
        self.layout = found.layout
        self.names = [clean(name[:LONGEST_HEADING]) for name in table.header]
        self.headings = {name: self.names[place] for name, place in found.places.items()}
        self.personal = [place for place, name in enumerate(self.names) if is_personal(name)]
        self.left_out: list[int] = []
        self.kept: list[tuple[Line, Draft, list[str]]] = []
        self.problems: list[Problem] = []

    def read(self) -> None:
        every = [(number, self._mended(number, cells)) for number, cells in self.table.rows]
        drafts: list[tuple[Line, Draft, list[str]]] = []
        for number, cells in every:
            line = self._line(number, cells)
            drafts.append((line, self._draft(line, cells), cells))
        references = References({draft.ref for _, draft, _ in drafts if draft.ref})
        for line, draft, cells in drafts:
            if not draft.ref:
                draft.ref = references.make(draft)
            if line.number in self.wishes.left_out:
                self.left_out.append(line.number)
            else:
                self.kept.append((line, draft, cells))
        self._compare()

    def _mended(self, number: int, cells: list[str]) -> list[str]:
        cells = [*cells, *[""] * (len(self.names) - len(cells))]
        if self.wishes.mends:
            for place, name in enumerate(self.names):
                cells[place] = self.wishes.mends.get((number, name), cells[place]) if name else cells[place]
        return cells

    def _line(self, number: int, cells: list[str]) -> Line:
        texts = {name: clean(cells[place]) for name, place in self.found.places.items()}
        return Line(number, texts, self.headings)

    def _draft(self, line: Line, cells: list[str]) -> Draft:
        reason = self._no_post(line, cells)
        if reason:
            line.error("title", reason)
            return Draft(title=line.text("title"))
        return READERS[self.layout.key](line)

    def _no_post(self, line: Line, cells: list[str]) -> str:
        """Why the row is no post at all, or ""."""
        extra = cells[len(self.names) :]
        if not is_blank(extra):
            return (
                f"The row has {len(cells)} cells under {len(self.names)} headings: put a cell that holds the separator "
                "into quotation marks."
            )
        filled = [(name, text) for name, text in line.texts.items() if not is_nothing(text)]
        if not filled:
            return "The row has nothing under the headings that are read: leave it out."
        if all(plain_heading(text) == plain_heading(line.headings[name]) for name, text in filled):
            return "The row repeats the headings: leave it out."
        if _is_total(line, cells):
            return "The row looks like a total and not like a post: leave it out."
        if len(filled) == 1 and filled[0][0] != "title" and len(line.texts) > 3:
            return f"The row has only {quoted(filled[0][1])} and looks like a note: leave it out."
        return ""

    def _compare(self) -> None:
        """What can be told of a row only beside the others."""
        first: dict[str, int] = {}
        for line, draft, _ in self.kept:
            before = first.setdefault(draft.ref, line.number)
            if before != line.number:
                words = f"The reference {quoted(draft.ref)} stands in row {before} too"
                line.error("ref", f"{words}: give each post its own, or leave a row out that stands there twice.")
            if _SHORTENED.fullmatch(draft.ref):
                line.warn("ref", f"{quoted(draft.ref)} looks shortened by a spreadsheet program: write it in full.")
            self._check_partners(line, draft)
        pairs = [(line, draft) for line, draft, _ in self.kept]
        if self.layout.key != "organogram-junior":
            resolve(pairs)
        if self.layout.key == "organogram-senior":
            count_tiers(pairs)

    def _check_partners(self, line: Line, draft: Draft) -> None:
        partners = self.wishes.partners
        unknown = [] if partners is None else [slug for slug, _ in draft.shared_with if slug not in partners]
        if unknown:
            others = f"write one of {', '.join(sorted(partners or ()))}" if partners else "leave the cell empty"
            line.error("shared_with", f"No other council {quoted(unknown[0])} takes part in the programme: {others}.")

    def result(self) -> StaffingFile:
        accepted = [(line, draft, cells) for line, draft, cells in self.kept if not line.is_rejected]
        drafts = [draft for _, draft, _ in accepted]
        rate = f"{self.wishes.whose_rate}, {(self.wishes.on_cost_rate * 100).normalize():f}%,"
        general = whole.warnings(self.table, self.found, self.names, self.personal, drafts, rate)
        problems = [problem for line, _, _ in self.kept for problem in line.problems]
        dropped = [] if self.wishes.keep_names else self.personal
        return StaffingFile(
            layout=self.layout.key,
            header_row=self.table.header_row,
            columns=[name for place, name in enumerate(self.names) if name and place not in dropped],
            posts=[self._post(line, draft, cells) for line, draft, cells in accepted],
            errors=[problem for problem in problems if problem.severity == "error"],
            warnings=[*general, *(problem for problem in problems if problem.severity == "warning")],
            dropped_columns=[self.names[place] for place in dropped],
            hidden=self.table.hidden,
            rejected_cells={line.number: self._cells(cells) for line, _, cells in self.kept if line.is_rejected},
            left_out=self.left_out,
        )

    def _post(self, line: Line, draft: Draft, cells: list[str]) -> StaffingPost:
        rate = self.wishes.on_cost_rate if draft.on_cost_rate is None else draft.on_cost_rate
        personal = {self.names[place]: clean(cells[place]) for place in self.personal if not is_nothing(cells[place])}
        return StaffingPost(
            row=line.number,
            ref=draft.ref,
            title=draft.title,
            service=draft.service,
            tier=draft.tier,
            grade=draft.grade,
            fte=draft.fte,
            salary_pence=draft.salary_pence,
            on_cost_rate=rate,
            cost_pence=post_cost(draft.salary_pence, draft.fte, rate),
            vacant=draft.vacant,
            in_scope=draft.in_scope,
            reports_to=draft.reports_to,
            statutory=draft.statutory,
            funding_source=draft.funding_source,
            shared_with=draft.shared_with,
            estimated="; ".join(draft.estimated),
            personal=personal if self.wishes.keep_names else {},
        )

    def _cells(self, cells: list[str]) -> dict[str, str]:
        dropped = () if self.wishes.keep_names else self.personal
        return {name: clean(cells[place]) for place, name in enumerate(self.names) if name and place not in dropped}

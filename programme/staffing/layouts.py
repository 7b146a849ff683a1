"""The layouts in which staffing files come, each known by its headings."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Headings that two layouts share are no sign of either; so few of a layout's own are no sign at all.
FEWEST_SIGNS = 3
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Layout:
    """`columns` gives the heading of each field as the layout writes it. A file must have those of `needed`;
    those of `signs` tell the layout from the others; `others` are headings of the layout that are not read."""

    key: str
    words: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    signs: tuple[str, ...]
    others: tuple[str, ...] = ()


COLLAB = Layout(
    key="collab",
    words="our own template",
    columns={
        name: name
        for name in (
            "ref", "title", "service", "tier", "grade", "fte", "salary", "on_cost_rate", "vacant", "in_scope",
            "reports_to", "statutory", "funding_source", "shared_with",
        )
    },
    needed=("title", "service", "fte", "salary"),
    signs=("ref", "title", "tier", "salary", "on_cost_rate", "vacant", "in_scope"),
)  # fmt: skip

TRANSPARENCY = Layout(
    key="transparency",
    words="the organisation structure that councils publish",
    columns={
        "organisation": "OrganisationLabel",
        "tier": "Level",
        "title": "JobTitle",
        "holder": "Name",
        "grade": "Grade",
        "directorate": "Directorate",
        "service": "Service",
        "shared": "SharedPost",
        "band": "SalaryBand",
        "most": "MaximumSalary",
        "vacant": "Vacancy",
        "fte": "FTE",
    },
    needed=("title", "band"),
    signs=("organisation", "tier", "title", "band", "most", "vacant", "shared", "directorate"),
    others=("OrganisationURI", "EffectiveDate", "ContractType", "Comments"),
)

SENIOR = Layout(
    key="organogram-senior",
    words="the organogram of senior posts on data.gov.uk",
    columns={
        "ref": "Post Unique Reference",
        "holder": "Name",
        "grade": "Grade",
        "title": "Job Title",
        "department": "Parent Department",
        "organisation": "Organisation",
        "service": "Unit",
        "reports_to": "Reports to Senior Post",
        "fte": "FTE",
        "floor": "Actual Pay Floor (£)",
        "ceiling": "Actual Pay Ceiling (£)",
        "valid": "Valid?",
    },
    needed=("title", "floor", "ceiling", "fte"),
    signs=("ref", "reports_to", "floor", "ceiling"),
    others=("Job/Team Function", "Salary Cost of Reports (£)", "Professional/Occupational Group", "Notes"),
)

JUNIOR = Layout(
    key="organogram-junior",
    words="the organogram of junior posts on data.gov.uk",
    columns={
        "department": "Parent Department",
        "organisation": "Organisation",
        "service": "Unit",
        "reports_to": "Reporting Senior Post",
        "grade": "Grade",
        "floor": "Payscale Minimum (£)",
        "ceiling": "Payscale Maximum (£)",
        "title": "Generic Job Title",
        "fte": "Number of Posts in FTE",
    },
    needed=("title", "floor", "ceiling", "fte"),
    signs=("reports_to", "floor", "ceiling", "title", "fte"),
    others=("Professional/Occupational Group", "Office Region"),
)

LAYOUTS = {layout.key: layout for layout in (COLLAB, TRANSPARENCY, SENIOR, JUNIOR)}


@dataclass(frozen=True)
class Recognised:
    """A header: its layout, and where each field stands."""

    layout: Layout
    places: Mapping[str, int]

    @property
    def rank(self) -> tuple[int, int]:
        """The higher, the likelier that this is the header."""
        return -len(self.missing), len(self.places)

    @property
    def missing(self) -> list[str]:
        """The headings without which the layout cannot be read."""
        return [self.layout.columns[name] for name in self.layout.needed if name not in self.places]


@functools.lru_cache(4096)
def plain_heading(text: str) -> str:
    """What is left of a heading that people and programs have written their own way: letters and digits.

    What stands in brackets goes, so that a pound sign which was spoilt on the way does no harm.
    """
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\([^)]*\)?", "", text.lower()))


_HEADINGS = {
    layout.key: {plain_heading(heading): name for name, heading in layout.columns.items()}
    for layout in LAYOUTS.values()
}


def recognise(cells: Sequence[str]) -> Recognised | None:
    """The layout whose header this row is, or None. Of two columns with one heading the first counts."""
    headings = [plain_heading(cell) if len(cell) <= LONGEST_HEADING else "" for cell in cells]
    best: Recognised | None = None
    for layout in LAYOUTS.values():
        places: dict[str, int] = {}
        for index, heading in enumerate(headings):
            name = _HEADINGS[layout.key].get(heading)
            if name:
                places.setdefault(name, index)
        if sum(name in places for name in layout.signs) < FEWEST_SIGNS:
            continue
        found = Recognised(layout, places)
        if best is None or found.rank > best.rank:
            best = found
    return best

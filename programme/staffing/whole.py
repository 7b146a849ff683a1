"""What is to be said about a file as a whole, once."""

from collections.abc import Sequence

from programme.staffing.layouts import Recognised, plain_heading
from programme.staffing.lines import Draft, quoted
from programme.staffing.shapes import Problem
from programme.staffing.tables import Table


def warnings(
    table: Table,
    found: Recognised,
    names: Sequence[str],
    personal: Sequence[int],
    drafts: Sequence[Draft],
    rate: str,
) -> list[Problem]:
    """`names` are the headings, `personal` the places of those about persons, `drafts` the accepted rows; `rate`
    is the default on-cost rate in words."""
    sentences = [
        *table.hidden,
        *table.notes,
        *_not_read(found, names, personal),
        *_taken_as_given(found),
        *_on_costs(found, drafts, rate),
        *_midpoints(found, drafts),
    ]
    return [
        *_twice(table.header_row, found, names),
        *(Problem(table.header_row, "", sentence, "warning") for sentence in sentences),
    ]


def _twice(row: int, found: Recognised, names: Sequence[str]) -> list[Problem]:
    plain = [plain_heading(name) for name in names]
    return [
        Problem(
            row, names[place], f"Several columns have the heading {quoted(names[place])}: the first is read.", "warning"
        )
        for place in found.places.values()
        if plain.count(plain[place]) > 1
    ]


def _not_read(found: Recognised, names: Sequence[str], personal: Sequence[int]) -> list[str]:
    known = {plain_heading(name) for name in (*found.layout.columns.values(), *found.layout.others)}
    strange = [
        quoted(name)
        for place, name in enumerate(names)
        if name and place not in personal and plain_heading(name) not in known
    ]
    if not strange:
        return []
    which = f"The column {strange[0]} is" if len(strange) == 1 else f"The columns {', '.join(strange[:20])} are"
    return [f"{which} not part of the layout {found.layout.key} and not read."]


def _taken_as_given(found: Recognised) -> list[str]:
    said = []
    if found.layout.key == "collab":
        if "vacant" not in found.places:
            said.append("There is no column “vacant”: every post counts as filled.")
        if "in_scope" not in found.places:
            said.append("There is no column “in_scope”: every post counts as in scope.")
    if found.layout.key == "transparency" and "fte" not in found.places:
        said.append("The layout has no FTE: every post counts 1 FTE (estimated).")
    return said


def _on_costs(found: Recognised, drafts: Sequence[Draft], rate: str) -> list[str]:
    without = sum(draft.on_cost_rate is None for draft in drafts)
    if not without:
        return []
    if "on_cost_rate" not in found.places:
        return [f"The file has no on-cost rate: {rate} is taken."]
    rows = "1 row has" if without == 1 else f"{without:,} rows have"
    return [f"{rows} no on-cost rate: {rate} is taken."]


def _midpoints(found: Recognised, drafts: Sequence[Draft]) -> list[str]:
    if not found.layout.key.startswith("organogram"):
        return []
    count = sum(bool(draft.estimated) for draft in drafts)
    return [f"The salaries of {count:,} rows are midpoints of the two pay columns (estimated)."] if count else []

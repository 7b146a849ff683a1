"""The sections of a bundle that are of savings, as they are written. The same rows give the same text."""

from collections.abc import Iterator
from typing import Any

from programme.bundle import values as write
from programme.bundle.writing import Section
from programme.models import Programme
from savings.bundle.reading import AMOUNTS, FIELDS, OPTIONAL_OF_LINE
from savings.models import LineAmount, SavingsLine
from savings.models.plan import QUARTERS

# What is left out, where it is not what is empty.
_UNSAID = {"cash_releasing": (True,)}


def write_savings(programme: Programme) -> Iterator[Section]:
    """Each section by its key, with the objects of its list one by one: councils in the programme's order."""
    yield "savings_plans", _plans(programme)
    yield "budget_gaps", _gaps(programme)
    for key, rows in (("net_budgets", _net_budgets(programme)), ("pressures", _pressures(programme))):
        if rows:
            yield key, rows


def _places(programme: Programme) -> dict[int, int]:
    return dict(programme.programme_councils.values_list("council_id", "position"))


def _plans(programme: Programme) -> Iterator[dict[str, Any]]:
    places = _places(programme)
    plans = programme.savings_plans.select_related("council").prefetch_related("lines__amounts", "lines__posts")
    for plan in sorted(plans, key=lambda plan: places[plan.council_id]):
        yield {"council": plan.council.slug, "lines": [_line(line) for line in plan.lines.all()]}


def _line(line: SavingsLine) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ref": line.ref,
        "title": line.title,
        "kind": line.kind,
        "status": line.status,
        "amounts": {write.written_year(row.year): _amount(row) for row in line.amounts.all()},
        "posts": [
            {"ref": row.ref, "from": write.written_year(row.from_year), "fte": write.four_places(row.fte)}
            for row in line.posts.all()
        ],
    }
    said = {key: getattr(line, field) for key, (field, _) in FIELDS.items() if key in OPTIONAL_OF_LINE}
    said |= {"one_off": not line.recurring, "agreed_on": line.agreed_on.isoformat() if line.agreed_on else None}
    return found | {key: value for key, value in said.items() if value not in _UNSAID.get(key, ("", False, None))}


def _amount(row: LineAmount) -> dict[str, Any]:
    found: dict[str, Any] = {key: write.written_money(getattr(row, f"{key}_pence")) for key in AMOUNTS}
    if row.cost_pence is not None:
        found["cost"] = write.written_money(row.cost_pence)
    if row.q1_pence is not None:
        found["quarters"] = [write.written_money(getattr(row, name)) for name in QUARTERS]
    return found


def _gaps(programme: Programme) -> Iterator[dict[str, Any]]:
    """A council's standing position before what its years add."""
    places = _places(programme)
    gaps = programme.budget_gaps.select_related("council").prefetch_related("amounts")
    for gap in sorted(gaps, key=lambda gap: (places[gap.council_id], gap.type)):
        amounts = {write.written_year(row.year): write.written_money(row.amount_pence) for row in gap.amounts.all()}
        source = {"source": gap.source} if gap.source else {}
        yield {"council": gap.council.slug, "type": gap.type, "amounts": amounts, **source}


def _net_budgets(programme: Programme) -> list[dict[str, Any]]:
    """That of the whole council before those of its services, year by year."""
    places, rows = _places(programme), programme.net_budgets.select_related("council")
    return [
        {
            "council": row.council.slug,
            "year": write.written_year(row.year),
            **({"service": row.service} if row.service else {}),
            "amount": write.written_money(row.amount_pence),
            "source": row.source,
        }
        for row in sorted(rows, key=lambda row: (places[row.council_id], row.year, row.service))
    ]


def _pressures(programme: Programme) -> list[dict[str, Any]]:
    """As they arose, P-2 before P-10."""
    places, rows = _places(programme), programme.pressures.select_related("council", "line")
    return [
        {
            "council": row.council.slug,
            "ref": row.ref,
            "kind": row.kind,
            "title": row.title,
            "year": write.written_year(row.year),
            "quarter": row.quarter,
            "amount": write.written_money(row.amount_pence),
            "source": row.source,
            **({"service": row.service} if row.service else {}),
            **({"line": row.line.ref} if row.line else {}),
        }
        for row in sorted(rows, key=lambda row: (places[row.council_id], row.year, row.quarter, len(row.ref), row.ref))
    ]

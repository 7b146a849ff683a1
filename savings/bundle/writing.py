"""The sections of a bundle that are of savings, as they are written. The same rows give the same text."""

from collections.abc import Iterator
from typing import Any

from programme.bundle import values as write
from programme.bundle.writing import Section
from programme.models import Programme
from savings.bundle.reading import AMOUNTS
from savings.models import SavingsLine


def write_savings(programme: Programme) -> Iterator[Section]:
    """Each section by its key, with the objects of its list one by one: councils in the programme's order."""
    yield "savings_plans", _plans(programme)
    yield "budget_gaps", _gaps(programme)


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
        "amounts": {
            write.written_year(row.year): {key: write.written_money(getattr(row, f"{key}_pence")) for key in AMOUNTS}
            for row in line.amounts.all()
        },
        "posts": [
            {"ref": row.ref, "from": write.written_year(row.from_year), "fte": write.four_places(row.fte)}
            for row in line.posts.all()
        ],
    }
    if line.held:
        found["held"] = True
    if line.origin:
        found["origin"] = line.origin
    return found


def _gaps(programme: Programme) -> Iterator[dict[str, Any]]:
    """A council's standing position before what its years add."""
    places = _places(programme)
    gaps = programme.budget_gaps.select_related("council").prefetch_related("amounts")
    for gap in sorted(gaps, key=lambda gap: (places[gap.council_id], gap.type)):
        amounts = {write.written_year(row.year): write.written_money(row.amount_pence) for row in gap.amounts.all()}
        yield {"council": gap.council.slug, "type": gap.type, "amounts": amounts}

"""A savings plan written down whole, and how two such writings differ."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collab.calc.money import plain
from collab.calc.years import FinancialYear
from savings.enums import LineStatus
from savings.models import LineAmount, LinePost, PlanVersion, SavingsLine, SavingsPlan

AMOUNTS = ("planned", "forecast", "actual", "cost", "q1", "q2", "q3", "q4")
SAID = (
    "ref", "title", "kind", "status", "held", "origin", "service", "description", "recurring", "cash_releasing",
    "confidence", "rating", "depends_on", "source", "authority",
)  # fmt: skip


@dataclass(frozen=True)
class LineDifference:
    """A line in two writings of a plan, as they write it; None where it is not there."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def line(self) -> dict[str, Any]:
        return self.after or self.before or {}


def lines_in_full(plan: SavingsPlan) -> list[SavingsLine]:
    """Three queries more than the lines."""
    rows = plan.lines.select_related("owner")
    return list(rows.prefetch_related("amounts__replaced_by", "posts"))


def content_of(lines: Iterable[SavingsLine]) -> dict[str, Any]:
    """Lines in full, in their order. `id` tells a line that goes by another reference by now."""
    return {"lines": [_line(line) for line in lines]}


def seal_of(content: Mapping[str, Any]) -> str:
    """The same for two writings that are alike."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _line(line: SavingsLine) -> dict[str, Any]:
    return {
        "id": line.pk,
        **{name: getattr(line, name) for name in SAID},
        "agreed_on": line.agreed_on.isoformat() if line.agreed_on else None,
        "owner": line.owner.name if line.owner else "",
        "amounts": {str(FinancialYear(row.year)): _amount(row) for row in line.amounts.all()},
        "posts": [_post(row) for row in line.posts.all()],
    }


def _amount(row: LineAmount) -> dict[str, Any]:
    said = {name: getattr(row, f"{name}_pence") for name in AMOUNTS}
    found = {name: None if pence is None else plain(pence) for name, pence in said.items()}
    settled = {
        "settled": row.settled, "settled_reason": row.settled_reason,
        "replaced_by": row.replaced_by.ref if row.replaced_by else "",
    }  # fmt: skip
    return found | (settled if row.settled else {})


def _post(row: LinePost) -> dict[str, str]:
    return {"ref": row.ref, "from": str(FinancialYear(row.from_year)), "fte": f"{row.fte:.4f}"}


def versions_of(plan: SavingsPlan) -> list[PlanVersion]:
    """Latest first, with their contents."""
    return list(plan.versions.select_related("by"))


def latest_version(plan: SavingsPlan) -> PlanVersion | None:
    return plan.versions.select_related("by").first()


def different_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[LineDifference]:
    """The lines that the two writings have not alike, in the order of the later."""
    one, other = ({line["id"]: line for line in content["lines"]} for content in (before, after))
    keys = [*other, *(key for key in one if key not in other)]
    found = (LineDifference(one.get(key), other.get(key)) for key in keys)
    return [row for row in found if row.before != row.after]


def proposed_in(lines: Iterable[SavingsLine]) -> list[SavingsLine]:
    return [line for line in lines if line.status == LineStatus.PROPOSED]

"""What the posts of baselines and of operating models have in common in a bundle."""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from collab.calc.costing import post_cost
from collab.db import MOST_PENCE
from programme.bundle import values as fit
from programme.bundle.strict import Problems, Record, Unfit
from programme.enums import StatutoryPost

OPTIONAL = ("reports_to", "statutory", "funding_source", "shared_with")
# As many as the sums of them have room for.
MOST_FTE = 1_000_000_000

reference = fit.text(100)
manager = fit.text(100, empty=True)
title = fit.text(300)
service = fit.text(200, empty=True)
grade = fit.text(100, empty=True)
tier = fit.or_null(fit.whole_from(0, 99))
funding = fit.text(200, empty=True)
statutory = fit.listed(fit.one_of(StatutoryPost.values))


def a_council(known: Collection[str]) -> Callable[[Any], str]:
    """The slug of one of the bundle's councils."""

    def council(value: Any) -> str:
        found: str = fit.slug(value)
        if found not in known:
            raise Unfit(f"is “{found}”, which is no council of this bundle")
        return found

    return council


def part(value: Any) -> Decimal:
    found: Decimal = fit.rate(value)
    if not 0 < found <= 1:
        raise Unfit("is not above 0 and at most 1")
    return found


def shared_with(record: Record, known: Collection[str]) -> list[dict[str, str]]:
    """As a post keeps it."""
    if "shared_with" not in record.value:
        return []
    found: list[dict[str, str]] = []
    for place, value in record.rows("shared_with"):
        row = Record(value, place, record.problems, required=("council", "part"))
        council, share = row.take("council", a_council(known)), row.take("part", part, Decimal(1))
        if council in [other["council"] for other in found]:
            record.problems.say(place, "names a council twice")
        found.append({"council": council, "part": fit.shortest(share)})
    return found


def cost_of(record: Record, salary_pence: int, of_full_time: Decimal, on_cost_rate: Decimal) -> int:
    found = post_cost(salary_pence, of_full_time, on_cost_rate)
    if found > MOST_PENCE:
        record.problems.say(record.place, "costs more than Collab can keep")
    return found


class Structure:
    """The posts of one baseline or model as they are read: no reference twice, and sums that can be kept."""

    def __init__(self, place: str, problems: Problems) -> None:
        self.place, self.problems = place, problems
        self.refs: set[str] = set()
        self.cost, self.fte = 0, Decimal(0)

    def add(self, place: str, ref: str, cost_pence: int, of_full_time: Decimal) -> None:
        if ref in self.refs:
            self.problems.say(f"{place}.ref", f"is “{ref}”, which another post before it has")
        self.refs.add(ref)
        self.cost += cost_pence
        self.fte += of_full_time

    def finish(self) -> None:
        if self.cost > MOST_PENCE or self.fte >= MOST_FTE:
            self.problems.say(self.place, "comes to more than Collab can keep")

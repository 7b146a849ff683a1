"""The sections `net_budgets` and `pressures` of a bundle, both of which may be left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from programme.bundle import values as fit
from programme.bundle.reading_posts import a_council, reference, title
from programme.bundle.strict import Record, Unfit
from savings.enums import PressureKind

OPTIONAL = ("net_budgets", "pressures")
BUDGET = ("council", "year", "amount", "source")
PRESSURE = ("council", "ref", "kind", "title", "year", "quarter", "amount", "source")


@dataclass(frozen=True)
class PressurePart:
    """`values` are the fields that are said; `line` the reference of a line, None where none is said."""

    place: str
    values: dict[str, Any]
    line: str | None


@dataclass(frozen=True)
class TrackerPart:
    """`budgets` by council, year and service; `pressures` by council and reference."""

    budgets: dict[tuple[str, int, str], dict[str, Any]]
    pressures: dict[tuple[str, str], PressurePart]

    @property
    def councils(self) -> set[str]:
        return {key[0] for key in self.budgets} | {key[0] for key in self.pressures}


def read_tracker(top: Record, councils: Sequence[str]) -> TrackerPart:
    return TrackerPart(_budgets(top, councils), _pressures(top, councils))


def _some(value: Any) -> int:
    found = fit.money(value)
    if not found:
        raise Unfit("is nothing, where there is something")
    return found


def _budgets(top: Record, councils: Sequence[str]) -> dict[tuple[str, int, str], dict[str, Any]]:
    found: dict[tuple[str, int, str], dict[str, Any]] = {}
    for place, value in top.rows("net_budgets"):
        record = Record(value, place, top.problems, required=BUDGET, optional=("service",))
        slug, year = record.take("council", a_council(councils), ""), record.take("year", fit.year, 0)
        key = (slug, year, record.take("service", fit.text(200), ""))
        if slug and year and key in found:
            top.problems.say(place, "is the second net budget of its service in that year")
        found[key] = {
            "amount_pence": record.take("amount", fit.signed_money),
            "source": record.take("source", fit.text(300)),
        }
    return found


def _pressures(top: Record, councils: Sequence[str]) -> dict[tuple[str, str], PressurePart]:
    found: dict[tuple[str, str], PressurePart] = {}
    for place, value in top.rows("pressures"):
        record = Record(value, place, top.problems, required=PRESSURE, optional=("service", "line"))
        key = (record.take("council", a_council(councils), ""), record.take("ref", reference, ""))
        if all(key) and key in found:
            record.problems.say(record.at("ref"), f"is “{key[1]}”, which another pressure of its council has")
        values = {
            "kind": record.take("kind", fit.one_of(PressureKind.values)),
            "title": record.take("title", title),
            "year": record.take("year", fit.year),
            "quarter": record.take("quarter", fit.whole_from(1, 4)),
            "amount_pence": record.take("amount", _some),
            "source": record.take("source", fit.text(300)),
        }
        if "service" in record.value:
            values["service"] = record.take("service", fit.text(200))
        line = record.take("line", reference)
        if line is not None and values["kind"] == PressureKind.PRESSURE:
            record.problems.say(record.at("line"), "is said of a pressure: only a substitution is in a line’s place")
        found[key] = PressurePart(place, values, line)
    return found

"""The sections `savings_plans` and `budget_gaps` of a bundle."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from programme.bundle import values as fit
from programme.bundle.reading_posts import a_council, reference, title
from programme.bundle.strict import Record, Unfit
from savings.enums import GapType, LineKind, LineStatus, Origin

REQUIRED = ("savings_plans", "budget_gaps")
LINE = ("ref", "title", "kind", "status", "amounts", "posts")
OPTIONAL_OF_LINE = ("held", "origin")
AMOUNTS = ("planned", "forecast", "actual")


@dataclass(frozen=True)
class LinePostRow:
    ref: str
    from_year: int
    fte: Decimal


@dataclass(frozen=True)
class LinePart:
    """`values` are the fields of the line that are said; `amounts` by year in pence: planned, forecast, actual."""

    ref: str
    values: dict[str, Any]
    amounts: dict[int, tuple[int | None, ...]]
    posts: list[LinePostRow]


@dataclass(frozen=True)
class SavingsPart:
    """`plans` are lines by council; `gaps` amounts in pence by year, by council and type."""

    plans: dict[str, list[LinePart]]
    gaps: dict[tuple[str, str], dict[int, int]]


def read_savings(top: Record, councils: Sequence[str]) -> SavingsPart:
    """What the bundle says; its problems are in `top.problems`, and with any of them nothing is to be kept."""
    return SavingsPart(_plans(top, councils), _gaps(top, councils))


def _plans(top: Record, councils: Sequence[str]) -> dict[str, list[LinePart]]:
    found: dict[str, list[LinePart]] = {}
    for place, value in top.rows("savings_plans"):
        record = Record(value, place, top.problems, required=("council", "lines"))
        council = record.take("council", a_council(councils), "")
        if council and council in found:
            top.problems.say(record.at("council"), f"is “{council}”, which has another plan before it")
        found[council] = _lines(record)
    return found


def _lines(plan: Record) -> list[LinePart]:
    found: list[LinePart] = []
    refs: set[str] = set()
    for place, value in plan.rows("lines"):
        record = Record(value, place, plan.problems, required=LINE, optional=OPTIONAL_OF_LINE)
        ref = record.take("ref", reference, "")
        if ref and ref in refs:
            record.problems.say(record.at("ref"), f"is “{ref}”, which another line before it has")
        refs.add(ref)
        said = {
            "title": title, "kind": fit.one_of(LineKind.values), "status": fit.one_of(LineStatus.values),
            "held": fit.boolean, "origin": fit.one_of(Origin.values),
        }  # fmt: skip
        values = {key: record.take(key, how) for key, how in said.items() if key in record.value}
        found.append(LinePart(ref, values, _amounts(record), _posts(record)))
    return found


def _amounts(line: Record) -> dict[int, tuple[int | None, ...]]:
    found = {}
    for year, place, value in line.pairs("amounts", fit.year):
        record = Record(value, place, line.problems, required=AMOUNTS)
        found[year] = tuple(record.take(key, fit.or_null(fit.signed_money)) for key in AMOUNTS)
    return found


def _posts(line: Record) -> list[LinePostRow]:
    found = []
    for place, value in line.rows("posts"):
        record = Record(value, place, line.problems, required=("ref", "from", "fte"))
        found.append(
            LinePostRow(record.take("ref", reference), record.take("from", fit.year), record.take("fte", fit.fte))
        )
    return found


def _gaps(top: Record, councils: Sequence[str]) -> dict[tuple[str, str], dict[int, int]]:
    found: dict[tuple[str, str], dict[int, int]] = {}
    for place, value in top.rows("budget_gaps"):
        record = Record(value, place, top.problems, required=("council", "type", "amounts"))
        key = (record.take("council", a_council(councils), ""), record.take("type", fit.one_of(GapType.values), ""))
        if all(key) and key in found:
            top.problems.say(place, "is the second gap of its council of that type")
        found[key] = _pounds_by_year(record)
    return found


def _pounds_by_year(gap: Record) -> dict[int, int]:
    found = {}
    for year, place, value in gap.pairs("amounts", fit.year):
        try:
            found[year] = fit.signed_money(value)
        except Unfit as unfit:
            gap.problems.say(place, str(unfit))
    return found

"""The sections `savings_plans` and `budget_gaps` of a bundle, with those of the tracker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from programme.bundle import values as fit
from programme.bundle.reading_posts import a_council, reference, title
from programme.bundle.strict import Record, Unfit
from savings.bundle.reading_tracker import TrackerPart, read_tracker
from savings.enums import Confidence, GapType, LineKind, LineStatus, Origin
from savings.models.plan import QUARTERS

REQUIRED = ("savings_plans", "budget_gaps")
LINE = ("ref", "title", "kind", "status", "amounts", "posts")
AMOUNTS = ("planned", "forecast", "actual")
LONGEST_TEXT = 20_000


def _opposite(value: Any) -> bool:
    return not fit.boolean(value)


# Of a line: the key, the field that it is kept in, and how it is read. Those after the third may be left out.
FIELDS: dict[str, tuple[str, fit.Fit]] = {
    "title": ("title", title),
    "kind": ("kind", fit.one_of(LineKind.values)),
    "status": ("status", fit.one_of(LineStatus.values)),
    "held": ("held", fit.boolean),
    "origin": ("origin", fit.one_of(Origin.values)),
    "service": ("service", fit.text(200)),
    "description": ("description", fit.text(LONGEST_TEXT)),
    "one_off": ("recurring", _opposite),
    "cash_releasing": ("cash_releasing", fit.boolean),
    "confidence": ("confidence", fit.one_of(Confidence.values)),
    "depends_on": ("depends_on", fit.text(LONGEST_TEXT)),
    "source": ("source", fit.text(300)),
    "agreed_on": ("agreed_on", fit.day),
    "authority": ("authority", fit.text(300)),
}
OPTIONAL_OF_LINE = tuple(key for key in FIELDS if key not in LINE)


@dataclass(frozen=True)
class LinePostRow:
    ref: str
    from_year: int
    fte: Decimal


@dataclass(frozen=True)
class LinePart:
    """`values` are the fields of the line that are said, and `amounts` those of each year, in pence."""

    ref: str
    values: dict[str, Any]
    amounts: dict[int, dict[str, int | None]]
    posts: list[LinePostRow]


@dataclass(frozen=True)
class GapPart:
    """Amounts in pence by year; `source` is None where it is not said."""

    amounts: dict[int, int]
    source: str | None


@dataclass(frozen=True)
class SavingsPart:
    """`plans` are lines by council; `gaps` by council and type."""

    plans: dict[str, list[LinePart]]
    gaps: dict[tuple[str, str], GapPart]
    tracker: TrackerPart


def read_savings(top: Record, councils: Sequence[str]) -> SavingsPart:
    """What the bundle says; its problems are in `top.problems`, and with any of them nothing is to be kept."""
    return SavingsPart(_plans(top, councils), _gaps(top, councils), read_tracker(top, councils))


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
        values = {field: record.take(key, how) for key, (field, how) in FIELDS.items() if key in record.value}
        found.append(LinePart(ref, values, _amounts(record), _posts(record)))
    return found


def _amounts(line: Record) -> dict[int, dict[str, int | None]]:
    found = {}
    for year, place, value in line.pairs("amounts", fit.year):
        record = Record(value, place, line.problems, required=AMOUNTS, optional=("cost", "quarters"))
        said = {f"{key}_pence": record.take(key, fit.or_null(fit.signed_money)) for key in AMOUNTS}
        if "cost" in record.value:
            said["cost_pence"] = record.take("cost", fit.money)
        if "quarters" in record.value:
            said.update(_quarters(record, said["planned_pence"]))
        found[year] = said
    return found


def _quarters(year: Record, planned: int | None) -> dict[str, int]:
    quarters = list(_money_of_each(year))
    if len(quarters) != len(QUARTERS) or sum(quarters) != planned:
        year.problems.say(year.at("quarters"), "is not four amounts that add up to what is planned")
    return dict(zip(QUARTERS, quarters, strict=False))


def _money_of_each(year: Record) -> Iterator[int]:
    for place, value in year.rows("quarters"):
        try:
            yield fit.signed_money(value)
        except Unfit as unfit:
            year.problems.say(place, str(unfit))


def _posts(line: Record) -> list[LinePostRow]:
    found = []
    for place, value in line.rows("posts"):
        record = Record(value, place, line.problems, required=("ref", "from", "fte"))
        found.append(
            LinePostRow(record.take("ref", reference), record.take("from", fit.year), record.take("fte", fit.fte))
        )
    return found


def _gaps(top: Record, councils: Sequence[str]) -> dict[tuple[str, str], GapPart]:
    found: dict[tuple[str, str], GapPart] = {}
    for place, value in top.rows("budget_gaps"):
        record = Record(value, place, top.problems, required=("council", "type", "amounts"), optional=("source",))
        key = (record.take("council", a_council(councils), ""), record.take("type", fit.one_of(GapType.values), ""))
        if all(key) and key in found:
            top.problems.say(place, "is the second gap of its council of that type")
        found[key] = GapPart(_pounds_by_year(record), record.take("source", fit.text(300)))
    return found


def _pounds_by_year(gap: Record) -> dict[int, int]:
    found = {}
    for year, place, value in gap.pairs("amounts", fit.year):
        try:
            found[year] = fit.signed_money(value)
        except Unfit as unfit:
            gap.problems.say(place, str(unfit))
    return found

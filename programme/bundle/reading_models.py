"""The section `operating_models` of a bundle."""

import re
from collections.abc import Sequence
from sys import intern
from typing import Any

from programme.bundle import reading_posts as posts
from programme.bundle import values as fit
from programme.bundle.parts import ModelPart, ModelPostRow, OtherSavingPart
from programme.bundle.reading_apportionment import read_apportionment
from programme.bundle.strict import Problems, Record, Unfit, short
from programme.enums import OtherSavingKind, PostBasis

MODEL = ("code", "name", "preferred", "posts")
OPTIONAL = ("description", "reasons", "phasing", "one_off_costs", "one_off_reasons", "apportionment", "other_savings")
POST = ("ref", "title", "service", "tier", "basis", "fte", "salary", "on_cost_rate", "councils")
OPTIONAL_OF_POST = ("retains", *posts.OPTIONAL, "merges")
# It stands in addresses.
CODE = re.compile(r"(?!\.+$)[^\s/\\?#%]{1,40}")

phase = fit.signed_decimal(6, below=1_000)
long_text = fit.text(20_000, empty=True)
SAID = {"name": fit.text(200), "preferred": fit.boolean, "description": long_text, "reasons": long_text}


def read_models(top: Record, councils: Sequence[str], years: range) -> list[ModelPart]:
    """`years` are those appraised: a one-off cost outside of them would be in no sum."""
    found: list[ModelPart] = []
    codes: set[str] = set()
    for place, value in top.rows("operating_models"):
        record = Record(value, place, top.problems, required=MODEL, optional=OPTIONAL)
        code = record.take("code", _code, "")
        if code and code.casefold() in codes:
            top.problems.say(record.at("code"), f"is “{code}”, which another model before it has")
        codes.add(code.casefold())
        values = {key: record.take(key, how) for key, how in SAID.items() if key in record.value}
        found.append(
            ModelPart(
                place=place, code=code, values={**values, **read_apportionment(record)},
                posts=_posts(record, councils), phasing=_amounts(record, "phasing", phase),
                one_off_pence=_one_off(record, years), one_off_what=_reasons(record),
                other_savings=_other_savings(record),
            )
        )  # fmt: skip
    return found


def _code(value: Any) -> str:
    found: str = fit.text(40)(value)
    if not CODE.fullmatch(found):
        raise Unfit("has a space, a slash or another character that no address has")
    return found


def _amounts(record: Record, key: str, how: fit.Fit) -> dict[int, Any] | None:
    """Values by year; None where the key is left out."""
    if key not in record.value:
        return None
    found: dict[int, Any] = {}
    for year, place, value in record.pairs(key, fit.year):
        try:
            found[year] = how(value)
        except Unfit as unfit:
            record.problems.say(place, str(unfit))
    return found


def _one_off(record: Record, years: range) -> dict[int, int] | None:
    found = _amounts(record, "one_off_costs", fit.money)
    for year in found or ():
        if year not in years:
            record.problems.say(
                record.at("one_off_costs"), f"has a cost in {fit.written_year(year)}, outside the years appraised"
            )
    return found


def _reasons(record: Record) -> dict[int, str] | None:
    """What the costs are for; nothing is said of a year without one."""
    found = _amounts(record, "one_off_reasons", fit.text(300))
    costs = record.value.get("one_off_costs", {})
    for year in found or ():
        if not isinstance(costs, dict) or fit.written_year(year) not in costs:
            record.problems.say(
                record.at("one_off_reasons"), f"has {fit.written_year(year)}, in which there is no cost"
            )
    return found


def _other_savings(record: Record) -> list[OtherSavingPart] | None:
    if "other_savings" not in record.value:
        return None
    found = []
    for place, value in record.rows("other_savings"):
        row = Record(value, place, record.problems, required=("title", "kind", "amounts"), optional=("source",))
        found.append(
            OtherSavingPart(
                title=row.take("title", fit.text(200)),
                kind=row.take("kind", fit.one_of(OtherSavingKind.values)),
                source=row.take("source", fit.text(300, empty=True), ""),
                amounts=_amounts(row, "amounts", fit.signed_money) or {},
            )
        )
    return found


def _posts(record: Record, councils: Sequence[str]) -> list[ModelPostRow]:
    structure = posts.Structure(record.place, record.problems)
    kept: set[tuple[str | None, str]] = set()
    found = []
    for place, value in record.rows("posts"):
        row = _post(value, place, record.problems, councils)
        if row is None:
            continue
        structure.add(place, row.ref, row.cost_pence, row.fte)
        if row.retains_council is not None:
            if (retained := (row.retains_council, row.retains_ref)) in kept:
                name = short(":".join(map(str, retained)))
                record.problems.say(f"{place}.retains", f"is “{name}”, which another post before it keeps")
            kept.add(retained)
        found.append(row)
    structure.finish()
    return found


def _name_of_post(councils: Sequence[str]) -> fit.Fit:
    """A post of a baseline: the slug of its council, a colon, its reference."""
    known = posts.a_council(councils)

    def name(value: Any) -> str:
        council, colon, ref = fit.text(200)(value).partition(":")
        if not colon or not ref:
            raise Unfit(f"is “{short(value)}”, where a post is named like “darlington:D001”")
        return f"{known(council)}:{posts.reference(ref)}"

    return name


def _post(value: Any, place: str, problems: Problems, councils: Sequence[str]) -> ModelPostRow | None:
    """None where anything is wrong with it."""
    before = problems.count
    record = Record(value, place, problems, required=POST, optional=OPTIONAL_OF_POST)
    take = record.take
    retained = take("retains", fit.or_null(_name_of_post(councils))) or ""
    retains_council, _, retains_ref = retained.partition(":")
    serves = take("councils", fit.listed(posts.a_council(councils), empty=False), [])
    row = ModelPostRow(
        ref=take("ref", posts.reference),
        title=take("title", posts.title),
        service=intern(take("service", posts.service, "")),
        tier=take("tier", posts.tier),
        basis=intern(take("basis", fit.one_of(PostBasis.values), "")),
        fte=take("fte", fit.fte),
        salary_pence=take("salary", fit.money),
        on_cost_rate=take("on_cost_rate", fit.rate),
        councils=sorted(serves, key=councils.index),
        retains_council=retains_council or None,
        retains_ref=retains_ref,
        reports_to=take("reports_to", posts.manager, ""),
        statutory=take("statutory", posts.statutory, []),
        funding_source=intern(take("funding_source", posts.funding, "")),
        shared_with=posts.shared_with(record, councils),
        merges=take("merges", fit.listed(_name_of_post(councils)), []),
        cost_pence=0,
    )
    if problems.count > before:
        return None
    return row._replace(cost_pence=posts.cost_of(record, row.salary_pence, row.fte, row.on_cost_rate))

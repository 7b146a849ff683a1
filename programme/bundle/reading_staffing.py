"""The section `baselines` of a bundle."""

import datetime
from collections.abc import Sequence
from sys import intern
from typing import Any

from programme.bundle import reading_posts as posts
from programme.bundle import values as fit
from programme.bundle.parts import BaselinePart, PostRow
from programme.bundle.strict import Problems, Record
from programme.enums import BaselineStatus

BASELINE = ("council", "as_at", "status", "posts")
POST = ("ref", "title", "service", "tier", "grade", "fte", "salary", "on_cost_rate", "vacant", "in_scope")
OPTIONAL_OF_POST = (*posts.OPTIONAL, "estimated")
OPTIONAL = ("source", "note", "released")

estimated = fit.text(300)


def read_baselines(top: Record, councils: Sequence[str]) -> list[BaselinePart]:
    found: list[BaselinePart] = []
    validated: set[tuple[str, datetime.date]] = set()
    for place, value in top.rows("baselines"):
        record = Record(value, place, top.problems, required=BASELINE, optional=OPTIONAL)
        baseline = BaselinePart(
            place=place,
            council=record.take("council", posts.a_council(councils), ""),
            as_at=record.take("as_at", fit.day, datetime.date.min),
            status=record.take("status", fit.one_of(BaselineStatus.values), ""),
            posts=_posts(record, councils),
            source=record.take("source", fit.text(300)),
            note=record.take("note", fit.text(20_000, empty=True)),
            released=record.take("released", fit.boolean, True),
        )
        if baseline.status == BaselineStatus.VALIDATED:
            if (key := (baseline.council, baseline.as_at)) in validated:
                top.problems.say(place, "is the second validated baseline of its council with that date")
            validated.add(key)
        found.append(baseline)
    return found


def _posts(record: Record, councils: Sequence[str]) -> list[PostRow]:
    structure = posts.Structure(record.place, record.problems)
    found = []
    for place, value in record.rows("posts"):
        row = _post(value, place, record.problems, councils)
        if row is not None:
            structure.add(place, row.ref, row.cost_pence, row.fte)
            found.append(row)
    structure.finish()
    return found


def _post(value: Any, place: str, problems: Problems, councils: Sequence[str]) -> PostRow | None:
    """None where anything is wrong with it."""
    before = problems.count
    record = Record(value, place, problems, required=POST, optional=OPTIONAL_OF_POST)
    take = record.take
    row = PostRow(
        ref=take("ref", posts.reference),
        title=take("title", posts.title),
        service=intern(take("service", posts.service, "")),
        tier=take("tier", posts.tier),
        grade=intern(take("grade", posts.grade, "")),
        fte=take("fte", fit.fte),
        salary_pence=take("salary", fit.money),
        on_cost_rate=take("on_cost_rate", fit.rate),
        vacant=take("vacant", fit.boolean),
        in_scope=take("in_scope", fit.boolean),
        reports_to=take("reports_to", posts.manager, ""),
        statutory=take("statutory", posts.statutory, []),
        funding_source=intern(take("funding_source", posts.funding, "")),
        shared_with=posts.shared_with(record, councils),
        estimated=intern(take("estimated", estimated, "")),
        cost_pence=0,
    )
    if problems.count > before:
        return None
    return row._replace(cost_pence=posts.cost_of(record, row.salary_pence, row.fte, row.on_cost_rate))

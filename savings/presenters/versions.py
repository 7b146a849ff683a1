"""A savings plan as it was agreed: its lines, what they add up to, and what is different by now."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collab.calc.money import pence_of, to_the_penny, whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.presenters.records import Difference
from savings.enums import LIVE, Confidence, LineKind, LineStatus, Origin, Rating, Settlement
from savings.models import PlanVersion, SavingsPlan
from savings.presenters.words import plural
from savings.queries.versions import AMOUNTS, LineDifference, different_lines

# As many as somebody reads one by one.
MOST = 300
NOTHING = "nothing said"
NAMES = {
    "planned": "Planned", "forecast": "Forecast", "actual": "Confirmed", "cost": "Cost to achieve",
    "q1": "Planned April to June", "q2": "Planned July to September", "q3": "Planned October to December",
    "q4": "Planned January to March",
}  # fmt: skip
LABELS = {
    "ref": "Reference", "title": "Title", "kind": "Kind", "status": "Status", "held": "Held", "origin": "Origin",
    "service": "Service", "owner": "Owner", "description": "What it is", "recurring": "Recurring",
    "cash_releasing": "Cash-releasing", "confidence": "Confidence", "rating": "Rating", "depends_on": "Depends on",
    "source": "Source", "authority": "Authority", "agreed_on": "Agreed on",
}  # fmt: skip
CHOICES: dict[str, Any] = {
    "kind": LineKind, "status": LineStatus, "origin": Origin, "confidence": Confidence, "rating": Rating,
}  # fmt: skip
GROSS = "Gross of what it costs to achieve, at the prices of each year, withdrawn and proposed lines among them."


@dataclass(frozen=True)
class ShownVersion:
    """`sums` are years with what the lines that were agreed planned for them."""

    row: PlanVersion
    lines: str
    sums: list[tuple[str, str]]


@dataclass(frozen=True)
class ShownLine:
    ref: str
    title: str
    status: str
    service: str
    amounts: list[tuple[str, str]]


@dataclass(frozen=True)
class ChangedLine:
    verb: str
    line: str
    differences: list[Difference]


@dataclass(frozen=True)
class PlanComparison:
    """`headline` says how many lines are added, gone and changed; `more` how many are not listed."""

    headline: str
    lines: list[ChangedLine]
    more: int


@dataclass(frozen=True)
class Agreeing:
    headline: str
    sums: list[tuple[str, str]]


def present_version(row: PlanVersion) -> ShownVersion:
    lines = row.content["lines"]
    return ShownVersion(row, plural(len(lines), "line"), _sums(lines))


def present_agreeing(plan: SavingsPlan | None, content: Mapping[str, Any], last: PlanVersion | None) -> Agreeing:
    number = plan.version if plan else 1
    live = [line for line in content["lines"] if line["status"] in LIVE]
    was = f"Version {last.number} was agreed on {day(last.agreed_on)}." if last else "No version was agreed before."
    return Agreeing(f"Version {number} will have {plural(len(live), 'agreed line')}. {was}", _sums(content["lines"]))


def present_lines(lines: Iterable[Mapping[str, Any]]) -> list[ShownLine]:
    """Lines as a version has them written."""
    return [
        ShownLine(
            line["ref"], line["title"], _status(line), line["service"],
            [(year, _amount(said["planned"])) for year, said in line["amounts"].items()],
        )
        for line in lines
    ]  # fmt: skip


def compare(before: Mapping[str, Any], after: Mapping[str, Any], *, posts: bool) -> PlanComparison:
    """`posts`: whether posts are told one by one."""
    found = different_lines(before, after)
    added = sum(row.before is None for row in found)
    gone = sum(row.after is None for row in found)
    counts = [(added, "added"), (gone, "gone"), (len(found) - added - gone, "changed")]
    words = ", ".join(f"{plural(number, 'line')} {verb}" for number, verb in counts if number)
    return PlanComparison(
        f"{words}." if words else "Nothing is different.", [_changed(row, posts) for row in found[:MOST]],
        max(0, len(found) - MOST),
    )  # fmt: skip


def tables_of_version(row: PlanVersion, *, posts: bool) -> list[Table]:
    """Its lines year by year, and what they take of posts, for whoever sees posts."""
    plan = row.plan
    notes = [
        line
        for line in (
            plan.programme.name, plan.programme.demonstration_note,
            f"Version {row.number} of the savings plan of {plan.council.name}, agreed on {day(row.agreed_on)}: "
            f"{row.authority}", GROSS,
        )
        if line
    ]  # fmt: skip
    tables = [_lines_table(row.content["lines"], notes)]
    return [*tables, _posts_table(row.content["lines"], notes)] if posts else tables


def _lines_table(lines: Iterable[Mapping[str, Any]], notes: list[str]) -> Table:
    columns = [
        *(Column(LABELS[name]) for name in LABELS), Column("Year", Kind.YEAR),
        *(Column(NAMES[name], Kind.MONEY) for name in AMOUNTS), Column("What became of the rest"), Column("Why"),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for line in lines:
        said: list[Value] = [_said(line, name) for name in LABELS]
        empty: dict[str, dict[str, Any]] = {"": {}}
        for year, amounts in (line["amounts"] or empty).items():
            pence: list[Value] = [pence_of(amounts[name]) if amounts.get(name) else None for name in AMOUNTS]
            rows.append(
                [*said, FinancialYear.parse(year) if year else None, *pence, _settled(amounts),
                 amounts.get("settled_reason", "")]
            )  # fmt: skip
    return Table("Savings plan as agreed", columns, rows, notes, name="Lines")


def _posts_table(lines: Iterable[Mapping[str, Any]], notes: list[str]) -> Table:
    columns = [Column("Line"), Column("Post"), Column("From", Kind.YEAR), Column("FTE")]
    rows: list[list[Value]] = [
        [line["ref"], post["ref"], FinancialYear.parse(post["from"]), post["fte"]]
        for line in lines
        for post in line["posts"]
    ]
    return Table("Posts that the lines take", columns, rows, notes, name="Posts")


def _changed(row: LineDifference, posts: bool) -> ChangedLine:
    verb = "Added" if row.before is None else "Gone" if row.after is None else "Changed"
    before, after = (_told(line, posts) if line else {} for line in (row.before, row.after))
    labels = [label for label in {**after, **before} if before.get(label, "") != after.get(label, "")]
    differences = [Difference(label, before.get(label, ""), after.get(label, "")) for label in labels]
    if not differences:
        differences = [Difference("Posts that it takes", "", "others than before")]
    return ChangedLine(verb, f"{row.line['ref']} {row.line['title']}", differences)


def _told(line: Mapping[str, Any], posts: bool) -> dict[str, str]:
    """What a line says, by label."""
    found = {label: _said(line, name) for name, label in LABELS.items() if _said(line, name)}
    for year, said in line["amounts"].items():
        found |= {f"{NAMES[name]} {year}": _amount(said[name]) for name in AMOUNTS if said[name] is not None}
        if said.get("settled"):
            found[f"What became of the rest of {year}"] = f"{_settled(said)}: {said['settled_reason']}"
    taken = [f"{post['ref']}, {post['fte']} FTE from {post['from']}" for post in line["posts"]]
    if taken:
        found["Posts that it takes"] = "\n".join(taken) if posts else plural(len(taken), "post")
    return found


def _said(line: Mapping[str, Any], name: str) -> str:
    value = line[name]
    if value in ("", None):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "agreed_on":
        return day(datetime.date.fromisoformat(value))
    return str(CHOICES[name](value).label if name in CHOICES else value)


def _settled(said: Mapping[str, Any]) -> str:
    if not said.get("settled"):
        return ""
    label = Settlement(said["settled"]).label
    return f"{label} by {said['replaced_by']}" if said.get("replaced_by") else label


def _status(line: Mapping[str, Any]) -> str:
    label = LineStatus(line["status"]).label
    return f"{label}, held" if line["held"] else label


def _sums(lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What the lines that are agreed plan, by year."""
    found: dict[str, int] = {}
    for line in lines:
        if line["status"] in LIVE:
            for year, said in line["amounts"].items():
                found[year] = found.get(year, 0) + (pence_of(said["planned"] or "0") or 0)
    return [(year, whole_pounds(pence)) for year, pence in sorted(found.items())]


def _amount(text: str | None) -> str:
    pence = pence_of(text) if text else None
    return NOTHING if pence is None else to_the_penny(pence)

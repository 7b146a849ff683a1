"""Budget gaps in words, as a table, and as a picture."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collab.calc.costing import round_to_penny
from collab.calc.gaps import FrontLoading, GapYear
from collab.calc.money import to_the_penny, whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Programme
from savings import year_charts
from savings.presenters.comparison import Picture, drawn
from savings.presenters.words import in_years, plural, unforecast
from savings.queries.gaps import CouncilGap, Delivery, Gap
from savings.queries.gaps_at import today_then
from savings.queries.joint import Joint
from savings.year_charts import Bar, Group

TYPED = {
    True: "Typed as what each year adds to the years before it; the standing position is worked out from that.",
    False: "Typed as the standing position of each year: all that has to be found by then.",
}


@dataclass(frozen=True)
class ShownYear:
    year: str
    increment: str
    position: str
    confirmed: str
    to_come: str
    joint: str
    remaining: str
    typed: bool
    awaits: str


@dataclass(frozen=True)
class ShownGap:
    type: str
    is_increments: bool
    source: str
    version: int
    typed_as: str
    loading: str
    rows: list[ShownYear]
    picture: Picture
    key: str


@dataclass(frozen=True)
class GapPage:
    headline: str
    scope: str
    joint: str
    # The code of the model to whose appraisal the share leads; empty where there is none.
    model: str
    gaps: list[ShownGap]


def present_gap(programme: Programme, joint: Joint, found: CouncilGap, at: datetime.date | None = None) -> GapPage:
    """As it stands, or as it stood at the end of a day gone by."""
    return GapPage(
        headline=headline(programme, found, at),
        scope=f"{as_at(programme, at)} Savings are gross, at the prices of their year: released lines of the council’s "
        "own plan that release cash. Confirmed is what finance has seen leave the budget.",
        joint=joint_in_words(joint),
        model=joint.model.model.code if joint.model else "",
        gaps=[_gap(gap, found) for gap in found.gaps],
    )


def as_at(programme: Programme, at: datetime.date | None) -> str:
    return f"As recorded by the end of {day(at)}." if at else f"As at {day(programme.today)}."


def headline(programme: Programme, found: CouncilGap, at: datetime.date | None) -> str:
    """What is still to be found this year, or in the nearest year that the gap has."""
    name, has = found.council.short_name, "had" if at else "has"
    row = year_of_note(found, FinancialYear.containing(today_then(programme, at) if at else programme.today))
    if row is None:
        return f"{name} {has} entered no budget gap {f'by {day(at)}' if at else 'yet'}"
    if row.remaining <= 0:
        beyond = f", and {whole_pounds(-row.remaining)} beyond it" if row.remaining else ""
        return f"{name} {has} found all of its gap in {row.year}{beyond}"
    return f"{name} {has} {whole_pounds(row.remaining)} of {whole_pounds(row.position)} still to find in {row.year}"


def year_of_note(found: CouncilGap, today: FinancialYear) -> GapYear | None:
    """The running year of the council's first gap, or the nearest to it that the gap has."""
    years = found.gaps[0].years if found.gaps else ()
    return min(years, key=lambda row: (abs(row.year.start - today.start), row.year.start), default=None)


def joint_in_words(joint: Joint) -> str:
    if joint.found is None or joint.model is None:
        return f"No share of a joint saving is counted. {joint.why_not}"
    model = joint.model.model
    which = "the preferred model" if model.preferred else "which saves most; none is preferred yet"
    return (
        f"The share of the joint saving is that of model {model.code} ({which}), phased as the model says, as it "
        "stands after what the released lines of all councils take of it."
    )


def loading_in_words(loading: FrontLoading | None) -> str:
    if loading is None:
        return ""
    percent = round_to_penny(loading.part * 100)
    first = in_years(loading.first)
    how = "front-loaded" if loading.is_front_loaded else "not front-loaded"
    return (
        f"The rise is {how}: {whole_pounds(loading.found)} of {whole_pounds(loading.whole)}, {percent}%, falls in "
        f"{first}, {plural(len(loading.first), 'year')} of {loading.years}."
    )


def _gap(gap: Gap, found: CouncilGap) -> ShownGap:
    return ShownGap(
        type=gap.row.get_type_display(),
        is_increments=gap.is_increments,
        source=gap.row.source,
        version=gap.row.version,
        typed_as=TYPED[gap.is_increments],
        loading=loading_in_words(gap.loading),
        rows=[_year(row, found.delivery) for row in gap.years],
        picture=_picture(gap.years, found.council.short_name),
        key=gap.row.type,
    )


def _year(row: GapYear, delivery: Delivery) -> ShownYear:
    awaiting, missing = delivery.awaiting.get(row.year, 0), delivery.unforecast.get(row.year, 0)
    awaits = [f"{plural(awaiting, 'line')} not confirmed"] if awaiting else []
    awaits += [unforecast(missing)] if missing else []
    return ShownYear(
        year=str(row.year),
        increment=to_the_penny(row.increment),
        position=to_the_penny(row.position),
        confirmed=to_the_penny(row.confirmed),
        to_come=to_the_penny(row.to_come),
        joint="not known" if row.joint is None else to_the_penny(row.joint),
        remaining=to_the_penny(row.remaining),
        typed=row.typed,
        awaits="; ".join(awaits),
    )


def _picture(years: Sequence[GapYear], council: str) -> Picture:
    groups = [
        Group(
            str(row.year),
            (
                Bar(f"{whole_pounds(row.position)} to find", row.position, "sand"),
                Bar(f"{whole_pounds(row.confirmed)} confirmed", row.confirmed, "ink"),
                Bar(f"{whole_pounds(row.to_come)} forecast and to come", row.to_come, "mid"),
                Bar(f"{whole_pounds(row.joint or 0)} share of the joint saving", row.joint or 0, "deep"),
            ),
        )
        for row in years
    ]
    last = years[-1]
    found = last.position - last.remaining
    title = f"By {last.year}, {whole_pounds(found)} of {whole_pounds(last.position)} is found or forecast"
    said = "; ".join(f"{row.year}: {whole_pounds(row.remaining)} still to find" for row in years)
    return drawn(
        (year_charts.wide, year_charts.narrow, year_charts.in_text), groups, title=title,
        note="Standing position of each year, and what is counted against it. Bars start at nought.",
        description=f"Bars of {council} for each year: {said}.",
    )  # fmt: skip


def gap_tables(
    programme: Programme, joint: Joint, councils: Iterable[CouncilGap], at: datetime.date | None = None
) -> list[Table]:
    """Every gap of these councils, a row to each year; as they stood at the end of a day, where one is said."""
    money = Kind.MONEY
    columns = [
        Column("Council"), Column("Typed as"), Column("Year", Kind.YEAR), Column("Added in the year", money),
        Column("Standing position", money), Column("Confirmed", money), Column("Forecast, to come", money),
        Column("Share of the joint saving", money), Column("Still to find", money), Column("Source"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            found.council.name, gap.row.get_type_display(), row.year, row.increment, row.position, row.confirmed,
            row.to_come, row.joint, row.remaining, gap.row.source,
        ]
        for found in councils
        for gap in found.gaps
        for row in gap.years
    ]  # fmt: skip
    notes = [
        programme.name, programme.demonstration_note, as_at(programme, at),
        "Still to find = standing position − confirmed − forecast, to come − share of the joint saving.",
        joint_in_words(joint),
    ]  # fmt: skip
    return [Table("Budget gap", columns, lines, [note for note in notes if note], name="Gap")]

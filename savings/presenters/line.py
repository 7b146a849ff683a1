"""One savings line in words, as far as one person may see it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from collab.calc.money import to_the_penny, whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import day, moment
from programme.presenters.baselines import plain_number
from savings.enums import LineKind, Rating, Settlement, UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine
from savings.models.plan import QUARTERS
from savings.presenters.line_words import NOT_SAID, RATING_SIGNS, amount, rating_of, seen, status_of
from savings.queries import LineSight
from savings.queries.one_line import LineRead, TakenPost

NOTHING = "Nothing said"
NET = "the forecast, or the plan where nothing is forecast, less what it costs to achieve"
QUARTER_NAMES = ("April to June", "July to September", "October to December", "January to March")


@dataclass(frozen=True)
class YearRow:
    """`quarters` is empty where the plan is not said by quarter; `settled` what became of what was not delivered."""

    year: str
    amounts: list[tuple[str, str]]
    quarters: list[tuple[str, str]]
    settled: str
    replaced_by: SavingsLine | None


@dataclass(frozen=True)
class UpdateRow:
    update: LineUpdate
    quarter: str
    shape: str
    rating: str
    state: str


@dataclass(frozen=True)
class LinePage:
    """`own` are words that are the council's alone; `posts` is None for whoever does not see posts; `told` are the
    council's own updates, each with its shape, rating and what became of it."""

    headline: str
    status: str
    shape: str
    rating: str
    facts: list[tuple[str, str]]
    own: list[tuple[str, str]]
    scope: str
    years: list[YearRow]
    takes: str
    posts: list[tuple[TakenPost, str, str]] | None
    updates: list[UpdateRow]


def present_line(line: SavingsLine, read: LineRead, sight: LineSight, *, on: datetime.date) -> LinePage:
    posts = None if read.posts is None else [_post(row) for row in read.posts]
    own = sight == LineSight.OWN
    return LinePage(
        _headline(line, read.amounts, sight, on), status_of(line), *rating_of(line), _facts(line),
        _own_words(line) if own else [], _scope(sight, on), [_year(row, sight, own=own) for row in read.amounts],
        _takes(line, read.takes), posts, [_update(row) for row in read.updates],
    )  # fmt: skip


def _headline(line: SavingsLine, amounts: Sequence[LineAmount], sight: LineSight, on: datetime.date) -> str:
    """Of the present year, or else of the first to come, or else of the last that was."""
    present = FinancialYear.containing(on).start
    said = [row for row in amounts if row.planned_pence is not None]
    row = next((row for row in said if row.year >= present), said[-1] if said else None)
    if row is None:
        return f"{line.title}: no amount is planned yet"
    verb = "is to" if row.year >= present else "was to"
    about = "about " if sight == LineSight.ROUNDED else ""
    sum_of_year = whole_pounds(seen(row.planned_pence or 0, sight))
    what = {LineKind.INCOME: "bring", LineKind.COST_AVOIDANCE: "avoid"}.get(LineKind(line.kind), "save")
    return f"{line.title} {verb} {what} {about}{sum_of_year} in {FinancialYear(row.year)}"


def _facts(line: SavingsLine) -> list[tuple[str, str]]:
    cash = "Yes" if line.closes_gap else "No, so that it closes no budget gap"
    return [
        ("Reference", line.ref), ("Service", line.service or NOT_SAID), ("Kind", line.get_kind_display()),
        ("Origin", line.get_origin_display() or NOT_SAID),
        ("How long", "Recurring, year after year" if line.recurring else "One-off"), ("Cash-releasing", cash),
    ]  # fmt: skip


def _own_words(line: SavingsLine) -> list[tuple[str, str]]:
    agreed = f", agreed on {day(line.agreed_on)}" if line.agreed_on else ""
    return [
        ("Owner", line.owner.name if line.owner else "Nobody yet"),
        ("Authority for the status", f"{line.authority or NOT_SAID}{agreed}"),
        ("Confidence", line.get_confidence_display() or NOT_SAID), ("Depends on", line.depends_on or NOTHING),
        ("What it is", line.description or NOTHING), ("Source of the amounts", line.source or NOT_SAID),
    ]  # fmt: skip


def _scope(sight: LineSight, on: datetime.date) -> str:
    how = "Amounts are to the nearest £5,000. " if sight == LineSight.ROUNDED else ""
    return f"As at {day(on)}, from the council’s own plan, at the prices of each year. {how}Net is {NET}."


def _year(row: LineAmount, sight: LineSight, *, own: bool) -> YearRow:
    said = {"Planned": row.planned_pence, "Forecast": row.forecast_pence, "Confirmed": row.actual_pence}
    cells = [(name, amount(pence, sight)) for name, pence in said.items()]
    cells += [("Cost to achieve", amount(row.cost_pence, sight, "None")), ("Net", amount(_net(row, sight), sight))]
    quarters = [getattr(row, name) for name in QUARTERS]
    shown = sight > LineSight.ROUNDED and None not in quarters
    parts = [(name, to_the_penny(pence)) for name, pence in zip(QUARTER_NAMES, quarters, strict=True)] if shown else []
    return YearRow(str(FinancialYear(row.year)), cells, parts, _settled(row) if own else "", row.replaced_by)


def _net(row: LineAmount, sight: LineSight) -> int | None:
    """What the year brings, as forecast or else as planned, less what it costs to achieve: of these as this person
    sees them, for the net of the amounts themselves would narrow down the amounts that are rounded."""
    gross = row.planned_pence if row.forecast_pence is None else row.forecast_pence
    return gross if gross is None else seen(gross, sight) - seen(row.cost_pence or 0, sight)


def _settled(row: LineAmount) -> str:
    return f"{Settlement(row.settled).label}: {row.settled_reason}" if row.settled else ""


def _takes(line: SavingsLine, count: int) -> str:
    if not count:
        return "This line takes no post."
    return f"This line takes {count:,} post{'' if count == 1 else 's'} of the council’s baseline."


def _post(taken: TakenPost) -> tuple[TakenPost, str, str]:
    """With the year from which it goes, and what is to be looked at."""
    year = str(FinancialYear(taken.row.from_year))
    if taken.post is None:
        return taken, year, "Not in the current baseline, so that it takes nothing away."
    if taken.is_over_claimed:
        claimed, fte = plain_number(taken.claimed), plain_number(taken.post.fte)
        return taken, year, f"Over-claimed: lines take {claimed} FTE of a post that has {fte}."
    if taken.row.fte > taken.post.fte:
        return taken, year, f"More than the {plain_number(taken.post.fte)} FTE that the post has."
    return taken, year, "" if taken.post.in_scope else "Out of scope of the joint work."


def _update(row: LineUpdate) -> UpdateRow:
    state = UpdateState(row.state).label
    if row.answered_at and row.answered_by:
        state = f"{state} {moment(row.answered_at)} by {row.answered_by.name}"
    rating = Rating(row.rating)
    quarter = f"Quarter {row.quarter} of {FinancialYear(row.year)}"
    return UpdateRow(row, quarter, RATING_SIGNS[rating], rating.label, state)

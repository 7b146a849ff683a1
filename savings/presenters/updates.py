"""A quarter's update in words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collab.calc.money import pounds, whole_pounds
from collab.calc.quarters import Quarter
from collab.moments import moment
from savings.enums import Rating, UpdateState
from savings.models import LineUpdate
from savings.presenters.ratings import Meaning, present_meanings, suggestion
from savings.queries.updates import LineQuarter
from savings.rules.updates import quarter_of, why_not_answer
from savings.services.updates import Told

NOT_SAID = "Not said"


@dataclass(frozen=True)
class UpdatePage:
    """`figures` each have a label and an amount; `same` is what is sent where nothing has changed, None where nothing
    was said before. `state` says where the update stands, with the answer of finance in `answer`."""

    quarter: Quarter
    due: datetime.date
    is_late: bool
    whose: str
    figures: list[tuple[str, str]]
    meanings: list[Meaning]
    meaning_source: str
    suggestion: str
    begins_with: Told
    same: Told | None
    same_words: str
    state: str
    answer: str
    is_closed: bool


def present_update(row: LineQuarter, *, reader: int, today: datetime.date) -> UpdatePage:
    """`reader` is the key of whoever looks at it."""
    amount, update = row.amount, row.update
    forecast = amount.forecast_pence if amount.forecast_pence is not None else amount.planned_pence
    same = _same(row, forecast)
    return UpdatePage(
        quarter=row.quarter,
        due=row.due,
        is_late=row.wants_answer and row.due < today,
        whose=_whose(row, reader),
        figures=[
            ("Planned", _amount(amount.planned_pence)),
            ("Last forecast", _amount(amount.forecast_pence)),
            ("Confirmed", "None yet" if amount.actual_pence is None else whole_pounds(amount.actual_pence)),
        ],
        meanings=present_meanings(row.rules),
        meaning_source=row.rules.source,
        suggestion=suggestion(row.rules, planned_pence=amount.planned_pence, forecast_pence=forecast),
        begins_with=_begins_with(row, forecast),
        same=same,
        same_words=_same_words(row, same) if same else "",
        state=_state(update) if update else "",
        answer=update.answer if update else "",
        is_closed=update is not None and update.state == UpdateState.CONFIRMED,
    )


def differing(saved: LineUpdate | None, yours: Told) -> list[tuple[str, str, str]]:
    """Where what is saved differs from what was typed, as (what, saved now, yours)."""
    rows = [
        ("Forecast for the year", _amount(saved.forecast_pence) if saved else NOT_SAID, pounds(yours.forecast_pence)),
        ("Saved so far", _amount(saved.delivered_pence) if saved else NOT_SAID, pounds(yours.delivered_pence)),
        ("Rating", saved.get_rating_display() if saved else NOT_SAID, str(Rating(yours.rating).label)),
        ("Comment", (saved.comment or "None") if saved else NOT_SAID, yours.comment or "None"),
    ]
    return [row for row in rows if row[1] != row[2]]


def _begins_with(row: LineQuarter, forecast: int | None) -> Told:
    if row.update:
        said = row.update
        return Told(said.forecast_pence, said.delivered_pence, said.rating, said.comment)
    return Told(forecast or 0, row.delivered_pence or 0, row.line.rating, "")


def _same(row: LineQuarter, forecast: int | None) -> Told | None:
    if row.update or not row.before or forecast is None or not row.line.rating or row.delivered_pence is None:
        return None
    return Told(forecast, row.delivered_pence, row.line.rating, "")


def _same_words(row: LineQuarter, same: Told) -> str:
    return (
        f"Sends {whole_pounds(same.forecast_pence)} for the year, {whole_pounds(same.delivered_pence)} saved so far "
        f"and the rating {Rating(same.rating).label.lower()}."
    )


def _whose(row: LineQuarter, reader: int) -> str:
    if row.line.owner_id == reader:
        return "You own this line."
    return f"{row.line.owner.name} owns this line." if row.line.owner else "Nobody owns this line yet."


def _state(update: LineUpdate) -> str:
    sent = f"{update.sent_by.name} sent this update on {moment(update.sent_at)}."
    if update.state == UpdateState.CONFIRMED and update.confirmed_pence is not None:
        return f"{sent} Finance has confirmed {pounds(update.confirmed_pence)}."
    if update.state == UpdateState.RETURNED:
        return f"{sent} Finance has returned it with a question."
    return f"{sent} Finance has not answered yet; until then, sending again puts the new one in its place."


def _amount(pence: int | None) -> str:
    return NOT_SAID if pence is None else whole_pounds(pence)


@dataclass(frozen=True)
class Claimed:
    """An update that waits for finance. `claimed` is to the penny, for it is confirmed as it stands."""

    update: LineUpdate
    quarter: Quarter
    claimed: str
    confirmed: str
    planned: str
    closes_gap: bool
    why_not: str | None
    files: int


def present_claims(updates: Iterable[LineUpdate], by: Any, files: Mapping[int, int]) -> list[Claimed]:
    """`why_not`: why whoever looks at it cannot answer it; `files`: how many files of evidence each line has."""
    return [present_claim(update, by, files.get(update.line_id, 0)) for update in updates]


def present_claim(update: LineUpdate, by: Any, files: int = 0) -> Claimed:
    amount = next((row for row in update.line.amounts.all() if row.year == update.year), None)
    return Claimed(
        update=update,
        quarter=quarter_of(update),
        claimed=pounds(update.delivered_pence),
        confirmed="None yet" if amount is None or amount.actual_pence is None else pounds(amount.actual_pence),
        planned=NOT_SAID if amount is None or amount.planned_pence is None else pounds(amount.planned_pence),
        closes_gap=update.line.closes_gap,
        why_not=why_not_answer(update, by),
        files=files,
    )

"""The owner of a line says once a quarter how it goes, and finance answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from collab.calc.quarters import Quarter
from collab.errors import Refused
from collab.history import record
from savings.enums import UpdateState
from savings.models import LineAmount, LineUpdate, SavingsLine
from savings.rules import updates as rules
from savings.services.locking import count_change, lock_line, rights

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Told:
    """What an owner says: `forecast_pence` of the whole year, `delivered_pence` from its beginning to the end of the
    quarter."""

    forecast_pence: int
    delivered_pence: int
    rating: str
    comment: str = ""


@transaction.atomic
def send_update(
    line: SavingsLine, quarter: Quarter, *, told: Told, version: int, by: "User", sure: bool = False, reason: str = ""
) -> LineUpdate:
    """Keep the update, in place of one that finance has not confirmed; the line's rating and forecast follow.

    Refused with code "not-allowed", "quarter", "stale" or "gone"; and, unless somebody is `sure`, with "question" where
    it may be a slip.
    """
    line = lock_line(line, version=version)
    _refuse(rules.why_not_update(line, rights(line.plan.programme, by), by), "not-allowed")
    said = list(LineUpdate.objects.filter(line=line, year=quarter.year.start))
    amount = LineAmount.objects.filter(line=line, year=quarter.year.start).first()
    _refuse(rules.why_not_tell(line, quarter, amount, said, today=line.plan.programme.today), "quarter")
    assert amount is not None  # noqa: S101 - refused above
    questions = rules.questions_of(told.forecast_pence, told.delivered_pence, amount, said, quarter)
    if questions and not sure:
        raise Refused(" ".join([*questions, "Is that right?"]), code="question")
    row = next((row for row in said if row.quarter == quarter.number), None)
    row = row or LineUpdate(line=line, year=quarter.year.start, quarter=quarter.number)
    if row.state == UpdateState.RETURNED or row.forecast_pence != amount.forecast_pence:
        row.forecast_before_pence = amount.forecast_pence
    for name, value in vars(told).items():
        setattr(row, name, value)
    row.state, row.sent_at, row.sent_by = UpdateState.SENT, timezone.now(), by
    row.answer, row.answered_at, row.answered_by = "", None, None
    words = reason or ("update sent" if row.pk is None else "update sent again")
    record(row, by=by, reason=words)
    if amount.forecast_pence != told.forecast_pence:
        amount.forecast_pence = told.forecast_pence
        record(amount, by=by, reason=words)
    if not LineUpdate.objects.filter(line=line, year__gt=quarter.year.start).exists():
        line.rating = told.rating
    count_change(line, by=by, reason=words)
    return row


@transaction.atomic
def confirm_update(
    update: LineUpdate, *, confirmed_pence: int, version: int, by: "User", answer: str = "", reason: str = ""
) -> LineUpdate:
    """What has left the budget by the end of the quarter, as finance has seen it; the line's year follows.

    Refused with code "not-allowed", "answered", "stale" or "gone"; "answer" where the amount is not what was claimed
    and nothing says why.
    """
    row = _lock_update(update, version=version, by=by)
    if confirmed_pence != row.delivered_pence and not answer.strip():
        raise Refused("Say why it is not the amount that was claimed.", code="answer")
    amount = LineAmount.objects.filter(line=row.line, year=row.year).first()
    if amount is None:
        raise Refused("The plan says nothing of this line for that year any more. Return the update.", code="answered")
    row.confirmed_pence = confirmed_pence
    _answer(row, UpdateState.CONFIRMED, answer, by, reason or "delivery confirmed")
    later = LineUpdate.objects.filter(line=row.line, year=row.year, quarter__gt=row.quarter)
    if not later.filter(state=UpdateState.CONFIRMED).exists():
        amount.actual_pence = confirmed_pence
        record(amount, by=by, reason=reason or "delivery confirmed")
    count_change(row.line, by=by, reason=reason or "delivery confirmed")
    return row


@transaction.atomic
def return_update(update: LineUpdate, *, answer: str, version: int, by: "User", reason: str = "") -> LineUpdate:
    """Back to the owner, with a question. The line's year is forecast as it was before the update, unless somebody has
    forecast it otherwise since. Refused as `confirm_update`."""
    row = _lock_update(update, version=version, by=by)
    if not answer.strip():
        raise Refused("Say what you ask of the owner.", code="answer")
    reason = reason or "update returned"
    _answer(row, UpdateState.RETURNED, answer, by, reason)
    _put_back(row, by=by, reason=reason)
    count_change(row.line, by=by, reason=reason)
    return row


def _put_back(update: LineUpdate, *, by: "User", reason: str) -> None:
    """The forecast before an update that finance has returned, where it is the update's still and no later one's."""
    amount = LineAmount.objects.filter(line=update.line, year=update.year).first()
    said = LineUpdate.objects.filter(line=update.line, year=update.year).order_by("-quarter")
    later = said.filter(quarter__gt=update.quarter).exclude(state=UpdateState.RETURNED)
    if amount is None or amount.forecast_pence != update.forecast_pence or later.exists():
        return
    amount.forecast_pence = _before(update, said.filter(quarter__lt=update.quarter))
    record(amount, by=by, reason=reason)


def _before(update: LineUpdate, earlier: Iterable[LineUpdate]) -> int | None:
    """What was forecast before: never what an update said that has been returned as well. `earlier`: the latest
    first."""
    found = update.forecast_before_pence
    for row in earlier:
        if row.state != UpdateState.RETURNED or found != row.forecast_pence:
            break
        found = row.forecast_before_pence
    return found


def _lock_update(update: LineUpdate, *, version: int, by: "User") -> LineUpdate:
    line = lock_line(update.line, version=version)
    _refuse(rules.why_not_confirm(line.plan.council, rights(line.plan.programme, by)), "not-allowed")
    row = LineUpdate.objects.get(pk=update.pk)
    row.line = line
    _refuse(rules.why_not_answer(row, by), "answered")
    return row


def _answer(row: LineUpdate, state: UpdateState, answer: str, by: "User", reason: str) -> None:
    row.state, row.answer, row.answered_at, row.answered_by = state, answer.strip(), timezone.now(), by
    record(row, by=by, reason=reason)


def _refuse(reason: str | None, code: str) -> None:
    if reason:
        raise Refused(reason, code=code)

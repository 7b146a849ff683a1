"""What was planned for a year that is over and is not confirmed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from collab.calc.money import to_the_penny
from collab.calc.years import FinancialYear
from savings.models import LineAmount, SavingsLine
from savings.rules.moves import undelivered_pence


@dataclass(frozen=True)
class Unsettled:
    """`start` names the year by the year in which it begins."""

    line: SavingsLine
    start: int
    year: str
    planned: str
    confirmed: str
    undelivered: str


def present_unsettled(amounts: Iterable[LineAmount]) -> list[Unsettled]:
    return [present_amount(amount) for amount in amounts]


def present_amount(amount: LineAmount) -> Unsettled:
    confirmed = amount.actual_pence
    return Unsettled(
        amount.line, amount.year, str(FinancialYear(amount.year)), to_the_penny(amount.planned_pence or 0),
        "nothing yet" if confirmed is None else to_the_penny(confirmed), to_the_penny(undelivered_pence(amount)),
    )  # fmt: skip

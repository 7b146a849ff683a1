"""What was planned for a year that is over and is not confirmed, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collab.calc.money import to_the_penny
from collab.calc.years import FinancialYear
from savings.models import LineAmount, SavingsLine
from savings.rules.moves import plan_of, taken_back, undelivered_pence


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


def present_taken_back(amount: LineAmount, amounts: Mapping[int, LineAmount]) -> list[str]:
    """What becomes of the later years to which it was re-timed, where something else is decided now."""
    back = taken_back(amount, amounts)
    sentences = []
    for year in sorted(map(int, amount.replanned)):
        named, now = FinancialYear(year), plan_of(amounts.get(year))["planned_pence"]
        planned = to_the_penny(now or 0)
        if year in back:
            before = to_the_penny(back[year]["planned_pence"] or 0)
            sentences.append(f"Unless it is re-timed again, {named} plans {before} as before, and no longer {planned}.")
        else:
            sentences.append(f"{named} has been planned otherwise since, so that it stays at {planned}.")
    return sentences

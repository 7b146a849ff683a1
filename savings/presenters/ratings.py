"""Ratings with what the council means by each, and what the figures suggest."""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from collab.calc.money import whole_pounds
from collab.moments import day
from savings.enums import Rating
from savings.models import RatingRules

# A shape beside every word.
SHAPES = {Rating.GREEN: "disc", Rating.AMBER: "triangle", Rating.RED: "diamond", Rating.BLUE: "square"}
# As they stand on the page: the usual ones first.
ORDER = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.BLUE)


@dataclass(frozen=True)
class Meaning:
    """A rating, and what the council calls so."""

    rating: Rating
    word: str
    shape: str
    means: str


def present_meanings(rules: RatingRules) -> list[Meaning]:
    return [Meaning(rating, str(rating.label), SHAPES[rating], str(getattr(rules, rating.value))) for rating in ORDER]


def suggested(rules: RatingRules, *, planned_pence: int | None, forecast_pence: int | None) -> Rating | None:
    """What the council's thresholds make of a forecast; None where nothing is planned or forecast."""
    if not planned_pence or planned_pence < 0 or forecast_pence is None:
        return None
    part = Fraction(forecast_pence, planned_pence)
    if part >= Fraction(rules.green_from):
        return Rating.GREEN
    return Rating.AMBER if part >= Fraction(rules.amber_from) else Rating.RED


def suggestion(rules: RatingRules, *, planned_pence: int | None, forecast_pence: int | None) -> str:
    """In a sentence; "" where there is none. The percentage is rounded down, so that it never reaches a threshold."""
    found = suggested(rules, planned_pence=planned_pence, forecast_pence=forecast_pence)
    if found is None or planned_pence is None or forecast_pence is None:
        return ""
    percent = 100 * forecast_pence // planned_pence
    who = f"{rules.council.short_name} calls" if rules.pk else "which by Collab’s default is"
    verb = f"of the plan. {who} that" if rules.pk else f"of the plan, {who}"
    return f"{whole_pounds(forecast_pence)} is {percent}% {verb} {found.label.lower()}."


@dataclass(frozen=True)
class ShownRules:
    """Definitions with the day from which they hold: "" for the default."""

    row: RatingRules
    since: str
    meanings: list[Meaning]
    thresholds: str
    may_withdraw: bool


def present_rules(row: RatingRules, today: datetime.date) -> ShownRules:
    green, amber = (f"{(part * 100).normalize():f}%" for part in (row.green_from, row.amber_from))
    return ShownRules(
        row=row,
        since=day(row.in_force_from) if row.pk else "",
        meanings=present_meanings(row),
        thresholds=f"By the figures, green from {green} of the plan, amber from {amber}, red below. "
        f"An update is due {row.due_days} days after its quarter has ended.",
        may_withdraw=row.pk is not None and row.in_force_from >= today,
    )

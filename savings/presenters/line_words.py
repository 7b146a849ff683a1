"""A savings line in words, wherever one is shown."""

from collections.abc import Iterable

from collab.calc.money import to_the_penny, whole_pounds
from savings.enums import LineStatus, Rating
from savings.models import SavingsLine
from savings.queries import LineSight
from savings.queries.sight import ROUNDED_TO_PENCE

RATING_SIGNS = {Rating.BLUE: "square", Rating.GREEN: "disc", Rating.AMBER: "triangle", Rating.RED: "diamond"}
NOT_SAID = "Not said"


def status_of(line: SavingsLine) -> str:
    status = LineStatus(line.status).label
    return f"{status}, held" if line.held else status


def rating_of(line: SavingsLine) -> tuple[str, str]:
    """Shape and word; no shape where there is no rating yet."""
    rating = Rating(line.rating) if line.rating else None
    return (RATING_SIGNS[rating], rating.label) if rating else ("", "Not rated yet")


def seen(pence: int, sight: LineSight) -> int:
    """An amount as this person may see it: to the nearest £5,000, a half away from nought, or to the penny."""
    if sight > LineSight.ROUNDED:
        return pence
    steps = (abs(pence) + ROUNDED_TO_PENCE // 2) // ROUNDED_TO_PENCE
    return steps * ROUNDED_TO_PENCE if pence >= 0 else -steps * ROUNDED_TO_PENCE


def amount(pence: int | None, sight: LineSight, missing: str = NOT_SAID) -> str:
    if pence is None:
        return missing
    return to_the_penny(pence) if sight > LineSight.ROUNDED else whole_pounds(seen(pence, sight))


def together(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word)

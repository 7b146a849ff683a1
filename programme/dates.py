"""Dates as exactly as they are known: "26 February 2013", "November 2011", "Summer 2012", "2012/13".

One text says both when and how exactly. It is kept as the first day of what it names and its exactness, so that dates
of any exactness stand in order.
"""

import datetime
import re
from calendar import monthrange

from programme.enums import Exactness

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"Spring": 3, "Summer": 6, "Autumn": 9, "Winter": 12}
EXAMPLES = "26 February 2013, February 2013, Summer 2012, April to June 2012, 2012, or 2012/13 for a financial year"
NOT_A_DATE = f"Write when as exactly as it is known: {EXAMPLES}"
# What is earlier is a slip of the hand, and would not be printed with four digits.
FIRST_YEAR = 1000
# How many months of it there are. A day is told apart.
MONTHS_IN = {
    Exactness.MONTH: 1, Exactness.SEASON: 3, Exactness.QUARTER: 3, Exactness.YEAR: 12, Exactness.FINANCIAL_YEAR: 12,
}  # fmt: skip


def in_words(on: datetime.date, exactness: str) -> str:
    """The date in words, as `parse` reads it."""
    month = MONTHS[on.month - 1]
    if exactness == Exactness.MONTH:
        return f"{month} {on.year}"
    if exactness == Exactness.SEASON:
        return f"{next(name for name, first in SEASONS.items() if first == on.month)} {on.year}"
    if exactness == Exactness.QUARTER:
        return f"{month} to {MONTHS[on.month + 1]} {on.year}"
    if exactness == Exactness.YEAR:
        return str(on.year)
    if exactness == Exactness.FINANCIAL_YEAR:
        return f"{on.year}/{(on.year + 1) % 100:02}"
    return f"{on.day} {month} {on.year}"


def last_day(on: datetime.date, exactness: str) -> datetime.date:
    """The day after which it is past."""
    if exactness == Exactness.DAY:
        return on
    months = on.year * 12 + on.month - 1 + MONTHS_IN[Exactness(exactness)] - 1
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, monthrange(year, month + 1)[1])


def parse(text: str) -> tuple[datetime.date, Exactness]:
    """The first day of what `text` names, and how exactly it is known. Raises ValueError with NOT_A_DATE."""
    squeezed = re.sub(r"\s+", " ", text.strip().replace("–", "-").replace(",", " ")).casefold()
    try:
        found = _day(squeezed) or _longer(squeezed)
        if found and (found[0].year < FIRST_YEAR or not last_day(*found)):
            found = None
    except ValueError:
        # 31 February and a winter that ends after 9999 look like dates and are none.
        found = None
    if found is None:
        raise ValueError(NOT_A_DATE)
    return found


def _day(text: str) -> tuple[datetime.date, Exactness] | None:
    if m := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        return datetime.date(int(m[1]), int(m[2]), int(m[3])), Exactness.DAY
    if m := re.fullmatch(r"([0-9]{1,2})[./ ]([0-9]{1,2})[./ ]([0-9]{4})", text):
        return datetime.date(int(m[3]), int(m[2]), int(m[1])), Exactness.DAY
    m = re.fullmatch(r"(?:[a-z]+day )?([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+) ([0-9]{4})", text)
    if m and (month := _month(m[2])):
        return datetime.date(int(m[3]), month, int(m[1])), Exactness.DAY
    return None


def _longer(text: str) -> tuple[datetime.date, Exactness] | None:
    if m := re.fullmatch(r"[0-9]{4}", text):
        return datetime.date(int(text), 1, 1), Exactness.YEAR
    if m := re.fullmatch(r"([0-9]{4}) ?[/-] ?([0-9]{2}|[0-9]{4})", text):
        year = int(m[1])
        follows = int(m[2]) in (year + 1, (year + 1) % 100)
        return (datetime.date(year, 4, 1), Exactness.FINANCIAL_YEAR) if follows else None
    if m := re.fullmatch(r"([a-z]+) (?:to|-) ([a-z]+) ([0-9]{4})", text):
        first = _month(m[1]) or 0
        quarter = first in (1, 4, 7, 10) and _month(m[2]) == first + 2
        return (datetime.date(int(m[3]), first, 1), Exactness.QUARTER) if quarter else None
    if m := re.fullmatch(r"([a-z]+) ([0-9]{4})", text):
        if season := SEASONS.get(m[1].capitalize()):
            return datetime.date(int(m[2]), season, 1), Exactness.SEASON
        if month := _month(m[1]):
            return datetime.date(int(m[2]), month, 1), Exactness.MONTH
    return None


def _month(word: str) -> int | None:
    """The number of a month called by its name or the beginning of it, three letters at least."""
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(MONTHS, start=1) if name.casefold().startswith(word)), None)

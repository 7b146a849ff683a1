"""Financial years, which begin on 1 April."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

WRITTEN = re.compile(r"([0-9]{4})/([0-9]{2})")
APRIL = 4
# The years whose first and last day a date can hold.
EARLIEST, LATEST = 1, 9998


@dataclass(frozen=True, order=True)
class FinancialYear:
    """The year that begins on 1 April of `start`; written "2013/14", and "1999/00" at the turn of a century."""

    start: int

    def __post_init__(self) -> None:
        if not EARLIEST <= self.start <= LATEST:
            raise ValueError(f"No financial year begins in {self.start}.")

    def __str__(self) -> str:
        return f"{self.start:04}/{(self.start + 1) % 100:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The year that "2013/14" names. Raises ValueError for anything else, "2013/15" included."""
        found = WRITTEN.fullmatch(text)
        if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
            raise ValueError(f"“{text}” is not a financial year: write it like 2013/14.")
        return cls(int(found[1]))

    @classmethod
    def containing(cls, day: date) -> Self:
        return cls(day.year if day.month >= APRIL else day.year - 1)

    def plus(self, years: int) -> "FinancialYear":
        return FinancialYear(self.start + years)

    @property
    def first_day(self) -> date:
        return date(self.start, APRIL, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)


def run_of(first: FinancialYear, count: int) -> tuple[FinancialYear, ...]:
    """`count` years, beginning with `first`."""
    return tuple(first.plus(number) for number in range(count))

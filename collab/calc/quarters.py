"""The quarters of a financial year, which end on 30 June, 30 September, 31 December and 31 March."""

from dataclasses import dataclass
from datetime import date, timedelta

from collab.calc.years import FinancialYear

# For each quarter the months that it is called by, and the month and day on which it ends.
MONTHS = ("April to June", "July to September", "October to December", "January to March")
ENDS = ((6, 30), (9, 30), (12, 31), (3, 31))
END_NAMES = ("30 June", "30 September", "31 December", "31 March")
LAST = len(MONTHS)


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` is 1 for April to June and 4 for January to March; printed "Quarter 1, to 30 June 2014"."""

    year: FinancialYear
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= LAST:
            raise ValueError(f"A year has {LAST} quarters, and no quarter {self.number}.")

    def __str__(self) -> str:
        return f"Quarter {self.number}, to {self.end_name}"

    @classmethod
    def containing(cls, day: date) -> "Quarter":
        return cls(FinancialYear.containing(day), (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def ended_by(cls, day: date) -> "Quarter":
        """The latest whose last day is before `day`. Raises ValueError where no year before is known."""
        return cls.containing(day).plus(-1)

    def plus(self, quarters: int) -> "Quarter":
        years, number = divmod(self.number - 1 + quarters, LAST)
        return Quarter(self.year.plus(years), number + 1)

    @property
    def ends(self) -> date:
        month, day = ENDS[self.number - 1]
        return date(self.year.start + (self.number == LAST), month, day)

    @property
    def is_last(self) -> bool:
        return self.number == LAST

    @property
    def end_name(self) -> str:
        """Its last day in words: "30 June 2014"."""
        return f"{END_NAMES[self.number - 1]} {self.ends.year}"

    @property
    def months(self) -> str:
        """Its months: "April to June"."""
        return MONTHS[self.number - 1]

    @property
    def so_far(self) -> str:
        """The months from the beginning of the year to its end: "April to December"."""
        return f"April to {self.months.rpartition(' ')[2]}"

    def due(self, days: int) -> date:
        """So many days after it has ended."""
        return self.ends + timedelta(days=days)


def quarters_of(year: FinancialYear) -> tuple[Quarter, ...]:
    return tuple(Quarter(year, number) for number in range(1, LAST + 1))

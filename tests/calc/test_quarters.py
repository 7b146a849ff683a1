"""Quarters of a financial year: where each ends, and which is the latest that has ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.calc.quarters import Quarter, quarters_of
from collab.calc.years import FinancialYear

YEAR = FinancialYear(2014)


def test_where_each_ends_and_how_it_is_printed() -> None:
    assert [str(quarter) for quarter in quarters_of(YEAR)] == [
        "Quarter 1, to 30 June 2014",
        "Quarter 2, to 30 September 2014",
        "Quarter 3, to 31 December 2014",
        "Quarter 4, to 31 March 2015",
    ]
    assert [quarter.ends for quarter in quarters_of(YEAR)] == [
        date(2014, 6, 30), date(2014, 9, 30), date(2014, 12, 31), date(2015, 3, 31),
    ]  # fmt: skip
    assert Quarter(YEAR, 4).ends == YEAR.last_day
    assert [quarter.so_far for quarter in quarters_of(YEAR)] == [
        "April to June", "April to September", "April to December", "April to March",
    ]  # fmt: skip
    assert Quarter(YEAR, 2).months == "July to September"
    assert [quarter.is_last for quarter in quarters_of(YEAR)] == [False, False, False, True]
    assert Quarter(YEAR, 1).due(11) == date(2014, 7, 11)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)))
def test_the_latest_that_has_ended(day: date) -> None:
    """Its last day is past, that of the next is not, and no day is left out between them."""
    ended = Quarter.ended_by(day)
    assert ended.ends < day <= ended.plus(1).ends
    assert Quarter.containing(day) == ended.plus(1)
    assert Quarter.containing(ended.ends + timedelta(1)) == ended.plus(1)


def test_a_quarter_ends_with_its_last_day() -> None:
    assert Quarter.ended_by(date(2014, 6, 30)) == Quarter(FinancialYear(2013), 4)
    assert Quarter.ended_by(date(2014, 7, 1)) == Quarter(YEAR, 1)


def test_quarters_are_counted_across_years_and_stand_in_order() -> None:
    assert Quarter(YEAR, 3).plus(6) == Quarter(FinancialYear(2016), 1)
    assert Quarter(YEAR, 1).plus(-1) == Quarter(FinancialYear(2013), 4) < Quarter(YEAR, 1)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_what_is_no_quarter(number: int) -> None:
    with pytest.raises(ValueError, match=r"4 quarters"):
        Quarter(YEAR, number)

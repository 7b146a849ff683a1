"""Financial years: written, read and counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.calc.years import FinancialYear, run_of


@given(st.integers(1, 9998))
def test_what_is_written_is_read_again(start: int) -> None:
    year = FinancialYear(start)
    assert FinancialYear.parse(str(year)) == year
    assert FinancialYear.containing(year.first_day) == FinancialYear.containing(year.last_day) == year
    assert year.last_day - year.first_day in (timedelta(364), timedelta(365))


@pytest.mark.parametrize(("start", "text"), [(2013, "2013/14"), (1999, "1999/00"), (2009, "2009/10")])
def test_how_a_year_is_written(start: int, text: str) -> None:
    assert str(FinancialYear(start)) == text


@pytest.mark.parametrize(
    "text",
    [
        "2013/15",
        "2013/13",
        "2013-14",
        "13/14",
        "2013/2014",
        " 2013/14",
        "2013/14\n",
        "0000/01",
        "9999/00",
        "٢٠١٣/١٤",
        "",
    ],
)
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"year"):
        FinancialYear.parse(text)


def test_a_year_begins_on_the_first_of_april() -> None:
    assert FinancialYear.containing(date(2013, 3, 31)) == FinancialYear(2012)
    assert FinancialYear.containing(date(2013, 4, 1)) == FinancialYear(2013)


def test_years_in_a_row_and_in_order() -> None:
    assert [str(year) for year in run_of(FinancialYear(1998), 3)] == ["1998/99", "1999/00", "2000/01"]
    assert max(FinancialYear(1999), FinancialYear(2001), FinancialYear(2000)) == FinancialYear(1999).plus(2)

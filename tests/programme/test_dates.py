"""Dates as exactly as they are known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.dates import NOT_A_DATE, in_words, last_day, parse
from programme.enums import Exactness

TEXTS = [
    ("26 February 2013", "26 February 2013", "2013-02-26"),
    ("Tuesday, 26th feb 2013", "26 February 2013", "2013-02-26"),
    ("26/2/2013", "26 February 2013", "2013-02-26"),
    ("2013-02-26", "26 February 2013", "2013-02-26"),
    ("nov 2011", "November 2011", "2011-11-30"),
    ("summer 2012", "Summer 2012", "2012-08-31"),
    ("Winter 2012", "Winter 2012", "2013-02-28"),
    ("April – June 2012", "April to June 2012", "2012-06-30"),
    ("2020", "2020", "2020-12-31"),
    ("2013/14", "2013/14", "2014-03-31"),
    ("1999-2000", "1999/00", "2000-03-31"),
]


@pytest.mark.parametrize(("typed", "words", "last"), TEXTS)
def test_what_is_typed(typed: str, words: str, last: str) -> None:
    on, exactness = parse(typed)
    assert (in_words(on, exactness), last_day(on, exactness).isoformat()) == (words, last)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31 February 2013", "0000", "2013/15", "May to July 2012", "ma 2012", "1 Summer 2012", "²0²²"],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match=NOT_A_DATE[:20]):
        parse(typed)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9000, 1, 1)), st.sampled_from(Exactness))
def test_words_are_read_back(day: datetime.date, exactness: Exactness) -> None:
    first = {
        Exactness.DAY: day,
        Exactness.MONTH: day.replace(day=1),
        Exactness.SEASON: day.replace(month=3 * ((day.month - 1) // 3 + 1), day=1),
        Exactness.QUARTER: day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1),
        Exactness.YEAR: day.replace(month=1, day=1),
        Exactness.FINANCIAL_YEAR: day.replace(month=4, day=1),
    }[exactness]
    assert parse(in_words(first, exactness)) == (first, exactness)
    assert last_day(first, exactness) >= first

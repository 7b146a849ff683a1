"""Single values of a bundle: from what is written to what is kept, and back."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from collab.calc.money import plain
from collab.calc.years import FinancialYear
from collab.db import MOST_PENCE
from programme.bundle.strict import Unfit, kind_of, short

Fit = Callable[[Any], Any]

MONEY = re.compile(r"(-?)(0|[1-9][0-9]*)\.([0-9]{2})")
DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SLUG = re.compile(r"[a-zA-Z0-9_-]{1,50}")
# No database keeps the first and the last; nobody writes the others.
ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MOST_WHOLE = 2_147_483_647


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Unfit(f"is {kind_of(value)}, where a text is needed")
    return value


def text(longest: int, *, empty: bool = False) -> Fit:
    """A text of at most `longest` characters."""

    def fit(value: Any) -> str:
        found = _text(value)
        if len(found) > longest:
            raise Unfit(f"has {len(found):,} characters; the most is {longest:,}")
        if not empty and not found.strip():
            raise Unfit("is empty")
        if ODD.search(found):
            raise Unfit("has a character in it that no text has")
        return found

    return fit


def slug(value: Any) -> str:
    found = _text(value)
    if not SLUG.fullmatch(found):
        raise Unfit("is no address: letters, digits and hyphens, at most 50")
    return found


def money(value: Any) -> int:
    """Pence, of "45000.00"."""
    found = signed_money(value)
    if found < 0:
        raise Unfit("is less than nothing")
    return found


def signed_money(value: Any) -> int:
    """Pence, of "45000.00" or "-45000.00"."""
    if type(value) is not str:
        raise Unfit(f"is {kind_of(value)}, where pounds are needed as a text like “45000.00”")
    return _money(value)


@lru_cache(10_000)
def _money(written: str) -> int:
    found = MONEY.fullmatch(written)
    if found is None or written == "-0.00":
        raise Unfit(f"is “{short(written)}”, where pounds are written like “45000.00”")
    if len(found[2]) > 15 or (pence := int(found[2]) * 100 + int(found[3])) > MOST_PENCE:
        raise Unfit("is larger than Collab can keep")
    return -pence if found[1] else pence


def decimal(places: int, *, below: int) -> Fit:
    """A decimal of nought or more, with `places` at most, less than `below`."""

    @lru_cache(10_000)
    def known(written: str) -> Decimal:
        found = DECIMAL.fullmatch(written)
        if found is None:
            raise Unfit(f"is “{short(written)}”, where a number of nought or more is written like “0.5”")
        if found[1] and len(found[1]) > places:
            raise Unfit(f"has more than {places} decimals")
        if len(written) > 40 or (value := Decimal(written)) >= below:
            raise Unfit(f"is not below {below:,}")
        return value

    def fit(value: Any) -> Decimal:
        if type(value) is not str:
            raise Unfit(f"is {kind_of(value)}, where a number is needed as a text like “0.5”")
        return known(value)

    return fit


def signed_decimal(places: int, *, below: int) -> Fit:
    """As `decimal`, or the same below nought."""
    size = decimal(places, below=below)

    def fit(value: Any) -> Decimal:
        if type(value) is str and value.startswith("-") and value.strip("-0."):
            return -size(value[1:])
        found: Decimal = size(value)
        return found

    return fit


fte = decimal(4, below=100_000)
rate = decimal(4, below=100)


def whole(value: Any) -> int:
    if type(value) is not int:
        raise Unfit(f"is {kind_of(value)}, where a whole number is needed")
    if not 0 <= value <= MOST_WHOLE:
        raise Unfit(f"is not between 0 and {MOST_WHOLE:,}")
    return value


def whole_from(least: int, most: int) -> Fit:
    def fit(value: Any) -> int:
        if type(value) is not int:
            raise Unfit(f"is {kind_of(value)}, where a whole number is needed")
        if not least <= value <= most:
            raise Unfit(f"is not between {least} and {most}")
        return value

    return fit


def boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise Unfit(f"is {kind_of(value)}, where true or false is needed")
    return value


@lru_cache(1_000)
def _year(written: str) -> int:
    try:
        return FinancialYear.parse(written).start
    except ValueError as error:
        raise Unfit(f"is “{short(written)}”, which is no financial year like “2013/14”") from error


def year(value: Any) -> int:
    """The year in which "2013/14" begins."""
    return _year(_text(value))


def day(value: Any) -> date:
    found = _text(value)
    if DAY.fullmatch(found):
        try:
            return date.fromisoformat(found)
        except ValueError:
            pass
    raise Unfit(f"is “{short(found)}”, which is no date like “2012-11-30”")


def one_of(values: Collection[str]) -> Fit:
    def fit(value: Any) -> str:
        found = _text(value)
        if found not in values:
            raise Unfit(f"is “{short(found)}”, and not one of {', '.join(values)}")
        return found

    return fit


def or_null(fit: Fit) -> Fit:
    return lambda value: None if value is None else fit(value)


def listed(fit: Fit, *, empty: bool = True) -> Fit:
    """A list, in which nothing comes twice."""

    def fit_all(values: Any) -> list[Any]:
        if not isinstance(values, list):
            raise Unfit(f"is {kind_of(values)}, where a list is needed")
        if not values and not empty:
            raise Unfit("is empty")
        found = [fit(value) for value in values]
        if len(set(found)) < len(found):
            raise Unfit("names something twice")
        return found

    return fit_all


# And back


def written_money(pence: int | None) -> str | None:
    return None if pence is None else plain(pence)


def written_year(start: int) -> str:
    return str(FinancialYear(start))


def four_places(value: Decimal) -> str:
    return f"{value:.4f}"


def shortest(value: Decimal, *, places: int = 0) -> str:
    """As short as it goes, with `places` decimals at least."""
    written = f"{value:f}"
    if "." not in written:
        written += "."
    head, tail = written.split(".")
    tail = tail.rstrip("0").ljust(places, "0")
    return f"{head}.{tail}" if tail else head

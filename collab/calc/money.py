"""Amounts in whole pence, as people write and read them."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from collab.calc.costing import round_to_penny

# What is typed: pounds, with or without commas in the usual places, and pence or none.
WRITTEN = re.compile(r"(?P<minus>[-−])?£?(?P<pounds>[0-9]{1,3}(,[0-9]{3}){1,9}|[0-9]{1,30})(\.(?P<pence>[0-9]{2}))?")


def pounds(pence: int) -> str:
    """The amount as it is printed: "£1,250", "£1,250.50", "−£3"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def pence_of(text: str) -> int | None:
    """What "£1,250.50", "1250.50" or "1,250" is in pence; None for anything else, "1.4m" and "1,25" included."""
    found = WRITTEN.fullmatch(re.sub(r"\s", "", text))
    if found is None:
        return None
    amount = int(found["pounds"].replace(",", "")) * 100 + int(found["pence"] or 0)
    return -amount if found["minus"] else amount


def plain(pence: int) -> str:
    """The amount as files and programs write it: "1250.00", "-3.50"; never "-0.00"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{whole}.{rest:02}"


def to_the_penny(pence: int) -> str:
    """As `pounds`, always with two decimals, where amounts stand in columns or are worked out: "£1,250.00"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}.{rest:02}"


def whole_pounds(pence: int) -> str:
    """To the nearest pound, a half away from nought: "£1,408,362". For amounts that are looked at, not added up."""
    return pounds(100 * _nearest_pound(pence))


def in_whole_pounds_adds_up(parts: Sequence[int], total: int) -> bool:
    """Whether amounts that add up in pence still do so to a reader of whole pounds."""
    return sum(_nearest_pound(part) for part in parts) == _nearest_pound(total)


def to_one_decimal(number: Decimal) -> str:
    """A number of full-time equivalents as people say it: "41.8", "10.0". For headlines; tables have all decimals."""
    return f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):,f}"


def _nearest_pound(pence: int) -> int:
    return round_to_penny(Fraction(pence, 100))


def exactly(pence: Fraction) -> str:
    """An amount before rounding: "£0.30", "£33.333333…"."""
    if pence.denominator == 1:
        return to_the_penny(pence.numerator)
    figures = in_figures(abs(pence) / 100)
    return f"{'−' if pence < 0 else ''}£{figures}"


def in_figures(number: Fraction, places: int = 6) -> str:
    """A plain number: "0.5", "105,600", "−0.333333…", where the dots say that there is more of it."""
    scaled = abs(number) * 10**places
    whole, rest = divmod(int(scaled), 10**places)
    decimals = f".{rest:0{places}}" if scaled.denominator > 1 else f".{rest:0{places}}".rstrip("0").rstrip(".")
    return f"{'−' if number < 0 else ''}{whole:,}{decimals}{'…' if scaled.denominator > 1 else ''}"

"""Figures as the register has them: what they are, what they rest on, and how each may be printed.

Each floor lists its own in `figures`; the desk gathers them, so that words and pages can name any of them by a key.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from collab.calc.costing import round_to_penny
from collab.calc.money import pounds, to_the_penny, whole_pounds
from collab.calc.workings import Working
from collab.moments import day
from collab.sheets import Table

# Up to here a count is written as a word.
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Kind(Enum):
    """What a figure is: whole pence, full-time equivalents, a count, a day, a share ("0.285"), or words."""

    MONEY = "money"
    FTE = "fte"
    COUNT = "count"
    DATE = "date"
    PERCENTAGE = "percentage"
    TEXT = "text"


Value = int | Decimal | Fraction | datetime.date | str


@dataclass(frozen=True)
class Basis:
    """Something that a figure rests on. `stamp` is another exactly when what counts of it has become another, and tells
    nothing of it (see `stamp`)."""

    key: str
    words: str
    stamp: str


def stamp(*parts: Any) -> str:
    """What tells these values from others, and cannot be guessed back by trying some."""
    return salted_hmac("collab.figures", "\n".join(map(str, parts))).hexdigest()[:20]


@dataclass(frozen=True)
class Figure:
    """One figure, as far as somebody may see it. Where `value` is None, `why_not` says in a sentence why.

    `key` outlasts every change of names; `scope` says of whom and of which time, `taken` "gross" or "net" where it
    matters, `price_base` the year of the prices, `address` the page that it comes from. `stands_as` is the key of the
    figure that says how it stands once the councils' own plans are counted.
    """

    key: str
    name: str
    kind: Kind
    value: Value | None
    scope: str
    source: str
    address: str
    as_at: datetime.date | None = None
    taken: str = ""
    price_base: str = ""
    why_not: str = ""
    bases: tuple[Basis, ...] = ()
    workings: Callable[[], tuple[Working, ...]] = tuple
    stands_as: str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing with its message as `title`, `description` of what is to be seen, and a `note` on how to read it. It
    is as wide as a column of text; `narrow` is the same for a phone."""

    title: str
    description: str
    draw: Callable[[], SafeString]
    note: str = ""
    narrow: Callable[[], SafeString] | None = None


@dataclass(frozen=True)
class Block:
    """A table, a chart or both, which a text shows as they are now. `table.notes` say as at when and where from."""

    key: str
    name: str
    caption: str
    table: Table
    address: str
    as_at: datetime.date | None = None
    picture: Picture | None = None
    bases: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Family:
    """Figures and blocks that are worked out together, in a number of queries that does not depend on how many there
    are. `names` are the words with which their keys go on after the programme's. Both are given a programme and what
    somebody may do in it, and leave out what that person may not know of. `subject` is what they are about."""

    names: frozenset[str]
    figures: Callable[[Any, Any], Iterable[Figure]] = field(default=lambda programme, may: ())
    blocks: Callable[[Any, Any], Iterable[Block]] = field(default=lambda programme, may: ())
    subject: str = ""


def key_of(programme: Any, name: str, *parts: Any) -> str:
    """The key of a figure or block: "p3.saving.m12.y2014.c5". Parts that are None are left out."""
    marks = {"OperatingModel": "m", "Council": "c", "FinancialYear": "y"}
    said = [
        f"{marks[type(part).__name__]}{part.start if hasattr(part, 'start') else part.pk}"
        if type(part).__name__ in marks
        else str(part)
        for part in parts
        if part is not None
    ]
    return ".".join([f"p{programme.pk}", name, *said])


# How figures print


def _millions(places: int) -> Callable[[int], str]:
    def write(pence: int) -> str:
        return f"{_sign(pence)}£{_decimal(Fraction(abs(pence), 100_000_000), places)}M"

    return write


def _thousands(pence: int) -> str:
    return f"{_sign(pence)}£{_decimal(Fraction(abs(pence), 100_000), 0)}k"


def _percent(places: int) -> Callable[[Decimal | Fraction], str]:
    def write(share: Decimal | Fraction) -> str:
        return f"{_sign(share)}{_decimal(abs(Fraction(share)) * 100, places)}%"

    return write


def _fte(places: int, unit: str = " FTE") -> Callable[[Decimal], str]:
    def write(fte: Decimal) -> str:
        return f"{_sign(fte)}{_decimal(abs(Fraction(fte)), places)}{unit}"

    return write


def _sign(number: Any) -> str:
    return "−" if number < 0 else ""


def _decimal(number: Fraction, places: int) -> str:
    """A half goes away from nought."""
    whole = round_to_penny(number * 10**places)
    return f"{Decimal(whole).scaleb(-places):,.{places}f}"


def _in_words(count: int) -> str:
    return WORDS[count] if 0 <= count < len(WORDS) else f"{count:,}"


# By kind, the first as it prints unless something else is asked for: how it is called, and how it is written.
FORMS: Mapping[Kind, Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    Kind.MONEY: {
        "pounds": ("to the nearest pound", whole_pounds),
        "pence": ("to the penny", to_the_penny),
        "k": ("to the nearest £1,000", _thousands),
        "m1": ("to the nearest £0.1M", _millions(1)),
        "m2": ("to the nearest £0.01M", _millions(2)),
        "exact": ("with pence only where there are any", pounds),
    },
    Kind.FTE: {
        "fte1": ("to one decimal", _fte(1)),
        "fte2": ("to two decimals", _fte(2)),
        "number": ("to one decimal, without the unit", _fte(1, "")),
    },
    Kind.COUNT: {
        "digits": ("in figures", lambda count: f"{count:,}"),
        "words": ("as a word up to ten", _in_words),
    },
    Kind.DATE: {
        "day": ("the whole date", day),
        "month": ("month and year", lambda date: f"{date:%B %Y}"),
        "year": ("the year", lambda date: str(date.year)),
    },
    Kind.PERCENTAGE: {
        "pc1": ("to one decimal", _percent(1)),
        "pc0": ("to the nearest whole", _percent(0)),
        "pc2": ("to two decimals", _percent(2)),
    },
    Kind.TEXT: {"words": ("as it is", str)},
}


def form_of(figure: Figure, form: str = "") -> str:
    """The form in which a figure prints that was asked for in `form`: that one, or the first of its kind."""
    forms = FORMS[figure.kind]
    return form if form in forms else next(iter(forms))


def printed(figure: Figure, form: str = "") -> str:
    """The figure as it prints: "£1.4M", "41.8 FTE", "November 2012". It has a value."""
    return FORMS[figure.kind][form_of(figure, form)][1](figure.value)


def rounding(figure: Figure, form: str = "") -> str:
    """How that is rounded, in words: "to the nearest £0.1M"."""
    return FORMS[figure.kind][form_of(figure, form)][0]

"""Figures found by words, as somebody types who knows what is meant and not what it is called."""

import datetime

import pytest

from collab.figures import Figure, Kind
from documents.lookup import found


def figure(key: str, name: str, kind: Kind, value: object, scope: str) -> Figure:
    return Figure(key, name, kind, value, scope, source="The baseline and the model", address="/")  # type: ignore[arg-type]


ALL = "all councils together"
FIGURES = [
    figure("net", "Net present value of model 3b, all years", Kind.MONEY, 290_100_000, ALL),
    figure(
        "share", "Darlington’s share of the joint saving of model 3b, 2014/15", Kind.MONEY, 50_225_400, "Darlington"
    ),
    figure("joint", "Joint saving of model 3b, a full year", Kind.MONEY, 140_836_207, ALL),
    figure("other", "Joint saving of model 1, a full year", Kind.MONEY, 99_900_000, ALL),
    figure("day", "Day of the baseline of Darlington", Kind.DATE, datetime.date(2012, 11, 30), "Darlington"),
    Figure("held", "Cost of a post", Kind.MONEY, None, "Hartlepool", "Baseline", "/", why_not="It is Hartlepool’s."),
]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("joint saving 3b", ["joint", "share"]),
        ("Darlington's share 2014/15", ["share"]),
        ("darlingtons SHARE 2014", ["share"]),
        ("£1.4M", ["joint"]),
        ("1,408,362", ["joint"]),
        ("November 2012", ["day"]),
        ("cost", ["held"]),
        ("joint saving 7", []),
        ("  ", ["net", "share", "joint", "other", "day", "held"]),
    ],
)
def test_all_words_must_be_said_and_the_likest_name_comes_first(words: str, keys: list[str]) -> None:
    assert [each.key for each in found(FIGURES, words)] == keys

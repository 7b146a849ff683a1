"""The numbering engine: worked tables and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.numbering import SCHEMES, Entry, letter, number, roman

P, S, H, PART = 0, 3, 2, 1

# levels in reading order -> the numbers that print, "-" where none does
TABLE = [
    ("continuous", [PART, H, P, P, H, P, PART, H, P], ["-", "-", "1", "2", "-", "3", "-", "-", "4"]),
    ("restarting", [PART, H, P, P, H, P, PART, H, P], ["-", "-", "1", "2", "-", "3", "-", "-", "1"]),
    ("decimal", [H, P, P, H, P, S, P], ["1", "1.1", "1.2", "2", "2.1", "-", "2.2"]),
    ("decimal", [PART, H, P, PART, H, P], ["-", "1", "1.1", "-", "2", "2.1"]),
    ("decimal_restarting", [PART, H, P, H, P, PART, H, P], ["-", "1", "1.1", "2", "2.1", "-", "1", "1.1"]),
    ("decimal", [P, P, H, P], ["1", "2", "1", "1.1"]),
    ("continuous", [], []),
]


@pytest.mark.parametrize(("scheme", "levels", "expected"), TABLE)
def test_number_by_scheme(scheme: str, levels: list[int], expected: list[str]) -> None:
    entries = [Entry(str(at), level) for at, level in enumerate(levels)]
    numbers = number(entries, scheme)
    assert [numbers.get(entry.key, "-") for entry in entries] == expected


def test_number_leaves_out_what_is_not_counted() -> None:
    entries = [Entry("a"), Entry("signature", counted=False), Entry("b")]
    assert number(entries, "continuous") == {"a": "1", "b": "2"}


def test_number_refuses_an_unknown_scheme() -> None:
    with pytest.raises(ValueError, match="no numbering scheme called 'by colour'"):
        number([], "by colour")


@given(st.lists(st.tuples(st.sampled_from([P, H, S, PART]), st.booleans())), st.sampled_from(SCHEMES))
def test_number_is_unique_within_a_part_and_never_looks_ahead(rows: list[tuple[int, bool]], scheme: str) -> None:
    entries = [Entry(str(at), level, counted) for at, (level, counted) in enumerate(rows)]
    numbers = number(entries, scheme)
    assert set(numbers) <= {entry.key for entry in entries if entry.counted}
    assert all(entry.key in numbers for entry in entries if entry.counted and entry.level == P)
    for end in range(len(entries)):
        assert number(entries[:end], scheme) == {e.key: numbers[e.key] for e in entries[:end] if e.key in numbers}
    if scheme == "continuous":
        assert sorted(map(int, numbers.values())) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")],
)
def test_letter(index: int, expected: str) -> None:
    assert letter(index) == expected


@pytest.mark.parametrize(("index", "expected"), [(0, "i"), (3, "iv"), (8, "ix"), (13, "xiv"), (48, "xlix")])
def test_roman(index: int, expected: str) -> None:
    assert roman(index) == expected

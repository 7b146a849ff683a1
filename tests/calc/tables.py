"""The worked cases of the tables folder: a row each, with where it comes from."""

import csv
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "tables"


def cases(name: str) -> Any:
    """The rows of a table, each a test of its own, named by its line and source."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=f"{line} {row['source'][:40]}") for line, row in enumerate(rows, 2)]
    )


def pence(text: str) -> int:
    exact = Fraction(text) * 100
    assert exact.denominator == 1
    return exact.numerator


def row_of_pence(text: str) -> list[int]:
    return [pence(each) for each in text.split()]

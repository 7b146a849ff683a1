"""The staffing files that councils and departments have published."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from collab.calc.money import plain
from programme.staffing import read_staffing
from tests.programme.staffing.independent import sums

RATE = Decimal("0.2850")


def test_every_published_file_adds_up(shared: Path) -> None:
    """Rows read are accepted and rejected ones, and the totals are those of a sum that is made in another way."""
    paths = sorted((shared / "inputs" / "staffing").glob("*.csv"))
    assert len(paths) > 20
    for path in paths:
        read = read_staffing(path.read_bytes(), filename=path.name, on_cost_rate=RATE)
        expected = sums(path, on_cost_rate=Fraction(RATE), accepted={post.row for post in read.posts})
        found = read.as_json()
        assert found["rows_read"] == expected.rows == found["accepted"] + found["rejected"], path.name
        assert found["accepted"] > 0, path.name
        assert Fraction(found["fte"]) == expected.fte, path.name
        assert found["salary_total"] == plain(expected.salary_pence), path.name
        assert found["cost_total"] == plain(expected.cost_pence), path.name
        assert {problem["row"] for problem in found["errors"]}.isdisjoint(post.row for post in read.posts)
        again = read_staffing(path.read_bytes(), filename=path.name, on_cost_rate=RATE)
        assert again == read, path.name


@pytest.mark.parametrize(
    ("beginning", "layout", "tiers", "vacant"),
    [
        ("transparency-trafford", "transparency", {1: 1, 2: 7, 3: 29, 4: 43}, 11),
        ("organogram-300913-nhs-business-services-authority-senior", "organogram-senior", {1: 1, 2: 4}, 0),
        ("organogram-jncc300913-organogram-october-final-junior", "organogram-junior", {None: 97}, 8),
    ],
)
def test_tiers_and_vacancies(shared: Path, beginning: str, layout: str, tiers: dict, vacant: int) -> None:
    (path,) = (shared / "inputs" / "staffing").glob(f"{beginning}*")
    read = read_staffing(path.read_bytes(), filename=path.name, on_cost_rate=RATE)
    found = [post.tier for post in read.posts]
    assert read.layout == layout
    assert {tier: found.count(tier) for tier in set(found)} == tiers
    assert sum(post.vacant for post in read.posts) == vacant
    assert not any(post.personal for post in read.posts)

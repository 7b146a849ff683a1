"""What is left out of a table cannot be worked out from what is shown (promise 9)."""

import os
import random
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from collab.calc import suppression
from collab.calc.suppression import ALL, BAND_PENCE, Cell, Margin, Place, Shown, pay_band, shown, width_of
from tests.calc.linear import extremes

THRESHOLD = 5
RATE = Decimal("1.28")
TOTAL = Margin.TOTAL
CASES = 300 if os.environ.get("COLLAB_TRUST") == "1" else 16


@dataclass(frozen=True)
class One:
    """A post: where it counts, its salary, and whether those who see the table see it listed with its pay band."""

    place: Place
    salary: int
    listed: bool

    @property
    def cost(self) -> int:
        return int(self.salary * RATE)


def cells_of(posts: list[One]) -> dict[Place, Cell]:
    cells: dict[Place, Cell] = defaultdict(Cell)
    for post in posts:
        cells[post.place] += Cell(1, Decimal(1), post.cost, post.cost, post.listed, post.cost if post.listed else 0)
    return dict(cells)


def some_posts(number: int) -> list[One]:
    """Few services and tiers, with many posts in some cells and one or two in others."""
    chance = random.Random(number)
    services, tiers = chance.randint(1, 4), chance.randint(1, 3)
    posts = []
    for service in range(services):
        for tier in range(tiers + 1):
            for _ in range(chance.choice([0, 1, 1, 2, 4, 5, 8, 12])):
                posts.append(One((service, tier), chance.randrange(15_000_00, 45_000_00), tier == 0))
    return posts


def within(place: Place, of: Place) -> bool:
    """Whether a cell is part of a cell or total."""
    return all(whole in (part, TOTAL) for part, whole in zip(place, of, strict=True))


def recovered(posts: list[One], table: dict[Place, Shown]) -> list[str]:
    """What somebody gets to know who sees the table and the listed posts, and knows every on-cost rate besides."""
    cells, listed = cells_of(posts), [post for post in posts if post.listed]
    parts: list[tuple[Place, int]] = [(place, cell.unlisted) for place, cell in cells.items() if cell.unlisted]
    bounds: dict[int, tuple[int, int | None]] = dict.fromkeys(range(len(parts)), (0, None))
    for at, post in enumerate(listed, len(parts)):
        low, high = pay_band(post.salary)
        bounds[at] = (int(low * RATE), int(high * RATE))
    where = [place for place, _ in parts] + [post.place for post in listed]
    equations = [
        ({at: 1 for at, each in enumerate(where) if within(each, place)}, figure.cost_pence)
        for place, figure in table.items()
        if figure.cost_pence is not None
    ]
    found = []
    for at, (place, unlisted) in enumerate(parts):
        if unlisted < THRESHOLD:
            low, high = extremes(equations, bounds, at)
            if high - low < width_of(cells[place].unlisted_pence):
                found.append(f"{place}: {unlisted} posts within {high - low}")
    for at in range(len(parts), len(where)):
        low, high = extremes(equations, bounds, at)
        if (low, high) != bounds[at]:
            found.append(f"{where[at]}: a listed post within {high - low}")
    return found


def counted(posts: list[One], table: dict[Place, Shown]) -> list[str]:
    """The small counts that follow from those that are shown."""
    cells = {place: cell for place, cell in cells_of(posts).items() if cell.unlisted}
    places = list(cells)
    equations = []
    for place, told in table.items():
        if told.posts is not None:
            known = sum(post.listed for post in posts if within(post.place, place))
            equations.append(({at: 1 for at, each in enumerate(places) if within(each, place)}, told.posts - known))
    bounds = dict.fromkeys(range(len(places)), (0, None))
    return [
        f"{place}: {cell.unlisted}"
        for at, (place, cell) in enumerate(cells.items())
        if cell.unlisted < THRESHOLD and len(set(extremes(equations, bounds, at))) == 1
    ]


def test_nothing_is_recovered() -> None:
    told = 0
    for number in range(CASES):
        posts = some_posts(number)
        table = shown(cells_of(posts), THRESHOLD)
        if table and table[ALL].cost_pence is not None:
            assert recovered(posts, table) == [], number
            assert counted(posts, table) == [], number
            told += sum(figure.cost_pence is not None for figure in table.values())
    # Something is shown as well.
    assert told > 2 * CASES


def test_without_the_second_cells_it_is_recovered(monkeypatch) -> None:
    """The negative control: small cells alone are left out."""
    monkeypatch.setattr(suppression._Rings, "left_out", lambda self, small: set(small) - {ALL})
    found = 0
    for number in range(8):
        posts = some_posts(number)
        table = shown(cells_of(posts), THRESHOLD)
        if table and table[ALL].cost_pence is not None:
            found += bool(recovered(posts, table) or counted(posts, table))
    assert found >= 3


def group(posts: int, each: int = 30_000_00, largest: int = 0) -> Cell:
    return Cell(posts, Decimal(posts), posts * each, max(each, largest))


def test_a_small_cell_takes_others_with_it() -> None:
    cells = {("a", 4): group(3), ("a", 5): group(9), ("b", 4): group(20), ("b", 5): group(7), ("c", 5): group(30)}
    table = shown(cells, THRESHOLD)
    left_out = {place for place, figure in table.items() if figure.posts is None}
    assert left_out == {("a", 4), ("a", 5), ("b", 4), ("b", 5)}
    assert table["a", TOTAL] == Shown(12, Decimal(12), 12 * 30_000_00)
    # A council with a higher threshold loses more; none below the number that it set is shown.
    assert shown(cells, 8)["b", 5].posts is None
    # Where nothing is small, everything is shown.
    assert all(figure.cost_pence for figure in shown({("a", 4): group(5), ("b", 5): group(6)}, 5).values())


def test_one_post_that_makes_half_of_the_cost_hides_it() -> None:
    even = {("a", 4): group(6), ("b", 4): group(50), ("a", 5): group(50), ("b", 5): group(50)}
    one = {**even, ("a", 4): Cell(6, Decimal(6), 180_000_00, 90_000_00)}
    assert shown(even, 5)["a", 4].cost_pence == 180_000_00
    assert shown(one, 5)["a", 4] == Shown(6, Decimal(6), None)


def test_too_few_posts_show_nothing() -> None:
    assert set(shown({("a", 4): group(4)}, 5).values()) == {Shown(None, None, None)}
    # Managers who are listed do not make a group of unknown posts larger.
    managers = Cell(6, Decimal(6), 400_000_00, 90_000_00, 6, 400_000_00)
    table = shown({("a", "managers"): managers, ("a", 4): group(20), ("a", 5): group(20)}, 5)
    assert table["a", "managers"] == Shown(6, Decimal(6), None)
    assert table["a", TOTAL].cost_pence is not None
    assert [table["a", tier].cost_pence is None for tier in (4, 5)].count(True) == 1


def test_pay_bands() -> None:
    assert pay_band(110_000_00) == (110_000_00, 115_000_00)
    assert pay_band(109_999_99) == (105_000_00, 110_000_00)
    assert pay_band(0) == (0, BAND_PENCE)

"""Which figures of a table somebody may see who must not learn what one post costs, or where a few stand alone.

A table has cells by row and column, and totals of rows, columns and all. Small cells are left out, and others with them
until nothing that is left out can be worked out from what is shown. Only the total of everything always stays.

Why that holds: take the rows and columns (the totals being one more of each) as points and each figure that is left
out as a line between two of them. Every row and column adds up to nought once its total counts negatively. So where a
left-out figure lies on a ring of others, it may be larger by any amount that those which become smaller can spare, and
all that is shown stays the same. A figure is protected when it lies on such a ring, and they can spare what it needs.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import count


class Margin(Enum):
    """In place of a row or a column: all of them."""

    TOTAL = "total"


Place = tuple[Hashable, Hashable]
Node = tuple[bool, Hashable]
ALL: Place = (Margin.TOTAL, Margin.TOTAL)
# Nobody may get nearer to an amount than this, nor than a tenth of it.
NARROWEST_PENCE = 5_000_00
PART = 10
# The share of a group's cost from which one post gives it away: the rest has to be more than the post and a tenth.
DOMINANT = Fraction(45, 100)
BAND_PENCE = 5_000_00

FEW_LOSE, TOTAL_LOSES = 10**9, 10**12


@dataclass(frozen=True)
class Cell:
    """Posts that are counted together. `listed` of them are shown to the same people one by one, with a pay band but
    without cost; `listed_pence` is what those cost, and `largest_pence` what the costliest post of all does."""

    posts: int = 0
    fte: Decimal = Decimal(0)
    cost_pence: int = 0
    largest_pence: int = 0
    listed: int = 0
    listed_pence: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.posts + other.posts, self.fte + other.fte, self.cost_pence + other.cost_pence,
            max(self.largest_pence, other.largest_pence), self.listed + other.listed,
            self.listed_pence + other.listed_pence,
        )  # fmt: skip

    @property
    def unlisted(self) -> int:
        return self.posts - self.listed

    @property
    def unlisted_pence(self) -> int:
        return self.cost_pence - self.listed_pence


@dataclass(frozen=True)
class Shown:
    """What is shown of a cell or total; None for what is left out. FTE goes with the number of posts."""

    posts: int | None
    fte: Decimal | None
    cost_pence: int | None


def with_totals(cells: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """The cells that have posts, and the totals of rows, columns and all."""
    found: dict[Place, Cell] = {}
    for (row, column), cell in cells.items():
        if not cell.posts:
            continue
        for place in ((row, column), (row, Margin.TOTAL), (Margin.TOTAL, column), ALL):
            found[place] = found.get(place, Cell()) + cell
    return found


def shown(cells: Mapping[Place, Cell], threshold: int) -> dict[Place, Shown]:
    """What may be shown of each cell that has posts and of each total. `threshold`: the smallest number of posts that
    is shown. Where all together are too few, nothing is."""
    table = with_totals(cells)
    if not table or table[ALL].unlisted < threshold:
        return {place: Shown(None, None, None) for place in table}
    unlisted = {place: cell.unlisted for place, cell in table.items()}
    counts = _Rings(unlisted, unlisted, dict.fromkeys(table, 1), threshold).left_out(
        place for place, cell in table.items() if 0 < cell.unlisted < threshold
    )
    spare = {place: cell.unlisted_pence for place, cell in table.items()}
    needs = {place: _need(cell) for place, cell in table.items()}
    costs = _Rings(unlisted, spare, needs, threshold).left_out(
        place for place, cell in table.items() if place in counts or gives_away(cell, threshold)
    )
    return {
        place: Shown(
            None if place in counts else cell.posts, None if place in counts else cell.fte,
            None if place in costs else cell.cost_pence,
        )
        for place, cell in table.items()
    }  # fmt: skip


def width_of(pence: int) -> int:
    """How wide the range of what an amount might be has to stay."""
    return max(NARROWEST_PENCE, -(-abs(pence) // PART))


def gives_away(cell: Cell, threshold: int) -> bool:
    """Its cost would tell what a post costs: too few are unknown, one makes nearly all of it, or all is very little."""
    little = cell.unlisted_pence < NARROWEST_PENCE
    return cell.unlisted < threshold or little or cell.largest_pence >= DOMINANT * cell.cost_pence


def _need(cell: Cell) -> int:
    """Listed posts may be anywhere in their bands, whatever their on-costs: twice the band is room enough."""
    return width_of(cell.unlisted_pence) if cell.unlisted else int(2 * BAND_PENCE * cell.fte) + 1


class _Rings:
    """One kind of figure: by place how many unlisted posts count, what they can spare, and what each place needs."""

    def __init__(
        self, posts: Mapping[Place, int], spare: Mapping[Place, int], needs: Mapping[Place, int], threshold: int
    ) -> None:
        self.posts, self.spare, self.needs, self.threshold = posts, spare, needs, threshold
        self.hidden: set[Place] = set()
        self.losses = {place: self._loss(place) for place in posts}
        self.lines: dict[Node, list[tuple[Node, Place]]] = defaultdict(list)
        for place in sorted(set(posts) - {ALL}, key=repr):
            row, column = (True, place[0]), (False, place[1])
            self.lines[row].append((column, place))
            self.lines[column].append((row, place))

    def left_out(self, small: Iterable[Place]) -> set[Place]:
        """The small ones, and all that has to go with them so that they are protected; all but the total of everything
        where that cannot be. Totals come first, since they bind the most; those of listed posts alone are protected
        with the cells that make them."""
        wanted = sorted(set(small) - {ALL}, key=lambda place: (not is_total(place), repr(place)))
        self._hide(wanted)
        for place in wanted:
            if is_total(place) and not self.posts[place]:
                continue
            ring = self._ring(place)
            if ring is None:
                return set(self.posts) - {ALL}
            self._hide(ring)
        return self.hidden

    def _ring(self, place: Place) -> set[Place] | None:
        """Of the ways from a place's row to its column over other places, the one on which least is lost: no total that
        is still shown if there is such a way, and no cell of few posts, with which little would be left out together.
        """
        start, end = (True, place[0]), (False, place[1])
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, Place]] = {}
        # Of ways that lose the same, the latest first: it is the one that has come farthest.
        turn = count(0, -1)
        queue = [(0, next(turn), start)]
        while queue:
            so_far, _, node = heapq.heappop(queue)
            if node == end:
                return _way(came, start, end)
            if so_far > best[node]:
                continue
            least = self._least(place, node)
            for neighbour, other in self.lines[node]:
                if (not is_total(other) and self.spare[other] < least) or other == place:
                    continue
                loss = so_far + self.losses[other]
                if neighbour not in best or loss < best[neighbour]:
                    best[neighbour], came[neighbour] = loss, (node, other)
                    if neighbour == end and loss == so_far:
                        return _way(came, start, end)
                    heapq.heappush(queue, (loss, next(turn), neighbour))
        return None

    def _least(self, place: Place, leaving: Node) -> int:
        """What a cell has to spare that is on the way out of the point `leaving`, in a ring around `place`.

        Cells that are left by their row become smaller where `place` is a cell, the others where it is a total; for
        listed posts it has to go both ways. A total moves with its cells, and needs nothing of its own.
        """
        becomes_smaller = leaving[0] is not is_total(place) or not self.posts[place]
        return self.needs[place] if becomes_smaller else 1

    def _loss(self, place: Place) -> int:
        shown = place not in self.hidden
        few = not is_total(place) and self.posts[place] < self.threshold
        return shown * (1 + self.posts[place]) + few * FEW_LOSE + (shown and is_total(place)) * TOTAL_LOSES

    def _hide(self, places: Iterable[Place]) -> None:
        for place in places:
            self.hidden.add(place)
            self.losses[place] = self._loss(place)


def is_total(place: Place) -> bool:
    return Margin.TOTAL in place


def _way(came: Mapping[Node, tuple[Node, Place]], start: Node, end: Node) -> set[Place]:
    found, node = set(), end
    while node != start:
        node, place = came[node]
        found.add(place)
    return found


def pay_band(pence: int) -> tuple[int, int]:
    """The band of £5,000 in which a salary lies, in pence: from (inclusive) and to (exclusive)."""
    lowest = pence // BAND_PENCE * BAND_PENCE
    return lowest, lowest + BAND_PENCE

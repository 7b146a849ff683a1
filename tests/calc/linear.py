"""The range of one unknown among all that fit a set of equations and bounds, exactly: a simplex in fractions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Row = list[Fraction]
Bounds = Mapping[int, tuple[int, int | None]]


def extremes(equations: Sequence[tuple[Mapping[int, int], int]], bounds: Bounds, of: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest value of unknown `of`. `equations` are coefficients by unknown and what they add up
    to; `bounds` has a least value for each of the unknowns 0, 1, 2 …, and a greatest or None. Needs one solution, and
    that `of` has a greatest value."""
    least, most = (_optimum(equations, bounds, of, sign) for sign in (-1, 1))
    return -least + bounds[of][0], most + bounds[of][0]


def _optimum(equations: Sequence[tuple[Mapping[int, int], int]], bounds: Bounds, of: int, sign: int) -> Fraction:
    """The greatest value of `sign` times the unknown, counted from its least value."""
    limited = [(at, high - low) for at, (low, high) in bounds.items() if high is not None]
    unknowns = len(bounds)
    rows: list[Row] = []
    for number, (terms, total) in enumerate([*equations, *(({at: 1}, None) for at, _ in limited)]):
        row = [Fraction(terms.get(at, 0)) for at in range(unknowns)]
        slack = [Fraction(number == len(equations) + at) for at in range(len(limited))]
        right = Fraction(limited[number - len(equations)][1]) if total is None else (
            Fraction(total) - sum(row[at] * bounds[at][0] for at in range(unknowns))
        )  # fmt: skip
        row += [*slack, right]
        rows.append([-value for value in row] if right < 0 else row)
    columns = unknowns + len(limited)
    # First what is missing is made nought, with one helper for each row; then the unknown as great as it goes.
    for number, row in enumerate(rows):
        row[-1:-1] = [Fraction(number == other) for other in range(len(rows))]
    basis = [columns + number for number in range(len(rows))]
    missing = [-sum(row[at] for row in rows) for at in range(columns)] + [Fraction(0)] * len(rows)
    _pivot_all(rows, basis, [*missing, -sum(row[-1] for row in rows)], columns)
    assert sum(rows[at][-1] for at, column in enumerate(basis) if column >= columns) == 0
    goal = [Fraction(-sign if at == of else 0) for at in range(columns + len(rows) + 1)]
    for row, column in zip(rows, basis, strict=True):
        goal = [value - goal[column] * part for value, part in zip(goal, row, strict=True)] if goal[column] else goal
    _pivot_all(rows, basis, goal, columns)
    return goal[-1]


def _pivot_all(rows: list[Row], basis: list[int], goal: Row, columns: int) -> None:
    """Bland’s rule: the first column that helps and, among equal rows, the first of the basis. `goal` changes."""
    while (column := next((at for at in range(columns) if goal[at] < 0), None)) is not None:
        ratios = [(row[-1] / row[column], basis[at], at) for at, row in enumerate(rows) if row[column] > 0]
        # A helper that is left over at nought has to stay there.
        ratios += [
            (Fraction(0), basis[at], at) for at, row in enumerate(rows) if row[column] < 0 and basis[at] >= columns
        ]
        assert ratios, "There is no greatest value."
        at = min(ratios)[2]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for other, row in enumerate(rows):
            if other != at and row[column]:
                rows[other] = [value - row[column] * part for value, part in zip(row, rows[at], strict=True)]
        goal[:] = [value - goal[column] * part for value, part in zip(goal, rows[at], strict=True)]
        basis[at] = column

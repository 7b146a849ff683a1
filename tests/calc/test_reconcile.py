"""A tracker that is brought, against ours and against itself."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from collab.calc.money import plain
from collab.calc.reconcile import COLUMNS, Line, Slip, reconcile
from collab.calc.tracker import Saved, Tracker, tracker
from tests.calc.tables import cases, pence

NOBODY = tracker({}, pressures={}, substitutions={}, budgets={})


def written(slip: Slip) -> str:
    said, reckoned = (str(each) if isinstance(each, Decimal) else plain(each) for each in (slip.said, slip.reckoned))
    return f"{slip.column} {said} for {reckoned}{' rounding' if slip.rounding else ''}"


@cases("reconcile")
def test_a_row_follows_from_its_parts(row: dict[str, str]) -> None:
    amounts = {key: pence(row[key.removeprefix("net_")]) for key in COLUMNS if row[key.removeprefix("net_")]}
    line = Line("row 2", "Adults", amounts, Decimal(row["percent"]) if row["percent"] else None)
    found = reconcile([line], None, NOBODY, step=pence(row["step"]))
    assert ";".join(map(written, found.slips)) == row["slips"]
    assert [pair.service for pair in found.only_theirs] == ["Adults"]


AMOUNTS = st.integers(-(10**12), 10**12)
SERVICES = st.dictionaries(st.sampled_from("ABCDE"), st.tuples(AMOUNTS, AMOUNTS, st.integers(0, 10**9)), max_size=5)


def of(services: dict[str, tuple[int, int, int]]) -> Tracker:
    return tracker(
        {name: Saved(proposed, achieved) for name, (proposed, achieved, _) in services.items()},
        pressures={name: pressures for name, (_, _, pressures) in services.items()},
        substitutions={},
        budgets={},
    )


def lines(found: Tracker) -> list[Line]:
    return [
        Line(f"row {at}", row.service.lower(), {
            "proposed": row.saved.proposed, "achieved": row.saved.achieved, "pressures": row.pressures, "net": row.net,
        })
        for at, row in enumerate([*found.rows, found.total], 2)
    ]  # fmt: skip


@given(SERVICES, SERVICES, st.sampled_from([1, 100, 100_000]))
def test_the_difference_is_all_of_it(theirs: dict, ours: dict, step: int) -> None:
    """What the rows differ by, with those in one alone, is what the totals differ by; and a tracker of ours never
    differs from itself."""
    *rows, total = lines(of(theirs))
    found = reconcile(rows, total, of(ours), step=step)
    assert not found.slips
    assert {pair.service.upper() for pair in found.only_theirs} == theirs.keys() - ours.keys()
    assert {pair.service for pair in found.only_ours} == ours.keys() - theirs.keys()
    for column in ("proposed", "achieved", "pressures", "net"):
        cells = [pair.cells[column] for pair in found.pairs]
        whole = found.total.cells[column]
        assert sum((cell.theirs or 0) - (cell.ours or 0) for cell in cells) == whole.difference
    same = reconcile(rows, total, of(theirs), step=1)
    assert (same.differences, same.only_theirs, same.only_ours) == ([], (), ())


def test_a_total_that_does_not_add_up_is_told_with_its_column() -> None:
    *rows, total = lines(of({"A": (9_000, 5_000, 100), "B": (1_000, 6_000, 0)}))
    wrong = Line("row 4", "Total", {**total.amounts, "achieved": 10_900, "net": -800})
    found = reconcile(rows, wrong, NOBODY, step=1)
    assert [(slip.place, slip.column, slip.said, slip.reckoned) for slip in found.slips] == [
        ("row 4", "achieved", 10_900, 11_000), ("row 4", "net", -800, -900),
    ]  # fmt: skip
    assert all(slip.rounding for slip in reconcile(rows, wrong, NOBODY, step=100).slips)
    assert reconcile(rows, None, NOBODY, step=1).total.cells["achieved"].theirs == 11_000

"""What holds of every tracker and of every gap, whatever the amounts."""

from hypothesis import given
from hypothesis import strategies as st

from collab.calc.gaps import Savings, front_loading, gap_years
from collab.calc.tracker import Saved, tracker
from collab.calc.years import FinancialYear

PENCE = st.integers(-(10**12), 10**12)
SERVICES = st.sampled_from(["", "Adults", "Children", "Place", "place"])
SAVED = st.dictionaries(SERVICES, st.builds(Saved, PENCE, PENCE))
ABOVE = st.dictionaries(SERVICES, st.integers(1, 10**12))
YEARS = st.integers(2010, 2020).map(FinancialYear)


@given(SAVED, ABOVE, ABOVE, st.dictionaries(SERVICES, PENCE))
def test_the_services_of_a_tracker_add_up_to_its_total(
    saved: dict[str, Saved], pressures: dict[str, int], substitutions: dict[str, int], budgets: dict[str, int]
) -> None:
    found = tracker(saved, pressures=pressures, substitutions=substitutions, budgets=budgets)
    assert {row.service for row in found.rows} == {*saved, *pressures, *substitutions}
    assert found.total.net == sum(row.net for row in found.rows)
    assert found.total.net == (sum(each.proposed - each.achieved for each in saved.values()) + sum(pressures.values()))
    # What was found in the place of a saving is told, and changes nothing that is at risk.
    assert found.total.substitutions == sum(substitutions.values())
    without = tracker(saved, pressures=pressures, substitutions={}, budgets=budgets)
    assert without.total.net == found.total.net


@given(
    st.dictionaries(YEARS, PENCE, min_size=1),
    st.dictionaries(YEARS, st.builds(Savings, PENCE, PENCE, PENCE)),
    st.dictionaries(YEARS, PENCE),
    YEARS,
)
def test_a_gap_is_the_same_typed_either_way(
    positions: dict[FinancialYear, int], savings: dict[FinancialYear, Savings], joint: dict[FinancialYear, int],
    today: FinancialYear,
) -> None:  # fmt: skip
    known = {"savings": savings, "joint": joint, "today": today}
    standing = gap_years(positions, increments=False, **known)
    added = gap_years({row.year: row.increment for row in standing}, increments=True, **known)
    assert [row.position for row in added] == [row.position for row in standing]
    assert [row.remaining for row in added] == [row.remaining for row in standing]
    assert sum(row.increment for row in standing) == standing[-1].position
    for row in standing:
        counted = row.confirmed + row.to_come + (row.joint or 0)
        assert row.remaining + counted == row.position
    loaded = front_loading(standing)
    assert loaded is None or loaded.found + sum(row.increment for row in standing[len(loaded.first) :]) == loaded.whole

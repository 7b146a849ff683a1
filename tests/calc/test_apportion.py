"""Sharing to the penny, whatever the amounts and weights."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.calc.apportion import BY, CouncilInput, NotApportionable, in_pennies, warnings, weights
from collab.calc.costing import round_to_penny

exact_amounts = st.lists(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6), max_size=12)


def council(name: str = "Hartlepool Borough Council", cost: int = 100, **known: object) -> CouncilInput:
    return CouncilInput(name.lower(), name, cost, **known)  # type: ignore[arg-type]


@given(exact_amounts)
def test_no_penny_is_lost(exact: list[Fraction]) -> None:
    pennies = in_pennies(exact)
    assert sum(pennies) == round_to_penny(sum(exact, Fraction(0)))
    assert all(abs(given - due) < 1 for given, due in zip(pennies, exact, strict=True))
    # Whole pennies are given as they are: nothing is given where nothing is due.
    assert all(given == due for given, due in zip(pennies, exact, strict=True) if due.denominator == 1)


@given(exact_amounts, st.randoms(use_true_random=False))
def test_order_does_not_matter_but_between_equals(exact: list[Fraction], random: object) -> None:
    """Unequal fractions of a penny are served by size; of equal ones the first comes first."""
    order = list(range(len(exact)))
    random.shuffle(order)  # type: ignore[attr-defined]
    order.sort(key=lambda index: exact[index] % 1)
    restored = dict(zip(order, in_pennies([exact[index] for index in order]), strict=True))
    fractions = [each % 1 for each in exact]
    settled = [index for index, each in enumerate(fractions) if fractions.count(each) == 1]
    assert [restored[index] for index in settled] == [in_pennies(exact)[index] for index in settled]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(-(10**12), 10**12))
def test_weights_are_parts_of_one(found: list[int], gross: int) -> None:
    councils = [council(str(each), population=each) for each in found]
    if not any(found):
        with pytest.raises(NotApportionable, match="population"):
            weights("population", councils)
        return
    parts = weights("population", councils)
    shares = in_pennies([gross * part for part in parts])
    assert sum(parts) == 1
    assert sum(shares) == gross
    assert all(share == 0 for share, weight in zip(shares, found, strict=True) if weight == 0)


def test_each_key_goes_by_its_own_figure() -> None:
    councils = [
        council("A", 100, population=3, net_revenue_budget_pence=1, fixed_share=Decimal("0.9")),
        council("B", 300, population=1, net_revenue_budget_pence=4, fixed_share=Decimal("0.1")),
    ]
    first = {by: str(weights(by, councils)[0]) for by in BY}
    assert first == {
        "equal": "1/2",
        "baseline_cost": "1/4",
        "population": "3/4",
        "net_revenue_budget": "1/5",
        "fixed": "9/10",
    }
    assert [warnings(by, councils) for by in BY] == [()] * 5


@pytest.mark.parametrize(
    ("by", "councils", "sentence"),
    [
        ("population", [council()], "Hartlepool Borough Council has no population."),
        (
            "net_revenue_budget",
            [council()],
            "Hartlepool Borough Council has no net revenue budget (key: net_revenue_budget).",
        ),
        ("fixed", [council()], "Hartlepool Borough Council has no fixed share."),
        (
            "fixed",
            [council(fixed_share=Decimal("-0.1"))],
            "The fixed share of Hartlepool Borough Council is below nought.",
        ),
        (
            "baseline_cost",
            [council(cost=0)],
            "Nothing can be shared by baseline cost: the councils’ weights add up to nought (key: baseline_cost).",
        ),
        ("equal", [], "There is no council to share between (key: equal)."),
    ],
)
def test_what_cannot_be_shared_says_why(by: str, councils: list[CouncilInput], sentence: str) -> None:
    with pytest.raises(NotApportionable) as refused:
        weights(by, councils)
    assert (str(refused.value), refused.value.key) == (sentence, by)


def test_an_unknown_key_is_named_with_those_there_are() -> None:
    with pytest.raises(NotApportionable, match="“caseload”: choose one of equal, baseline_cost"):
        weights("caseload", [council()])


def test_fixed_shares_that_do_not_make_one_are_weights_with_a_warning() -> None:
    councils = [council("A", fixed_share=Decimal("0.5")), council("B", fixed_share=Decimal("0.75"))]
    assert weights("fixed", councils) == (Fraction(2, 5), Fraction(3, 5))
    assert warnings("fixed", councils) == ("The fixed shares add up to 1.25, not to 1. They are used as weights.",)

"""Appraisals: the identities that hold whatever the councils, the model, the years and the way of sharing."""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collab.calc.apportion import BY, OF
from collab.calc.appraisal import (
    Amounts,
    Appraisal,
    CouncilInput,
    Inputs,
    NotApportionable,
    OutsideTheYears,
    Payback,
    appraise,
)
from collab.calc.costing import round_to_penny
from collab.calc.years import FinancialYear

FIRST = FinancialYear(2013)


@st.composite
def all_inputs(draw: st.DrawFn) -> Inputs:
    count = draw(st.integers(1, 6))
    # The first council weighs something by every key; the others may weigh nothing.
    councils = tuple(
        CouncilInput(
            f"council-{number}",
            f"Council {number}",
            draw(st.integers(1 if number == 0 else 0, 10**10)),
            draw(st.integers(1 if number == 0 else 0, 10**6)),
            draw(st.integers(1 if number == 0 else 0, 10**11)),
            draw(st.decimals("0.01" if number == 0 else 0, 1, places=4)),
        )
        for number in range(count)
    )
    years = draw(st.integers(1, 12))
    return Inputs(
        councils=councils,
        model_cost_pence=draw(st.integers(0, 2 * 10**10)),
        phasing=draw(
            st.dictionaries(st.integers(-2, 13).map(FIRST.plus), st.decimals("0", "1.5", places=4), max_size=5)
        ),
        one_off_pence=draw(
            st.dictionaries(st.integers(0, years - 1).map(FIRST.plus), st.integers(0, 10**9), max_size=4)
        ),
        first_year=FIRST,
        appraisal_years=years,
        discount_rate=draw(st.decimals("0", "0.2", places=4)),
        of=draw(st.sampled_from(OF)),
        by=draw(st.sampled_from(BY)),
    )


def adds_up(amounts: Amounts) -> bool:
    return sum(amounts.councils.values()) == amounts.total


@settings(max_examples=60)
@given(all_inputs())
def test_every_appraisal_adds_up(inputs: Inputs) -> None:
    appraisal = appraise(inputs)
    gross = inputs.baseline_pence - inputs.model_cost_pence
    assert appraisal.gross_saving.total == gross
    assert adds_up(appraisal.gross_saving)
    assert adds_up(appraisal.baseline_cost)
    assert sum(year.one_off_cost.total for year in appraisal.years) == sum(inputs.one_off_pence.values())
    for year in appraisal.years:
        assert adds_up(year.saving)
        assert adds_up(year.one_off_cost)
        assert adds_up(year.net)
        assert year.net.total == year.saving.total - year.one_off_cost.total
        assert year.one_off_cost.total == inputs.one_off_pence.get(year.year, 0)


@settings(max_examples=60)
@given(all_inputs())
def test_every_run_of_years_is_within_a_penny(inputs: Inputs) -> None:
    """From the first year to any: the total is its own rounded total, and no council is a penny off what is due."""
    appraisal = appraise(inputs)
    parts = list(accumulate(year.phasing for year in appraisal.years))
    costs = list(accumulate(year.one_off_cost.total for year in appraisal.years))
    totals = list(accumulate(year.saving.total for year in appraisal.years))
    assert totals == [round_to_penny(appraisal.gross_saving.total * part) for part in parts]
    for index, council in enumerate(inputs.councils):
        weight, due = appraisal.weights[index], appraisal.entitlements[index]
        saved = accumulate(year.saving.councils[council.slug] for year in appraisal.years)
        paid = accumulate(year.one_off_cost.councils[council.slug] for year in appraisal.years)
        assert abs(appraisal.gross_saving.councils[council.slug] - due) < 1
        assert all(abs(amount - due * part) < 1 for amount, part in zip(saved, parts, strict=True))
        assert all(abs(amount - cost * weight) < 1 for amount, cost in zip(paid, costs, strict=True))
        if not weight and inputs.of == "saving":
            assert {
                amounts.councils[council.slug] for year in appraisal.years for amounts in (year.net, year.saving)
            } == {0}


@settings(max_examples=60)
@given(all_inputs())
def test_present_value_and_payback_as_others_would_work_them_out(inputs: Inputs) -> None:
    appraisal = appraise(inputs)
    for whose in ("total", *(council.slug for council in inputs.councils)):
        net = [year.net.total if whose == "total" else year.net.councils[whose] for year in appraisal.years]
        rate = 1 + Fraction(inputs.discount_rate)
        value = round_to_penny(sum((amount / rate**number for number, amount in enumerate(net)), Fraction(0)))
        assert value == (appraisal.npv.total if whose == "total" else appraisal.npv.councils[whose])
    assert appraisal.payback == month_by_month([year.net.total for year in appraisal.years])


def month_by_month(net: list[int]) -> Payback | None:
    """The payback, found by trying one month after another through the year in which the total comes back."""
    before, been_below = 0, False
    for number, amount in enumerate(net):
        if been_below and before + amount >= 0:
            month = next(month for month in range(1, 13) if 12 * before + month * amount >= 0)
            return Payback(*divmod(12 * number + month, 12))
        before += amount
        been_below = been_below or before < 0
    return None if been_below else Payback(0, 0)


@settings(max_examples=30)
@given(all_inputs())
def test_every_figure_has_workings_that_lead_on(inputs: Inputs) -> None:
    appraisal = appraise(inputs)
    answer = appraisal.as_json("a", "b")
    assert "-0.00" not in json.dumps(answer)
    per_year = {f"{kind}.{year['year']}" for year in answer["years"] for kind in ("saving", "one_off_cost", "net")}
    whose = ["total", *(council.slug for council in inputs.councils)]
    figures = {f"{figure}.{each}" for figure in {"baseline_cost", "gross_saving", "npv"} | per_year for each in whose}
    assert set(appraisal.workings) == figures | {"model_cost", "payback"}
    led_to = {figure.key for working in appraisal.workings.values() for figure in working.inputs} - {""}
    assert led_to <= set(appraisal.workings)


def three_councils(**given: object) -> Appraisal:
    """Three councils whose figures a reader can follow: a model of £500 in place of £300, £200 and £100."""
    councils = tuple(
        CouncilInput(name.lower(), name, pence, None, None, None)
        for name, pence in (("Ashby", 30_000), ("Barton", 20_000), ("Corby", 10_000))
    )
    known: dict[str, object] = {
        "councils": councils,
        "model_cost_pence": 50_000,
        "phasing": {FIRST: Decimal("0.5"), FIRST.plus(1): Decimal(1)},
        "one_off_pence": {FIRST: 6_000},
        "first_year": FIRST,
        "appraisal_years": 3,
        "discount_rate": Decimal("0.035"),
        "of": "saving",
        "by": "equal",
    }
    return appraise(Inputs(**known | given))  # type: ignore[arg-type]


def test_a_small_appraisal_by_hand() -> None:
    """£100 saved a year, £50 in the first; £60 spent: £10 short after one year, made good in 2 months of the next."""
    answer = three_councils().as_json("three", "1")
    assert list(answer) == [
        "programme", "model", "of", "by", "baseline_cost", "model_cost", "gross_saving", "years", "npv", "payback",
    ]  # fmt: skip
    assert answer["gross_saving"] == {"total": "100.00", "ashby": "33.34", "barton": "33.33", "corby": "33.33"}
    assert answer["years"][0] == {
        "year": "2013/14",
        "saving": {"total": "50.00", "ashby": "16.67", "barton": "16.67", "corby": "16.66"},
        "one_off_cost": {"total": "60.00", "ashby": "20.00", "barton": "20.00", "corby": "20.00"},
        "net": {"total": "-10.00", "ashby": "-3.33", "barton": "-3.33", "corby": "-3.34"},
    }
    # To the second year £150.00 is £50.00 each, and to the third £250.00 is 83.34, 83.33 and 83.33.
    assert [year["saving"]["ashby"] for year in answer["years"]] == ["16.67", "33.33", "33.34"]
    assert answer["payback"] == {"years": 1, "months": 2}


def test_councils_worse_off_are_told_with_their_years() -> None:
    """Where the cost is shared equally, the smallest council pays £166.67 for what now costs it £100."""
    appraisal = three_councils(of="cost")
    assert appraisal.gross_saving.councils == {"ashby": 13_334, "barton": 3_333, "corby": -6_667}
    assert appraisal.worse_off == {
        "barton": (FIRST,),
        "corby": (FIRST, FIRST.plus(1), FIRST.plus(2)),
    }
    assert appraisal.worse_off_by_the_end == ("corby",)
    assert three_councils(one_off_pence={}).worse_off == {}


def test_what_cannot_be_appraised_says_why() -> None:
    with pytest.raises(OutsideTheYears, match="in 2016/17, outside the appraisal, which runs from 2013/14 to 2015/16"):
        three_councils(one_off_pence={FIRST.plus(3): 1})
    with pytest.raises(NotApportionable, match=r"^Ashby has no population\.$"):
        three_councils(by="population")
    with pytest.raises(NotApportionable, match="“both” cannot be shared: choose one of saving, cost"):
        three_councils(of="both")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "1 year and 2 months"),
        ({"one_off_pence": {}}, "nothing to repay"),
        ({"one_off_pence": {FIRST: 5_000}}, "repaid within the year in which it is spent"),
        ({"one_off_pence": {FIRST: 100_000}}, "not within the years appraised"),
        ({"one_off_pence": {FIRST: 15_000}}, "2 years"),
    ],
)
def test_payback_in_words(given: dict[str, object], words: str) -> None:
    assert three_councils(**given).workings["payback"].result == words


def test_workings_are_printed_as_one_would_write_them_down() -> None:
    working = three_councils(of="cost").workings["gross_saving.corby"]
    assert [(figure.label, figure.printed) for figure in working.inputs] == [
        ("Baseline cost of Corby", "£100.00"),
        ("Cost of the model", "£500.00"),
        ("Weight of Corby (equal weight)", "1"),
        ("Weights of all councils", "3"),
        ("Before rounding", "−£66.666666…"),
    ]
    assert working.result == "−£66.67"

"""Money: pence in the database, pounds for people."""

from fractions import Fraction

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from collab.calc.money import exactly, in_figures, pence_of, plain, pounds, to_the_penny, whole_pounds
from collab.db import MOST_PENCE, PoundsField


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£1,250.50", 125_050),
        ("1250", 125_000),
        (" 1 250 ", 125_000),
        ("0", 0),
        ("-3", -300),
        ("−£3.05", -305),
        ("1.4m", None),
        ("1,25", None),
        ("12.5", None),
        ("1.250,50", None),
        ("", None),
        ("£", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_what_is_typed(typed: str, pence: int | None) -> None:
    assert pence_of(typed) == pence


@given(st.integers(-(10**17), 10**17))
def test_what_is_printed_can_be_typed(pence: int) -> None:
    assert pence_of(pounds(pence)) == pence


def test_what_is_printed() -> None:
    assert [pounds(amount) for amount in (0, 5, 10_000_000, -123_456)] == ["£0", "£0.05", "£100,000", "−£1,234.56"]


class AmountForm(forms.Form):
    amount = PoundsField(required=False, min_pence=0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("about a million", "Write the amount in pounds, in figures: for example 1,250 or 1,250.50"),
        ("-1", "The amount cannot be less than £0"),
        ("9" * 20, "The amount is larger than Collab can keep"),
        ("9" * 5_000, "Write the amount in pounds, in figures: for example 1,250 or 1,250.50"),
    ],
)
def test_errors_are_plain(typed: str, said: str) -> None:
    assert AmountForm({"amount": typed}).errors == {"amount": [said]}


def test_an_amount_goes_through_a_form_and_back() -> None:
    form = AmountForm({"amount": "1,250.50"}, initial={"amount": 125_050})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": 125_050}
    assert not form.has_changed()
    assert 'value="1,250.50"' in str(AmountForm(initial={"amount": 125_050})["amount"])
    assert AmountForm({"amount": " "}, initial={}).errors == {}
    assert AmountForm({"amount": str(MOST_PENCE // 100)}).is_valid()


@given(st.integers(-(10**17), 10**17))
def test_what_programs_are_given_can_be_typed(pence: int) -> None:
    assert pence_of(plain(pence)) == pence_of(to_the_penny(pence)) == pence


def test_amounts_of_files_and_columns() -> None:
    assert [plain(pence) for pence in (125_000, -5, 0)] == ["1250.00", "-0.05", "0.00"]
    assert [to_the_penny(pence) for pence in (125_000, -5, 0)] == ["£1,250.00", "−£0.05", "£0.00"]


@pytest.mark.parametrize(
    ("pence", "printed"),
    [
        (Fraction(3000), "£30.00"),
        (Fraction(5, 10), "£0.005"),
        (Fraction(-10_000, 3), "−£33.333333…"),
        (Fraction(-1, 10**9), "−£0.000000…"),
    ],
)
def test_amounts_before_rounding(pence: Fraction, printed: str) -> None:
    assert exactly(pence) == printed


def test_amounts_to_look_at() -> None:
    amounts = [140_836_207, 49, 50, -50, -149, 0]
    assert [whole_pounds(pence) for pence in amounts] == ["£1,408,362", "£0", "£1", "−£1", "−£1", "£0"]


def test_plain_numbers() -> None:
    numbers = [Fraction(1, 2), Fraction(-2, 3), Fraction(332_900), Fraction(35, 10), Fraction(0), Fraction(1, 10**7)]
    assert [in_figures(number) for number in numbers] == ["0.5", "−0.666666…", "332,900", "3.5", "0", "0.000000…"]

"""The worked tables, by which a finance officer checks the arithmetic."""

from decimal import Decimal
from fractions import Fraction

from collab.calc.apportion import CouncilInput, in_pennies, weights
from collab.calc.costing import post_cost
from collab.calc.profile import npv, payback, phased
from collab.calc.years import FinancialYear, run_of
from tests.calc.tables import cases, pence, row_of_pence

Row = dict[str, str]


@cases("costing")
def test_what_a_post_costs(row: Row) -> None:
    assert post_cost(pence(row["salary"]), Decimal(row["fte"]), Decimal(row["on_cost_rate"])) == pence(row["cost"])


@cases("apportion")
def test_an_amount_is_shared(row: Row) -> None:
    councils = [CouncilInput(each, each, 0, fixed_share=Decimal(each)) for each in row["weights"].split()]
    exact = [pence(row["amount"]) * weight for weight in weights("fixed", councils)]
    assert in_pennies(exact) == row_of_pence(row["shares"])


@cases("npv")
def test_what_years_are_worth(row: Row) -> None:
    assert npv(row_of_pence(row["net"]), Decimal(row["rate"])) == pence(row["npv"])


@cases("payback")
def test_when_it_is_repaid(row: Row) -> None:
    found = payback(row_of_pence(row["net"]))
    assert (f"{found.years}y {found.months}m" if found else "never") == row["payback"]


@cases("phasing")
def test_the_parts_of_the_years(row: Row) -> None:
    listed = dict(each.split("=") for each in row["phasing"].split())
    phasing = {FinancialYear.parse(year): Decimal(part) for year, part in listed.items()}
    years = run_of(FinancialYear.parse(row["first"]), int(row["years"]))
    assert phased(phasing, years) == [Fraction(part) for part in row["parts"].split()]

"""The worked tables, by which a finance officer checks the arithmetic."""

import re
from decimal import Decimal
from fractions import Fraction

from collab.calc.apportion import CouncilInput, in_pennies, weights
from collab.calc.claims import Claim, ClaimedPost, KeptPost, Local
from collab.calc.costing import post_cost
from collab.calc.gaps import Savings, gap_years
from collab.calc.profile import npv, payback, phased
from collab.calc.reassess import reassess
from collab.calc.tracker import Row as TrackerRow
from collab.calc.tracker import Saved
from collab.calc.years import FinancialYear, run_of
from tests.calc.tables import cases, pence, row_of_pence
from tests.calc.test_reassess import inputs_of

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


@cases("reassess")
def test_what_lines_take_of_a_post(row: Row) -> None:
    """A council with that post and no other, in three years from 2013/14."""
    said = [re.split("[@=]", each) for each in row["claims"].split()]
    claims = [Claim("a", line, "P", FinancialYear.parse(year), Decimal(fte)) for line, year, fte in said]
    post = ClaimedPost("a", "P", pence(row["cost"]), Decimal(row["fte"]), in_scope=True)
    kept = (KeptPost("a", "P", pence(row["kept"])),) if row["kept"] else ()
    model = sum(each.cost_pence for each in kept)
    inputs = inputs_of((CouncilInput("a", "A", post.cost_pence),), model, appraisal_years=3)
    found = reassess(inputs, Local(tuple(claims), (post,), kept))
    assert [year.erosion.total for year in found.years] == row_of_pence(row["removed"])
    assert [inputs.model_cost_pence - year.model_cost for year in found.years] == row_of_pence(row["spared"])


@cases("gaps")
def test_what_is_left_of_a_gap(row: Row) -> None:
    said = dict(each.split("=") for each in row["amounts"].split())
    amounts = {FinancialYear.parse(year): pence(amount) for year, amount in said.items()}
    columns = [row_of_pence(row[name]) for name in ("confirmed", "unconfirmed", "rest", "joint")]
    years = run_of(min(amounts), len(columns[0]))
    found = gap_years(
        amounts,
        increments=row["type"] == "increment",
        savings={year: Savings(*each) for year, *each in zip(years, *columns[:3], strict=True)},
        joint=dict(zip(years, columns[3], strict=True)),
        today=FinancialYear.parse(row["today"]),
    )
    assert [year.year for year in found] == list(years)
    assert [year.increment for year in found] == row_of_pence(row["increments"])
    assert [year.position for year in found] == row_of_pence(row["positions"])
    assert [year.remaining for year in found] == row_of_pence(row["remaining"])


@cases("tracker")
def test_what_is_at_risk(row: Row) -> None:
    budget = pence(row["budget"]) if row["budget"] else None
    saved = Saved(pence(row["proposed"]), pence(row["achieved"]))
    found = TrackerRow("", saved, pressures=pence(row["pressures"]), net_budget=budget)
    assert found.net == pence(row["net"])
    assert str(found.percent) == (row["percent"] or "None")

"""What a post costs, and the one rounding that amounts know."""

from decimal import Decimal
from fractions import Fraction


def round_to_penny(exact: Fraction) -> int:
    """The nearest whole penny; a half goes away from nought."""
    return rounded(exact.numerator, exact.denominator)


def rounded(numerator: int, denominator: int) -> int:
    """As `round_to_penny`, of a fraction that need not be in its lowest terms. `denominator` is above nought."""
    nearest = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -nearest if numerator < 0 else nearest


def post_cost(salary_pence: int, fte: Decimal, on_cost_rate: Decimal) -> int:
    """Salary × FTE × (1 + on-cost rate) in pence, rounded once. `on_cost_rate` is "0.285" for 28.5%."""
    above, below = fte.as_integer_ratio()
    share, whole = on_cost_rate.as_integer_ratio()
    # Plain whole numbers: a baseline has tens of thousands of posts, and fractions take six times as long.
    return rounded(salary_pence * above * (whole + share), below * whole)

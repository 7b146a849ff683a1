"""Sharing an amount between councils, to the penny."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from collab.calc.costing import round_to_penny

OF = ("saving", "cost")
BY = ("equal", "baseline_cost", "population", "net_revenue_budget", "fixed")

# What a council's weight is called in a sentence; the keys themselves are for programs.
WORDS = {
    "equal": "equal weight",
    "baseline_cost": "baseline cost",
    "population": "population",
    "net_revenue_budget": "net revenue budget",
    "fixed": "fixed share",
}


class NotApportionable(ValueError):
    """There is no sharing by this key; the text is a plain sentence. `sentence` leaves out the name of the key."""

    def __init__(self, sentence: str, key: str) -> None:
        super().__init__(sentence if key in sentence else f"{sentence.removesuffix('.')} (key: {key}).")
        self.sentence = sentence
        self.key = key


@dataclass(frozen=True)
class CouncilInput:
    """What is known of a council that takes part: its in-scope baseline, and what a sharing may go by."""

    slug: str
    name: str
    baseline_cost_pence: int
    population: int | None = None
    net_revenue_budget_pence: int | None = None
    fixed_share: Decimal | None = None

    def weight(self, by: str) -> Fraction | None:
        """The council's weight by one of `BY`; None where it is not known."""
        known: dict[str, int | Decimal | None] = {
            "equal": 1,
            "baseline_cost": self.baseline_cost_pence,
            "population": self.population,
            "net_revenue_budget": self.net_revenue_budget_pence,
            "fixed": self.fixed_share,
        }
        weight = known[by]
        return None if weight is None else Fraction(weight)


def weights(by: str, councils: Sequence[CouncilInput]) -> tuple[Fraction, ...]:
    """Each council's part of the whole, in their order; the parts add up to exactly 1. Raises NotApportionable."""
    if by not in BY:
        raise NotApportionable(f"Nothing is shared by “{by}”: choose one of {', '.join(BY)}.", by)
    if not councils:
        raise NotApportionable("There is no council to share between.", by)
    found = [_weight(by, council) for council in councils]
    whole = sum(found, Fraction(0))
    if not whole:
        raise NotApportionable(f"Nothing can be shared by {WORDS[by]}: the councils’ weights add up to nought.", by)
    return tuple(weight / whole for weight in found)


def _weight(by: str, council: CouncilInput) -> Fraction:
    weight = council.weight(by)
    if weight is None:
        raise NotApportionable(f"{council.name} has no {WORDS[by]}.", by)
    if weight < 0:
        raise NotApportionable(f"The {WORDS[by]} of {council.name} is below nought.", by)
    return weight


def warnings(by: str, councils: Sequence[CouncilInput]) -> tuple[str, ...]:
    """What whoever reads the shares should know of how they came about."""
    if by != "fixed":
        return ()
    added = sum((council.fixed_share or Decimal(0) for council in councils), Decimal(0))
    if added == 1:
        return ()
    return (f"The fixed shares add up to {added.normalize():f}, not to 1. They are used as weights.",)


def in_pennies(exact: Sequence[Fraction]) -> list[int]:
    """Exact amounts as whole pennies that add up to their rounded total, by the largest remainder.

    Each amount is taken down to the penny, and the pennies that are then over go, one each, to the
    largest fractions of a penny; among equals the first comes first. Amounts may be below nought.
    """
    pennies = [floor(amount) for amount in exact]
    fractions = [amount - whole for amount, whole in zip(exact, pennies, strict=True)]
    over = round_to_penny(sum(exact, Fraction(0))) - sum(pennies)
    # A stable sort: equal fractions stay in the order in which they came.
    for index in sorted(range(len(fractions)), key=fractions.__getitem__, reverse=True)[:over]:
        pennies[index] += 1
    return pennies

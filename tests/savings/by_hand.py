"""Joint saving, shares and gaps worked out from the rows one by one, by nothing that works them out elsewhere."""

from decimal import Decimal
from fractions import Fraction

from collab.calc.apportion import in_pennies
from collab.calc.costing import round_to_penny
from collab.calc.years import FinancialYear
from programme.models import ModelPost, Post, Programme
from savings.enums import GapType, LineKind, LineStatus
from savings.models import BudgetGap, LineAmount, SavingsLine

COUNCILS = ("alder", "birch", "cedar")
FIRST = 2013
Joint = list[tuple[str, int, dict[str, int], dict[str, int]]]


def by_hand(programme: Programme) -> Joint:
    """Year by year, row by row: the joint saving, each council's equal share of it, and what of that comes in the year.
    Half of it in the first year, all from the second."""
    current = {slug: programme.baselines.filter(council__slug=slug).order_by("as_at").last() for slug in COUNCILS}
    posts = {(slug, post.ref): post for slug, row in current.items() for post in Post.objects.filter(baseline=row)}
    kept = {(str(post.retains_council.slug), post.retains_ref): post.cost_pence
            for post in ModelPost.objects.exclude(retains_council=None).select_related("retains_council")}  # fmt: skip
    gross = sum(post.cost_pence for post in posts.values() if post.in_scope)
    gross -= sum(post.cost_pence for post in ModelPost.objects.all())
    lines = [line for line in SavingsLine.objects.select_related("plan__council") if line.is_live and not line.held]
    found = []
    for year in range(FIRST, FIRST + 10):
        claimed: dict[tuple[str, str], Decimal] = {}
        for line in lines:
            for row in line.posts.all():
                place = (line.plan.council.slug, row.ref)
                claimed[place] = claimed.get(place, Decimal(0)) + (row.fte if row.from_year <= year else 0)
        left = gross
        for place, fte in claimed.items():
            if place in posts and posts[place].in_scope:
                part = min(Fraction(fte) / Fraction(posts[place].fte), Fraction(1))
                left -= round_to_penny(posts[place].cost_pence * part) - round_to_penny(kept.get(place, 0) * part)
        half = Fraction(1, 2) if year == FIRST else 1
        shares, phased = in_pennies([Fraction(left, 3)] * 3), in_pennies([Fraction(left, 3) * half] * 3)
        written = str(FinancialYear(year))
        found.append(
            (written, left, dict(zip(COUNCILS, shares, strict=True)), dict(zip(COUNCILS, phased, strict=True)))
        )
    return found


def gaps_by_hand(programme: Programme, joint: Joint, *, running: int) -> dict[tuple[str, str, int], tuple[int, int]]:
    """By council, type and year: the standing position, and what of it is left. `running` is the year under way."""
    shares = {(slug, year): pence for year, _, _, phased in joint for slug, pence in phased.items()}
    found = {}
    for gap in BudgetGap.objects.filter(programme=programme).select_related("council"):
        typed = dict(gap.amounts.values_list("year", "amount_pence"))
        adds = gap.type == GapType.IN_YEAR_INCREMENT
        position = 0
        for year in range(min(typed, default=0), max(typed, default=-1) + 1):
            position = position * adds + typed[year] if year in typed else position
            left = position - shares.get((gap.council.slug, str(FinancialYear(year))), 0)
            for amount in LineAmount.objects.filter(line__plan__council=gap.council, year=year).select_related("line"):
                left -= _closes(amount, running)
            found[gap.council.slug, gap.type, year] = (position, left)
    return found


def _closes(amount: LineAmount, running: int) -> int:
    line = amount.line
    if line.status in (LineStatus.PROPOSED, LineStatus.WITHDRAWN) or line.held:
        return 0
    if line.kind == LineKind.COST_AVOIDANCE or not line.cash_releasing:
        return 0
    if amount.actual_pence is not None and (amount.year < running or amount.forecast_pence is None):
        return amount.actual_pence
    return amount.forecast_pence or 0

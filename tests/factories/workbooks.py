"""Appraisals of made-up councils, as they go into a workbook: seeded, and with everything that sharing knows."""

import random
from dataclasses import replace
from decimal import Decimal

from collab.calc.apportion import BY, OF
from collab.calc.appraisal import CouncilInput, Inputs, appraise
from collab.calc.costing import post_cost
from collab.calc.years import FinancialYear, run_of
from savings.workbook import Contents, ModelContents, PostRow

FIRST = FinancialYear(2013)


def cost_of(posts: list[PostRow]) -> int:
    return sum(post_cost(post.salary_pence, post.fte, post.on_cost_rate) for post in posts if post.in_scope)


def made_up_contents(seed: int, *, councils: int, posts: int, models: int, years: int = 10, scale: int = 1) -> Contents:
    """`posts` are those of each council; `scale` multiplies pay. Savings, costs and parts may be below nought."""
    made = random.Random(seed)
    owned = {f"council-{at}": [_post(made, at, scale) for at in range(posts)] for at in range(councils)}
    inputs = tuple(
        CouncilInput(
            slug, f"Council {at}", cost_of(rows), made.choice([0, made.randint(50_000, 400_000)]) if at else 77_777,
            made.randint(10**9, 4 * 10**10), Decimal(made.randint(0, 999_999)).scaleb(-6),
        )
        for at, (slug, rows) in enumerate(owned.items())
    )  # fmt: skip
    rate = Decimal(made.choice(["0", "0.035", "0.040000", "0.0625", "0.123457"]))
    ways = [(of, by) for of in OF for by in BY]
    found = []
    for at in range(models):
        kept = [row._replace(in_scope=True) for rows in owned.values() for row in rows if made.random() < 0.9]
        asked = _inputs(made, inputs, cost_of(kept), years, rate)
        of, by = ways[(seed + at) % len(ways)]
        figures = appraise(replace(asked, of=of, by=by))
        # What its posts are is not open to everybody.
        found.append(ModelContents(f"m{at}", f"Model {at}", figures, kept if at % 2 else None))
    # Nor are those of every council.
    open_to_all = {slug: rows for slug, rows in owned.items() if slug != "council-1"}
    return Contents("Made up", ["As at no day"], found, open_to_all)


def _post(made: random.Random, at: int, scale: int) -> PostRow:
    return PostRow(
        f"R{at}", "=1+1", "Service", made.choice([None, 1, 2, 5]), made.random() < 0.9,
        Decimal(made.choice([5000, 10_000, made.randint(0, 30_000)])).scaleb(-4),
        made.randint(1_500_000, 9_000_000) * scale, Decimal(made.choice([2850, made.randint(0, 4000)])).scaleb(-4),
    )  # fmt: skip


def _inputs(made: random.Random, councils: tuple[CouncilInput, ...], cost: int, years: int, rate: Decimal) -> Inputs:
    parts = [0, 333_333, 500_000, 1_000_000, made.randint(-200_000, 1_200_000)]
    listed = run_of(FIRST.plus(-2), years + 2)
    return Inputs(
        councils=councils,
        model_cost_pence=cost,
        phasing={year: Decimal(made.choice(parts)).scaleb(-6) for year in listed if made.random() < 0.6},
        one_off_pence={
            year: made.choice([-1, 1, 1]) * made.randint(0, 10**8) for year in listed[2:] if made.random() < 0.5
        },
        first_year=FIRST,
        appraisal_years=years,
        discount_rate=rate,
        of="saving",
        by="equal",
    )

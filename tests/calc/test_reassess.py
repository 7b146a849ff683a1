"""Reassessments: what holds whatever the councils, their posts, the model and the lines."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from collab.calc.apportion import BY, OF
from collab.calc.appraisal import CouncilInput, Inputs, appraise
from collab.calc.claims import Claim, ClaimedPost, Conflict, KeptPost, Local
from collab.calc.costing import round_to_penny
from collab.calc.reassess import Reassessment, reassess
from collab.calc.years import FinancialYear

FIRST = FinancialYear(2013)
YEARS = 4
FTE = st.decimals("0", "3", places=4)


def inputs_of(councils: tuple[CouncilInput, ...], model_cost_pence: int, **others: object) -> Inputs:
    known: dict[str, object] = {
        "phasing": {FIRST: Decimal("0.5"), FIRST.plus(1): Decimal(1)},
        "one_off_pence": {},
        "first_year": FIRST,
        "appraisal_years": YEARS,
        "discount_rate": Decimal("0.035"),
        "of": "saving",
        "by": "equal",
    }
    return Inputs(councils=councils, model_cost_pence=model_cost_pence, **known | others)  # type: ignore[arg-type]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Inputs, Local]:
    """Up to four councils of up to four posts, some of them kept by the model, and lines that name these and others."""
    posts, kept, claims, councils = [], [], [], []
    for number in range(draw(st.integers(1, 4))):
        slug = f"council-{number}"
        own = [
            ClaimedPost(slug, f"P{at}", draw(st.integers(0, 10**7)), draw(FTE), draw(st.booleans()))
            for at in range(draw(st.integers(1, 4)))
        ]
        own = [post if post.fte else replace(post, cost_pence=0) for post in own]
        kept += [KeptPost(slug, post.ref, draw(st.integers(0, 10**7))) for post in own if draw(st.booleans())]
        claims += [
            Claim(slug, f"L{at // 2}", draw(st.sampled_from(("P0", "P1", "P2", "lost"))),
                  FIRST.plus(draw(st.integers(-2, YEARS))), draw(FTE))
            for at in range(draw(st.integers(0, 5)))
        ]  # fmt: skip
        posts += own
        baseline = sum(post.cost_pence for post in own if post.in_scope)
        # The first council weighs something by every key.
        weight = draw(st.integers(0 if number else 1, 10**6))
        councils.append(CouncilInput(slug, slug, baseline + 10**6, weight, weight, Decimal(weight)))
    inputs = inputs_of(
        tuple(councils), sum(post.cost_pence for post in kept) + draw(st.integers(0, 10**7)),
        of=draw(st.sampled_from(OF)), by=draw(st.sampled_from(BY)),
        phasing=draw(st.dictionaries(st.integers(0, 3).map(FIRST.plus), st.decimals("0", "1.5", places=4), max_size=3)),
    )  # fmt: skip
    return inputs, Local(tuple(claims), tuple(posts), tuple(kept))


def taken(local: Local, year: FinancialYear) -> tuple[dict[str, int], int]:
    """By the letter of the rule, post by post: what each council's baseline loses, and the model."""
    kept = {(post.council, post.ref): post.cost_pence for post in local.kept}
    eroded: dict[str, int] = {}
    spared = 0
    for post in local.posts:
        claimed = sum(
            (claim.fte for claim in local.claims
             if claim.place == (post.council, post.ref) and max(claim.from_year, FIRST) <= year), Decimal(0),
        )  # fmt: skip
        if post.in_scope and post.fte:
            part = min(Fraction(claimed) / Fraction(post.fte), Fraction(1))
            eroded[post.council] = eroded.get(post.council, 0) + round_to_penny(post.cost_pence * part)
            spared += round_to_penny(kept.get((post.council, post.ref), 0) * part)
    return eroded, spared


@settings(max_examples=80)
@given(cases(), st.randoms(use_true_random=False))
def test_every_reassessment_adds_up(case: tuple[Inputs, Local], random: object) -> None:
    inputs, local = case
    found = reassess(inputs, local)
    for at, year in enumerate(found.years):
        eroded, spared = taken(local, year.year)
        assert year.erosion.councils == {council.slug: eroded.get(council.slug, 0) for council in inputs.councils}
        assert year.model_cost == inputs.model_cost_pence - spared
        assert year.reassessed == inputs.baseline_pence - year.erosion.total - year.model_cost
        assert sum(year.shares.values()) == year.reassessed == sum(year.entitlements)
        assert all(abs(pence - due) < 1 for pence, due in zip(year.shares.values(), year.entitlements, strict=True))
        assert year.phased.total == round_to_penny(year.reassessed * year.phasing) == sum(year.phased.councils.values())
        if inputs.of == "saving":
            gone = [weight for weight, pence in zip(found.weights, year.shares.values(), strict=True) if pence]
            assert all(gone)
        # What the lines took, line by line, is what went.
        assert found.as_validated - year.reassessed == sum(effect.lost[at] for effect in found.effects)
    mixed = list(local.claims)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert reassess(inputs, replace(local, claims=tuple(mixed))).years == found.years
    assert "-0.00" not in json.dumps(found.as_json("a", "b"))


@settings(max_examples=20)
@given(cases())
def test_without_lines_it_is_as_validated(case: tuple[Inputs, Local]) -> None:
    inputs, local = case
    found = reassess(inputs, replace(local, claims=()))
    appraisal = appraise(inputs)
    assert {year.reassessed for year in found.years} == {found.as_validated} == {appraisal.gross_saving.total}
    assert all(year.shares == appraisal.gross_saving.councils for year in found.years)
    assert (found.effects, found.conflicts) == ((), ())


@settings(max_examples=20)
@given(cases())
def test_every_figure_has_workings_that_lead_on(case: tuple[Inputs, Local]) -> None:
    inputs, local = case
    found = reassess(inputs, local)
    slugs = [council.slug for council in inputs.councils]
    every = {f"{kind}.{year.year}" for kind in ("model_cost", "reassessed") for year in found.years}
    every |= {f"share.{year.year}.{slug}" for year in found.years for slug in slugs}
    every |= {f"{kind}.{year.year}.{whose}" for kind in ("erosion", "phased") for year in found.years
              for whose in (*slugs, "total")}  # fmt: skip
    workings = found.workings()
    assert set(workings) == every | {"as_validated"}
    assert {figure.key for working in workings.values() for figure in working.inputs} - {""} <= set(workings)


def two_councils(*claims: Claim) -> Reassessment:
    """Ashby has two posts of £300 and £200, Barton one of £100; the model keeps Ashby's second at £220, and has another
    of £80 in place of the others."""
    posts = (
        ClaimedPost("ashby", "A1", 30_000, Decimal(1), in_scope=True),
        ClaimedPost("ashby", "A2", 20_000, Decimal(1), in_scope=True),
        ClaimedPost("ashby", "A9", 50_000, Decimal("0.5"), in_scope=False),
        ClaimedPost("barton", "B1", 10_000, Decimal(1), in_scope=True),
    )
    councils = (CouncilInput("ashby", "Ashby", 50_000), CouncilInput("barton", "Barton", 10_000))
    inputs = inputs_of(councils, 30_000, appraisal_years=2, by="baseline_cost", of="cost")
    return reassess(inputs, Local(claims, posts, (KeptPost("ashby", "A2", 22_000),)))


def claim(council: str, line: str, post: str, year: int, fte: str) -> Claim:
    return Claim(council, line, post, FIRST.plus(year), Decimal(fte))


def test_a_small_reassessment_by_hand() -> None:
    """Two lines claim Ashby's first post: the first takes £180 of it, and the second the £120 that are left."""
    found = two_councils(
        claim("barton", "L1", "B7", 0, "1"), claim("ashby", "L1", "A1", 0, "0.6"), claim("ashby", "L1", "A9", 1, "0.5"),
        claim("ashby", "L2", "A1", 1, "0.6"), claim("ashby", "L2", "A2", 1, "0.5"), claim("ashby", "L2", "A1", 1, "0"),
    )  # fmt: skip
    answer = found.as_json("two", "1")
    assert list(answer) == ["programme", "model", "as_validated", "years", "conflicts"]
    assert answer["as_validated"] == "300.00"
    assert answer["years"] == [
        {
            "year": "2013/14", "baseline": "600.00",
            "erosion": {"total": "180.00", "ashby": "180.00", "barton": "0.00"},
            "model_cost": "300.00", "reassessed": "120.00", "shares": {"ashby": "70.00", "barton": "50.00"},
        },
        {
            "year": "2014/15", "baseline": "600.00",
            "erosion": {"total": "400.00", "ashby": "400.00", "barton": "0.00"},
            "model_cost": "190.00", "reassessed": "10.00", "shares": {"ashby": "-58.33", "barton": "68.33"},
        },
    ]  # fmt: skip
    assert [(effect.claim.line, effect.claim.post, effect.lost) for effect in found.effects] == [
        ("L1", "A1", (18_000, 18_000)), ("L2", "A1", (0, 12_000)), ("L2", "A2", (0, -1_000)), ("L2", "A1", (0, 0)),
    ]  # fmt: skip
    assert found.years[0].phased.councils == {"ashby": 3_500, "barton": 2_500}
    working = found.workings()["erosion.2014/15.ashby"]
    assert [(figure.label, figure.printed) for figure in working.inputs] == [
        ("L1, post A1", "£180.00"), ("L2, post A1", "£120.00"), ("L2, post A2", "£100.00"),
    ]  # fmt: skip
    assert working.result == "£400.00"
    assert found.workings(told=["barton"])["erosion.2014/15.ashby"] == replace(working, inputs=())


def test_conflicts_stand_in_order_and_name_nobody_elses_posts() -> None:
    found = two_councils(
        claim("barton", "L2", "B7", 0, "1"), claim("ashby", "L2", "A9", 1, "0.6"), claim("ashby", "L1", "A1", 9, "0.6"),
        claim("ashby", "L2", "A2", 0, "1"), claim("ashby", "L1", "A1", 0, "0.5"), claim("barton", "L3", "B1", 0, "0"),
        claim("nowhere", "L1", "B1", 0, "1"),
    )  # fmt: skip
    assert found.conflicts == (
        Conflict("ashby", "A1", "also_in_model", ("L1",)),
        Conflict("ashby", "A1", "over_claimed", ("L1",)),
        Conflict("ashby", "A9", "over_claimed", ("L2",)),
        Conflict("barton", "B7", "post_not_found", ("L2",)),
    )
    assert found.as_json("two", "1", told=["barton"])["conflicts"] == [
        {"council": "ashby", "post": None, "kind": "also_in_model", "lines": []},
        {"council": "ashby", "post": None, "kind": "over_claimed", "lines": []},
        {"council": "ashby", "post": None, "kind": "over_claimed", "lines": []},
        {"council": "barton", "post": "B7", "kind": "post_not_found", "lines": ["L2"]},
    ]

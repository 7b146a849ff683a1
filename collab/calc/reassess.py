"""What is left of a joint saving once the councils' own savings lines have taken posts away."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from collab.calc import apportion, profile
from collab.calc.appraisal import Amounts, Inputs
from collab.calc.claims import Claim, ClaimedPost, Conflict, Local, Place, conflicts_of, told_to
from collab.calc.costing import rounded
from collab.calc.money import plain
from collab.calc.reassess_workings import workings_of
from collab.calc.workings import Working
from collab.calc.years import FinancialYear


@dataclass(frozen=True)
class Effect:
    """What one claim does in each of the years: `removed` goes out of its council's baseline, and the model, where it
    keeps the post, spends `spared` less. Where several lines claim a post, its removal is theirs in the order of the
    plan, so that the effects add up to it."""

    claim: Claim
    removed: tuple[int, ...]
    spared: tuple[int, ...]

    @property
    def lost(self) -> tuple[int, ...]:
        """How much of the joint saving goes with it."""
        return tuple(removed - spared for removed, spared in zip(self.removed, self.spared, strict=True))


@dataclass(frozen=True)
class Year:
    """The joint saving as it stands in one year. `reassessed` and `shares` are of a full year, without phasing, and
    `entitlements` are the shares before rounding; `phased` is what of it comes in that very year, by the model's
    `phasing`."""

    year: FinancialYear
    erosion: Amounts
    model_cost: int
    reassessed: int
    entitlements: tuple[Fraction, ...]
    shares: Mapping[str, int]
    phasing: Fraction
    phased: Amounts


@dataclass(frozen=True)
class Reassessment:
    """`weights` are as validated. `effects` are those of the claims on posts in scope, in the order of the plans."""

    inputs: Inputs
    weights: tuple[Fraction, ...]
    years: tuple[Year, ...]
    effects: tuple[Effect, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]

    @property
    def as_validated(self) -> int:
        """The gross saving of a full year before any line takes anything."""
        return self.inputs.baseline_pence - self.inputs.model_cost_pence

    def workings(self, told: Collection[str] | None = None) -> dict[str, Working]:
        """How each figure came about, by a key such as "erosion.2014/15.darlington" or "reassessed.2014/15". `told`:
        the councils whose lines and posts are named; None for all."""
        return workings_of(self, told)

    def as_json(self, programme: str, model: str, *, told: Collection[str] | None = None) -> dict[str, Any]:
        """The answer of command and API. `told`: the councils whose conflicts name post and lines; None for all."""
        return {
            "programme": programme,
            "model": model,
            "as_validated": plain(self.as_validated),
            "years": [
                {
                    "year": str(year.year),
                    "baseline": plain(self.inputs.baseline_pence),
                    "erosion": year.erosion.as_json(),
                    "model_cost": plain(year.model_cost),
                    "reassessed": plain(year.reassessed),
                    "shares": {slug: plain(pence) for slug, pence in year.shares.items()},
                }
                for year in self.years
            ],
            "conflicts": list(told_to(self.conflicts, told)),
        }


def reassess(inputs: Inputs, local: Local) -> Reassessment:
    """The reassessment. Raises NotApportionable, whose text is a plain sentence."""
    weights = apportion.weights(inputs.by, inputs.councils)
    councils = {council.slug for council in inputs.councils}
    posts = {(post.council, post.ref): post for post in local.posts}
    kept = {(post.council, post.ref): post.cost_pence for post in local.kept}
    claims: dict[Place, list[int]] = defaultdict(list)
    for at, claim in enumerate(local.claims):
        if claim.council in councils:
            claims[claim.place].append(at)
    years = inputs.years
    effects: dict[int, Effect] = {}
    for place, numbers in claims.items():
        post = posts.get(place)
        if post is not None and post.in_scope:
            of_post = [local.claims[at] for at in numbers]
            effects |= zip(numbers, _effects(post, kept.get(place, 0), of_post, years), strict=True)
    ordered = tuple(effects[at] for at in sorted(effects))
    by_place = {place: [local.claims[at] for at in numbers] for place, numbers in claims.items()}
    return Reassessment(
        inputs=inputs,
        weights=weights,
        years=tuple(_years(inputs, weights, ordered)),
        effects=ordered,
        conflicts=tuple(conflicts_of([council.slug for council in inputs.councils], by_place, posts, kept)),
        warnings=apportion.warnings(inputs.by, inputs.councils),
    )


def _effects(
    post: ClaimedPost, kept_pence: int, claims: Sequence[Claim], years: Sequence[FinancialYear]
) -> list[Effect]:  # fmt: skip
    """Of the claims on one post. Between two years in which the same claims hold there is nothing to work out anew."""
    known: dict[tuple[bool, ...], tuple[list[int], list[int]]] = {}
    rows = []
    for year in years:
        hold = tuple(claim.from_year.start <= year.start for claim in claims)
        if hold not in known:
            taken = [claim.fte * holds for claim, holds in zip(claims, hold, strict=True)]
            known[hold] = (_parts(post.cost_pence, post.fte, taken), _parts(kept_pence, post.fte, taken))
        rows.append(known[hold])
    removed = zip(*(row[0] for row in rows), strict=True)
    spared = zip(*(row[1] for row in rows), strict=True)
    return [Effect(*each) for each in zip(claims, removed, spared, strict=True)]


def _parts(cost_pence: int, fte: Decimal, taken: Sequence[Decimal]) -> list[int]:
    """What each of `taken`, one after another, adds to the part that is taken of a cost: never more than all of it
    together, and nothing of a post that has no FTE. What is taken up to each is rounded to the penny."""
    if not cost_pence or not fte:
        return [0] * len(taken)
    # Whole numbers: there are tens of thousands of claims, and fractions take several times as long.
    whole, one = fte.as_integer_ratio()
    found = []
    so_far, before = Decimal(0), 0
    for each in taken:
        so_far = min(so_far + each, fte)
        above, below = so_far.as_integer_ratio()
        upto = rounded(cost_pence * above * one, below * whole)
        found.append(upto - before)
        before = upto
    return found


def _years(inputs: Inputs, weights: Sequence[Fraction], effects: Sequence[Effect]) -> Iterator[Year]:
    phasing = profile.phased(inputs.phasing, inputs.years)
    slugs = [council.slug for council in inputs.councils]
    for at, (year, part) in enumerate(zip(inputs.years, phasing, strict=True)):
        eroded = dict.fromkeys(slugs, 0)
        for effect in effects:
            eroded[effect.claim.council] += effect.removed[at]
        erosion = Amounts(sum(eroded.values()), eroded)
        model_cost = inputs.model_cost_pence - sum(effect.spared[at] for effect in effects)
        reassessed = inputs.baseline_pence - erosion.total - model_cost
        exact = tuple(
            reassessed * weight
            if inputs.of == "saving"
            else council.baseline_cost_pence - eroded[council.slug] - model_cost * weight
            for council, weight in zip(inputs.councils, weights, strict=True)
        )
        phased = apportion.in_pennies([each * part for each in exact])
        yield Year(
            year=year,
            erosion=erosion,
            model_cost=model_cost,
            reassessed=reassessed,
            entitlements=exact,
            shares=dict(zip(slugs, apportion.in_pennies(exact), strict=True)),
            phasing=part,
            phased=Amounts(sum(phased), dict(zip(slugs, phased, strict=True))),
        )

"""What the figures of the case rest on: each piece with a stamp that is another exactly when what counts of it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from collab.calc.years import FinancialYear
from collab.figures import Basis, stamp
from programme.enums import ApportionBy
from programme.figures.case import basis_of_councils, basis_of_key, basis_of_parameters
from programme.figures.staffing import basis_of
from programme.models import Council
from savings.queries import Case, LocalPlans, ModelCase

WEIGHTS: dict[str, str] = {
    ApportionBy.POPULATION: "population",
    ApportionBy.NET_REVENUE_BUDGET: "net-budget",
    ApportionBy.FIXED: "fixed-share",
}
Bases = tuple[Basis, ...]


def of_baselines(case: Case) -> Bases:
    return tuple(basis_of(row.current.baseline) for row in case.councils if row.current.baseline)


def of_parameters(case: Case, *keys: str) -> Bases:
    """Some of `programme.figures.case.PARAMETERS`."""
    return basis_of_parameters(case.parameters, *keys) if case.parameters else ()


def of_full_year(case: Case, model: ModelCase) -> Bases:
    """What a full year saves of all councils together: their posts today, and those of the model."""
    return (*of_baselines(case), *of_model_cost(case, model))


def of_model_cost(case: Case, model: ModelCase) -> Bases:
    return (_of(model, "cost", "the posts of", model.staff.cost_pence), *of_parameters(case, "price-base"))


def of_phasing(case: Case, model: ModelCase) -> Bases:
    """Which part of it comes in which of the years."""
    phasing = _of(model, "phasing", "the phasing of", *_by_year(model.phasing))
    return (phasing, *of_parameters(case, "first-year", "appraisal-years"))


def of_one_off(case: Case, model: ModelCase) -> Bases:
    costs = _of(model, "one-off", "the one-off costs of", *_by_year(model.one_off_pence))
    return (costs, *of_parameters(case, "price-base", "first-year", "appraisal-years"))


def of_sharing(case: Case, model: ModelCase) -> Bases:
    """What a council's share goes by, beside what is shared."""
    of, by = model.model.apportion_of, model.model.apportion_by
    how = _of(model, "sharing", "the way of sharing of", of, by)
    key = WEIGHTS.get(by)
    weights = tuple(basis_of_key(row.part, key) for row in case.councils) if key else ()
    weights = of_baselines(case) if by == ApportionBy.BASELINE_COST else weights
    return (how, basis_of_councils([row.part for row in case.councils]), *weights)


def of_erosion(case: Case, plans: LocalPlans, council: Council | None = None) -> Bases:
    """What released lines take of the baselines, or of one council's."""
    found: list[Basis] = []
    for row in case.councils:
        if row.current.baseline and council in (None, row.council):
            claims = sorted(
                f"{claim.post} {claim.from_year} {claim.fte.normalize():f}"
                for claim in plans.claims
                if claim.council == row.council.slug
            )
            words = f"the released lines of {row.council.name} that take posts"
            found += [basis_of(row.current.baseline), Basis(f"lines.c{row.council.pk}", words, stamp(*claims))]
    return tuple(found)


def of_standing(case: Case, model: ModelCase, plans: LocalPlans) -> Bases:
    """What a full year of the joint saving comes to once released lines are counted."""
    return together(of_full_year(case, model), of_taken(case, model, plans))


def of_taken(case: Case, model: ModelCase, plans: LocalPlans) -> Bases:
    """What lines take of the joint saving: what they take of the baselines, but for posts that the model keeps too."""
    return (*of_erosion(case, plans), _kept(model, plans, cost=True))


def of_conflicts(case: Case, model: ModelCase, plans: LocalPlans) -> Bases:
    return (*of_erosion(case, plans), _kept(model, plans, cost=False))


def _kept(model: ModelCase, plans: LocalPlans, *, cost: bool) -> Basis:
    """Of the posts that lines take, those that the model keeps."""
    kept = plans.kept.get(model.model.pk, ())
    said = sorted(f"{post.council} {post.ref} {post.cost_pence if cost else ''}" for post in kept)
    return _of(model, "kept" if cost else "keeps", "the posts that lines take and that stay in", *said)


def together(*bases: Bases) -> Bases:
    """Each of them once."""
    return tuple({basis.key: basis for some in bases for basis in some}.values())


def _of(model: ModelCase, key: str, what: str, *parts: object) -> Basis:
    row = model.model
    words = f"{what} operating model {row.code}, version {row.version}"
    return Basis(f"model.m{row.pk}.{key}", words, stamp(*parts))


def _by_year(said: Mapping[FinancialYear, Any]) -> list[str]:
    # One record has all its decimals, another as many as were typed.
    return [f"{year}: {Decimal(value).normalize():f}" for year, value in sorted(said.items())]

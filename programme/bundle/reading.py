"""The sections of a bundle that are the programme's: what it is, its councils and the parameters of the case."""

from typing import Any

from programme.bundle import values as fit
from programme.bundle.parts import CouncilPart, ProgrammePart
from programme.bundle.reading_apportionment import read_apportionment
from programme.bundle.reading_models import read_models
from programme.bundle.reading_staffing import read_baselines
from programme.bundle.strict import Record

REQUIRED = ("programme", "councils", "baselines", "operating_models")
OPTIONAL = ("parameters",)
HEAD = ("slug", "name", "first_year", "appraisal_years", "discount_rate", "price_base")
COUNCIL = ("slug", "name", "ons_code", "population", "net_revenue_budget", "fixed_share")
PARAMETERS = ("scope", "as_at", "apportionment", "agreed_on", "agreed_by", "source")
# An address of its own, or the word for the sum of all.
TAKEN_SLUGS = {"programme": ("new",), "council": ("total", "new")}
LAST_YEAR = 9998

council_code = fit.text(9)
share = fit.decimal(6, below=1_000)


def read_programme(top: Record) -> ProgrammePart:
    """What the bundle says; its problems are in `top.problems`, and with any of them nothing is to be kept."""
    problems = top.problems
    head = Record(top.value.get("programme", {}), "programme", problems, required=HEAD)
    slug = _slug(head, "programme")
    parameters = {
        "first_year": head.take("first_year", fit.year, 1),
        "appraisal_years": head.take("appraisal_years", fit.whole_from(1, 100), 1),
        "discount_rate": head.take("discount_rate", fit.decimal(6, below=10)),
        "price_base": head.take("price_base", fit.year),
        **_parameters(top),
    }
    if parameters["first_year"] + parameters["appraisal_years"] > LAST_YEAR:
        problems.say(head.at("first_year"), "leaves no room for the years appraised")
    councils = _councils(top)
    slugs = [council.slug for council in councils]
    years = range(parameters["first_year"], parameters["first_year"] + parameters["appraisal_years"])
    return ProgrammePart(
        slug=slug, name=head.take("name", fit.text(150)), parameters=parameters, councils=councils,
        baselines=read_baselines(top, slugs), models=read_models(top, slugs, years),
    )  # fmt: skip


def _slug(record: Record, kind: str) -> str:
    found: str = record.take("slug", fit.slug, "")
    if found in TAKEN_SLUGS[kind]:
        record.problems.say(record.at("slug"), f"is “{found}”, which no {kind} can be called")
    return found


def _parameters(top: Record) -> dict[str, Any]:
    if "parameters" not in top.value:
        return {}
    record = Record(top.value["parameters"], "parameters", top.problems, required=(), optional=PARAMETERS)
    said = {
        "scope": fit.text(20_000, empty=True),
        "as_at": fit.or_null(fit.day),
        "agreed_on": fit.or_null(fit.day),
        "agreed_by": fit.text(200, empty=True),
        "source": fit.text(300),
    }
    found = {key: record.take(key, how) for key, how in said.items() if key in record.value}
    return {**found, **read_apportionment(record)}


def _councils(top: Record) -> list[CouncilPart]:
    found: list[CouncilPart] = []
    slugs: set[str] = set()
    codes: set[str] = set()
    for place, value in top.rows("councils"):
        record = Record(value, place, top.problems, required=COUNCIL)
        council = CouncilPart(
            slug=_slug(record, "council"),
            name=record.take("name", fit.text(150)),
            ons_code=record.take("ons_code", council_code, ""),
            population=record.take("population", fit.or_null(fit.whole)),
            net_revenue_budget_pence=record.take("net_revenue_budget", fit.or_null(fit.money)),
            fixed_share=record.take("fixed_share", fit.or_null(share)),
        )
        for key, said, before in (("slug", council.slug, slugs), ("ons_code", council.ons_code, codes)):
            if said and said in before:
                top.problems.say(record.at(key), f"is “{said}”, which another council of the bundle has")
            before.add(said)
        found.append(council)
    return found

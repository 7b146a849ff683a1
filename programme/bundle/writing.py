"""The programme's sections of a bundle, as they are written. The same rows give the same text."""

from collections.abc import Iterator
from typing import Any

from collab.errors import Refused
from programme.bundle import values as write
from programme.bundle.parts import PostRow
from programme.bundle.rows import SOURCE
from programme.models import Baseline, CaseParameters, OperatingModel, Programme
from programme.queries.model_versions import content_of
from programme.queries.operating_models import parameters_in_force

# Of a model, where it is empty.
LEFT_OUT_OF_MODEL = ("reasons", "one_off_reasons", "apportionment", "other_savings")
Section = tuple[str, Any]


def write_programme(programme: Programme) -> Iterator[Section]:
    """Each section by its key: an object, or the objects of a list one by one. Refused where the case has no
    parameters, without which no bundle can be read."""
    parameters = parameters_in_force(programme)
    if parameters is None:
        raise Refused(
            f"{programme.name} has no parameters of its case yet (first year, years appraised, discount rate, price "
            "base), and a bundle says them. Agree on them first.",
            code="no-parameters",
        )
    yield "programme", _head(programme, parameters)
    yield "councils", _councils(programme)
    yield "baselines", _baselines(programme)
    yield "operating_models", _models(programme)


def write_parameters(programme: Programme) -> Iterator[Section]:
    """The section `parameters`, where there is more to say than `programme` does."""
    row = parameters_in_force(programme)
    if row is None:
        return
    found = {
        "scope": row.scope,
        "as_at": row.as_at and row.as_at.isoformat(),
        "apportionment": _apportionment(row),
        "agreed_on": row.agreed_on and row.agreed_on.isoformat(),
        "agreed_by": row.agreed_by,
        "source": "" if row.source == SOURCE else row.source,
    }
    said = {key: value for key, value in found.items() if value}
    if said:
        yield "parameters", said


def _head(programme: Programme, parameters: CaseParameters) -> dict[str, Any]:
    return {
        "slug": programme.slug,
        "name": programme.name,
        "first_year": write.written_year(parameters.first_year),
        "appraisal_years": parameters.appraisal_years,
        "discount_rate": write.shortest(parameters.discount_rate),
        "price_base": write.written_year(parameters.price_base),
    }


def _councils(programme: Programme) -> Iterator[dict[str, Any]]:
    for row in programme.programme_councils.select_related("council"):
        share = row.fixed_share
        yield {
            "slug": row.council.slug,
            "name": row.council.name,
            "ons_code": row.council.ons_code,
            "population": row.population,
            "net_revenue_budget": write.written_money(row.net_revenue_budget_pence),
            "fixed_share": None if share is None else write.shortest(share, places=2),
        }


def _baselines(programme: Programme) -> Iterator[dict[str, Any]]:
    """By council in the programme's order, then by date, then as they were made."""
    places = dict(programme.programme_councils.values_list("council_id", "position"))
    rows = sorted(
        programme.baselines.select_related("council"), key=lambda row: (places[row.council_id], row.as_at, row.pk)
    )
    for row in rows:
        yield _baseline(row)


def _baseline(row: Baseline) -> dict[str, Any]:
    found: dict[str, Any] = {"council": row.council.slug, "as_at": row.as_at.isoformat(), "status": row.status}
    if row.source != SOURCE:
        found["source"] = row.source
    if row.note:
        found["note"] = row.note
    if row.is_frozen and row.released_at is None:
        found["released"] = False
    posts = row.posts.order_by("pk").values_list(*PostRow._fields).iterator(2000)
    return {**found, "posts": [_post(PostRow(*post)) for post in posts]}


def _post(row: PostRow) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ref": row.ref,
        "title": row.title,
        "service": row.service,
        "tier": row.tier,
        "grade": row.grade,
        "fte": write.four_places(row.fte),
        "salary": write.written_money(row.salary_pence),
        "on_cost_rate": write.four_places(row.on_cost_rate),
        "vacant": row.vacant,
        "in_scope": row.in_scope,
    }
    more = {
        "reports_to": row.reports_to,
        "statutory": row.statutory,
        "funding_source": row.funding_source,
        "shared_with": _shares(row.shared_with),
        "estimated": row.estimated,
    }
    return found | {key: value for key, value in more.items() if value}


def _shares(parts: list[dict[str, str]]) -> list[dict[str, str]]:
    """In one order: a database may give the keys back in another."""
    return [{"council": part["council"], "part": part["part"]} for part in parts]


def _models(programme: Programme) -> Iterator[dict[str, Any]]:
    for model in programme.operating_models.all():
        yield _model(model)


def _model(model: OperatingModel) -> dict[str, Any]:
    found = {key: value for key, value in content_of(model).items() if value or key not in LEFT_OUT_OF_MODEL}
    for post in found["posts"]:
        if "shared_with" in post:
            post["shared_with"] = _shares(post["shared_with"])
    return found


def _apportionment(row: OperatingModel | CaseParameters) -> dict[str, str]:
    return {"of": row.apportion_of, "by": row.apportion_by} if row.apportion_of else {}

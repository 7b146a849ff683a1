"""A bundle's programme, councils and parameters are kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from collab.calc.years import FinancialYear
from collab.errors import Refused
from collab.history import Job, record
from programme.bundle.keeping_models import keep_models
from programme.bundle.keeping_staffing import keep_baselines
from programme.bundle.parts import CouncilPart, ProgrammePart
from programme.bundle.rows import SOURCE, Signature, assign, in_order
from programme.enums import Stage
from programme.models import CaseParameters, Council, ModelYear, Programme, ProgrammeCouncil
from programme.queries.access import May, may_in
from programme.rules.bundle import why_not_carry
from programme.services.groups import keep_model_groups
from programme.services.membership import refuse
from programme.services.programmes import keep_council

KIND_OF_COUNCIL = re.compile(
    r"( (metropolitan|borough|city|county|district|unitary|town|of))* (council|corporation)$", re.IGNORECASE
)


@dataclass
class Kept:
    """What came of a bundle: the programme, whether it was made just now, and what was made or changed, in counts."""

    programme: Programme
    made: bool
    councils: dict[str, Council]
    counts: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def count(self, what: str, number: int) -> None:
        if number:
            self.counts[what] = self.counts.get(what, 0) + number


@transaction.atomic
def keep_bundle(part: ProgrammePart, *, signature: Signature) -> Kept:
    """The programme as the bundle says it: all of it or nothing. What it leaves out stays as it is.

    Refused with code "bundle" where it contradicts what is there and may not change.
    """
    programme = Programme.objects.select_for_update().filter(slug=part.slug).first()
    refuse_stranger(programme, part.council_slugs, signature.by)
    made = programme is None
    if programme is None:
        # A bundle tells of the case for working together, and not of how far the programme is.
        programme = Programme(slug=part.slug, stage=Stage.BUSINESS_CASE, stage_since=timezone.localdate())
    if assign(programme, {"name": part.name}) or made:
        programme.version += not made
        record(programme, by=signature.by, reason=signature.reason)
    kept = Kept(programme, made, {})
    _keep_councils(kept, part, signature)
    kept.count("parameters", _keep_parameters(programme, part.parameters, signature))
    keep_baselines(programme, part.baselines, kept.councils, kept.count, signature)
    keep_models(programme, part.models, kept.councils, kept.count, signature)
    if "parameters" in kept.counts:
        _check_years(programme, part.parameters["first_year"], part.parameters["appraisal_years"])
    if kept.counts.keys() & {"baselines", "operating_models"}:
        # They tell which posts a model keeps as its council has them.
        for model in programme.operating_models.all():
            keep_model_groups(model, chosen="operating_models" in kept.counts)
    return kept


def _check_years(programme: Programme, first: int, count: int) -> None:
    """A model of which the bundle says nothing may have a cost in a year that is appraised no more."""
    costs = ModelYear.objects.filter(model__programme=programme, one_off_pence__isnull=False)
    row = costs.exclude(year__range=(first, first + count - 1)).select_related("model").first()
    if row is not None:
        raise Refused(
            f"programme says years to appraise that leave out {FinancialYear(row.year)}, in which model "
            f"{row.model.code} has a one-off cost here.",
            code="bundle",
        )


def refuse_stranger(programme: Programme | None, slugs: Iterable[str], by: Any) -> None:
    """Refused with code "not-allowed" where `by` is a person who may not bring in, or write out, all of it."""
    if isinstance(by, Job):
        return
    may = May(frozenset()) if programme is None else may_in(programme, by)
    councils: dict[str, Council | None] = dict.fromkeys(slugs)
    councils |= {row.slug: row for row in programme.councils.all()} if programme else {}
    refuse(why_not_carry(may, councils.values()), "not-allowed")


def _keep_councils(kept: Kept, part: ProgrammePart, signature: Signature) -> None:
    programme = kept.programme
    there = {row.council.slug: row for row in programme.programme_councils.select_related("council")}
    order = in_order(list(there), part.council_slugs)
    moved = order[: len(there)] != list(there)
    last = max((row.position for row in there.values()), default=0)
    for row in there.values() if moved else ():
        # No two have the same place, not even for a moment.
        row.position += last + len(order)
        record(row, by=signature.by, reason=signature.reason)
    for said in part.councils:
        kept.councils[said.slug] = council = _council(said, kept, signature)
        link = there.get(said.slug) or ProgrammeCouncil(programme=programme, council=council)
        values = _figures(said, link)
        if moved or link.pk is None:
            values["position"] = order.index(said.slug) + 1 if moved else last + order.index(said.slug) + 1 - len(there)
        is_new = link.pk is None
        if assign(link, values) or is_new:
            record(link, by=signature.by, reason=signature.reason)
            kept.count("councils", 1)
    for slug in order[len(part.councils) :] if moved else ():
        there[slug].position = order.index(slug) + 1
        record(there[slug], by=signature.by, reason=signature.reason)


def _council(said: CouncilPart, kept: Kept, signature: Signature) -> Council:
    """The one record of the council. Its name is not the bundle's to change, nor its code."""
    other = Council.objects.filter(ons_code=said.ons_code).exclude(slug=said.slug).first()
    if other is not None:
        raise Refused(f"The code {said.ons_code} of “{said.slug}” is that of {other.name} here.", code="bundle")
    council = keep_council(
        slug=said.slug, name=said.name, short_name=short_name(said.name), ons_code=said.ons_code,
        by=signature.by, reason=signature.reason,
    )  # fmt: skip
    if council.ons_code != said.ons_code:
        raise Refused(
            f"“{said.slug}” is {council.name} here, whose code is {council.ons_code} and not {said.ons_code}.",
            code="bundle",
        )
    if council.name != said.name:
        kept.warnings.append(f"“{said.slug}” keeps the name that it has here, {council.name}.")
    return council


def short_name(name: str) -> str:
    """What a council is called in a table: without the kind of council that it is."""
    return (KIND_OF_COUNCIL.sub("", name) or name)[:80]


def _figures(said: CouncilPart, link: ProgrammeCouncil) -> dict[str, Any]:
    """The figures that differ, each with where it comes from."""
    found: dict[str, Any] = {}
    for name, source in (
        ("population", "population_source"), ("net_revenue_budget_pence", "budget_source"),
        ("fixed_share", "share_source"),
    ):  # fmt: skip
        value = getattr(said, name)
        if value != getattr(link, name):
            found |= {name: value, source: "" if value is None else SOURCE}
    return found


def _keep_parameters(programme: Programme, said: dict[str, Any], signature: Signature) -> bool:
    """A new row where anything differs from those that hold."""
    now = programme.parameters.first()
    number = now.number + 1 if now else 1
    if now is None:
        now = CaseParameters(programme=programme, source=SOURCE)
    elif "source" not in said and any(getattr(now, name) != value for name, value in said.items()):
        said = {**said, "source": SOURCE}
    if not assign(now, said) and number > 1:
        return False
    now.pk, now.number, now._state.adding = None, number, True
    record(now, by=signature.by, reason=signature.reason)
    return True

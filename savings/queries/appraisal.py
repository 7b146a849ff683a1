"""Appraisals of operating models, from the groups of posts that the councils' current baselines and the models have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.text import get_text_list

from collab.calc import appraisal
from collab.calc.apportion import BY
from collab.calc.appraisal import Appraisal, Inputs, NotApportionable, OutsideTheYears
from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.models import Programme
from savings.queries.case import Case, ModelCase, case_of


@dataclass(frozen=True)
class Appraised:
    """A model with its figures. `shared` has the councils' parts; where they cannot be worked out it is None, and
    `why_not` says so in a sentence. `total` has what does not depend on how anything is shared, and no more."""

    case: ModelCase
    total: Appraisal
    shared: Appraisal | None
    why_not: str = ""


def appraisal_of(programme: Programme, code: str, *, of: str = "", by: str = "") -> Appraisal:
    """The appraisal of one model: `of` and `by` as given, else as the model itself says. Raises Refused."""
    case = case_of(programme, code=code)
    if not case.models:
        raise Refused(f"{programme.name} has no operating model “{code}”.", code="unknown-model")
    return appraise(case, case.models[0], of=of, by=by)


def appraise(case: Case, model: ModelCase, *, of: str = "", by: str = "") -> Appraisal:
    """As `appraisal_of`, of a case that has been read."""
    of, by = sharing_of(case, model, of=of, by=by)
    try:
        return appraisal.appraise(inputs_of(case, model, of=of, by=by))
    except (NotApportionable, OutsideTheYears) as refused:
        raise Refused(str(refused), code="not-appraisable") from refused


def sharing_of(case: Case, model: ModelCase, *, of: str = "", by: str = "") -> tuple[str, str]:
    """What is shared and by what: as given, else as the model says. Raises Refused where that is not said, or where
    something is missing before any figure can be worked out."""
    if missing := why_not_appraise(case):
        raise Refused(missing, code="not-ready")
    of, by = of or model.model.apportion_of, by or model.model.apportion_by
    if not of or not by:
        unsaid = "does not say how amounts are shared between the councils: what, and by what."
        raise Refused(f"Model {model.model.code} {unsaid}", code="no-apportionment")
    return of, by


def why_not_appraise(case: Case) -> str | None:
    """What is missing before any model can be appraised."""
    missing = [row.council.name for row in case.without_baseline]
    if missing:
        return f"{get_text_list(missing, 'and')} {'has' if len(missing) == 1 else 'have'} no validated baseline."
    if not case.councils:
        return "No council takes part in the programme."
    if case.parameters is None:
        return "The parameters of the case are not entered: its first year, its years and its discount rate."
    return None


def inputs_of(case: Case, model: ModelCase, *, of: str, by: str) -> Inputs:
    """What `collab.calc.appraisal` goes by. The case has parameters. Raises NotApportionable for an unknown `of`."""
    parameters = case.parameters
    assert parameters is not None  # noqa: S101 - what why_not_appraise has made sure of
    return Inputs(
        councils=tuple(council.figures for council in case.councils),
        model_cost_pence=model.staff.cost_pence,
        phasing=model.phasing,
        one_off_pence=model.one_off_pence,
        first_year=FinancialYear(parameters.first_year),
        appraisal_years=parameters.appraisal_years,
        discount_rate=parameters.discount_rate,
        of=of,
        by=by,
        # What a few posts cost stays their councils'.
        kept_cost_pence=model.kept.cost_pence if model.kept.posts >= case.threshold else None,
    )


def appraised(case: Case, *, of: str = "", by: str = "") -> tuple[list[Appraised], list[str]]:
    """Every model, each shared as asked, else in its own way; to be asked when nothing is missing. Beside them, in a
    sentence each, the models that cannot be appraised at all (a cost outside the years)."""
    found, left_out = [], []
    for model in case.models:
        try:
            total = appraise(case, model, of="saving", by="equal")
        except Refused as refused:
            left_out.append(f"Model {model.model.code} cannot be appraised. {refused.reason}")
            continue
        try:
            found.append(Appraised(model, total, appraise(case, model, of=of, by=by)))
        except Refused as refused:
            found.append(Appraised(model, total, None, refused.reason))
    return found, left_out


def foremost(case: Case) -> Appraised | str:
    """The preferred model, or where none is preferred the one that saves most; or why there is none, in a sentence."""
    if not case.models:
        return "There is no operating model yet."
    if missing := why_not_appraise(case):
        return missing
    preferred = tuple(model for model in case.models if model.model.preferred)
    found, left_out = appraised(replace(case, models=preferred or case.models))
    return max(found, key=lambda row: row.total.gross_saving.total) if found else left_out[0]


def shares_by_method(case: Case, model: ModelCase, *, of: str) -> Mapping[str, Appraisal | str]:
    """The full-year saving of each council by each of the ways of sharing, or why there is none by that way."""
    found: dict[str, Appraisal | str] = {}
    for by in BY:
        try:
            found[by] = appraise(case, model, of=of, by=by)
        except Refused as refused:
            found[by] = refused.reason
    return found

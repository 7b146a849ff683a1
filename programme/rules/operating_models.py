"""When an operating model, or the parameters of the case, may change: a reason in plain English, or None."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from itertools import pairwise

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from programme.models import OperatingModel
from programme.queries.access import May

NOT_KEPT = "You may read this but not change it. The programme manager keeps the operating models and the parameters."
STALE = "Somebody else changed this model while you were at it. Nothing of yours is lost."
GONE = "Somebody else deleted this in the meantime."


def why_not_keep_models(may: May) -> str | None:
    return None if may(Permission.MODEL_EDIT) else NOT_KEPT


def why_not_code(code: str, taken: Collection[str]) -> str | None:
    if code.casefold() in {other.casefold() for other in taken}:
        return f"Another model of the programme is called {code} already. Choose another code."
    return None


def why_not_delete(model: OperatingModel, *, versions: int) -> str | None:
    if model.preferred:
        return f"Model {model.code} is the preferred one. Prefer another model first, or none."
    if versions:
        kept = "a version that was" if versions == 1 else f"{versions} versions that were"
        return f"Model {model.code} has {kept} kept, and what was kept stays on record. It cannot be deleted."
    return None


def why_not_one_off(costs: Mapping[int, int], *, first_year: int, years: int) -> str | None:
    """A cost outside the years appraised would be in no sum. Years are named by the year in which they begin."""
    last = first_year + years - 1
    for year, pence in sorted(costs.items()):
        if pence < 0:
            return f"The one-off cost of {FinancialYear(year)} is below nought. Write what it costs."
        if not first_year <= year <= last:
            return (
                f"{FinancialYear(year)} is outside the years appraised, {FinancialYear(first_year)} to "
                f"{FinancialYear(last)}, so that its cost would be in no figure."
            )
    return None


def why_not_merge(*, posts: int) -> str | None:
    return None if posts > 1 else "Tick two posts or more to merge them into one."


def phasing_warnings(phasing: Mapping[int, Decimal]) -> list[str]:
    """What whoever reads the phasing should know; nothing of it is forbidden."""
    if not phasing:
        return ["No year has a share of the saving yet, so the appraisal shows none in any year."]
    found = []
    years = sorted(phasing)
    odd = [year for year in years if not 0 <= phasing[year] <= 1]
    if odd:
        names = ", ".join(str(FinancialYear(year)) for year in odd)
        found.append(f"A share below 0% or above 100% of the full-year saving stands in {names}.")
    falling = [later for one, later in pairwise(years) if phasing[later] < phasing[one]]
    if falling:
        names = ", ".join(str(FinancialYear(year)) for year in falling)
        found.append(f"The share falls in {names}: the model would save less than in the year before.")
    if phasing[years[-1]] != 1:
        share = f"{(phasing[years[-1]] * 100).normalize():f}"
        found.append(
            f"The last share, {share}% in {FinancialYear(years[-1])}, holds for all later years: the saving never "
            "comes in full."
        )
    return found

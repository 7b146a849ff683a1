"""What figures stand on: the current baseline of each council, how old it is, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collab.calc.money import to_one_decimal, whole_pounds
from collab.moments import day
from programme.models import ProgrammeCouncil
from programme.presenters import in_words
from programme.presenters.operating_models import moved_on
from programme.queries.staffing import CurrentBaseline
from programme.queries.staffing_totals import Totals
from savings.presenters.words import age, in_a_row
from savings.queries import Case, ModelCase

# More names than a sentence bears.
MOST_NAMES = 4


@dataclass(frozen=True)
class Standing:
    """A council's baseline as everybody in the programme may know it; `shape` and `state` make its sign."""

    part: ProgrammeCouncil
    as_at: str
    age: str
    shape: str
    state: str
    fte: str
    cost: str


def present_standing(case: Case, totals: Mapping[int, Totals]) -> list[Standing]:
    """`totals` by the key of the baseline: what this person may see of it."""
    found = []
    for row in case.councils:
        current = row.current
        if current.baseline is None or current.age_days is None:
            found.append(Standing(row.part, "none yet", "", "ring", "Missing", "not known", "not known"))
            continue
        stale = f"Stale: more than {current.stale_after_days} days"
        found.append(
            Standing(
                row.part, day(current.baseline.as_at), age(current.age_days),
                "triangle" if current.is_stale else "done", stale if current.is_stale else "Current",
                "not shown" if (fte := totals[current.baseline.pk].in_scope.fte) is None else to_one_decimal(fte),
                whole_pounds(row.staff.cost_pence),
            )
        )  # fmt: skip
    return found


def present_cautions(case: Case, models: Sequence[ModelCase]) -> list[str]:
    """What to bear in mind beside the figures of these models, in sentences."""
    codes: dict[tuple[CurrentBaseline, ...], list[str]] = {}
    for row in models:
        codes.setdefault(row.moved, []).append(row.model.code)
    stale = _stale(case)
    return [*([stale] if stale else []), *(said for moved, some in codes.items() for said in moved_on(some, moved))]


def _stale(case: Case) -> str:
    names = [row.council.short_name for row in case.councils if row.current.is_stale]
    if not names:
        return ""
    if len(names) > MOST_NAMES:
        return f"The baselines of {in_words(len(names))} councils are stale."
    one = len(names) == 1
    return f"The {'baseline' if one else 'baselines'} of {in_a_row(names)} {'is' if one else 'are'} stale."

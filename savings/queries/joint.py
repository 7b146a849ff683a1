"""The joint saving as it stands, of the model that the councils prefer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collab.calc.reassess import Reassessment
from collab.calc.years import FinancialYear
from collab.errors import Refused
from programme.models import Programme
from savings.queries.appraisal import foremost
from savings.queries.case import Case, ModelCase, case_of
from savings.queries.reassessment import LocalPlans, local_plans, reassess


@dataclass(frozen=True)
class Joint:
    """`found` is the reassessment of `model`, released lines counted; where there is none `why_not` says why."""

    case: Case
    model: ModelCase | None = None
    found: Reassessment | None = None
    why_not: str = ""

    def shares(self, council: str) -> Mapping[FinancialYear, int]:
        """What a council gets of it in each of the years appraised, phased as the model says."""
        years = self.found.years if self.found else ()
        return {year.year: year.phased.councils[council] for year in years}


def joint_of(programme: Programme) -> Joint:
    """The preferred model, or where none is preferred the one that saves most. Three queries more than the case."""
    return joint_beside(case_of(programme), local_plans)


def joint_beside(case: Case, plans: Callable[[Case], LocalPlans]) -> Joint:
    """As `joint_of`, of a case that has been read; the councils' plans are read where there is a model."""
    model = foremost(case)
    if isinstance(model, str):
        return Joint(case, why_not=model)
    try:
        return Joint(case, model.case, reassess(case, model.case, plans(case)))
    except Refused as refused:
        return Joint(case, model.case, why_not=refused.reason)

from programme.presenters.overview import CONDITION_SIGNS, OverviewPage, in_words, present_overview
from programme.presenters.pages import (
    AGREEMENT_SIGNS,
    FUNDING_SIGNS,
    RATINGS,
    present_benefits,
    present_contribution_totals,
    present_findings,
    present_funding_totals,
    present_milestones,
    present_risks,
    present_stages,
    present_workstreams,
)
from programme.presenters.records import name_of, present_changes, present_record, present_stale

__all__ = [
    "AGREEMENT_SIGNS",
    "CONDITION_SIGNS",
    "FUNDING_SIGNS",
    "RATINGS",
    "OverviewPage",
    "in_words",
    "name_of",
    "present_benefits",
    "present_changes",
    "present_contribution_totals",
    "present_findings",
    "present_funding_totals",
    "present_milestones",
    "present_overview",
    "present_record",
    "present_risks",
    "present_stages",
    "present_stale",
    "present_workstreams",
]

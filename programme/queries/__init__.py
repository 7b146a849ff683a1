from programme.queries.access import May, councils_open_to, may_in, members_where, programmes_of
from programme.queries.changes import Change, all_changes, changes_of_record, changes_of_stage, read_changes
from programme.queries.lookup import council_in, programme_called
from programme.queries.overview import Overview, overview
from programme.queries.records import (
    RISK_ORDERS,
    Total,
    benefit_totals,
    benefits_of,
    conditions_of,
    contribution_totals,
    contributions_of,
    funding_of,
    funding_totals,
    milestones_of,
    reviews_of,
    risks_of,
    workstreams_of,
)
from programme.queries.settings import SettingsRecord, settings_for, settings_record
from programme.queries.staffing import CurrentBaseline, current_baselines

__all__ = [
    "RISK_ORDERS",
    "Change",
    "CurrentBaseline",
    "May",
    "Overview",
    "SettingsRecord",
    "Total",
    "all_changes",
    "benefit_totals",
    "benefits_of",
    "changes_of_record",
    "changes_of_stage",
    "conditions_of",
    "contribution_totals",
    "contributions_of",
    "council_in",
    "councils_open_to",
    "current_baselines",
    "funding_of",
    "funding_totals",
    "may_in",
    "members_where",
    "milestones_of",
    "overview",
    "programme_called",
    "programmes_of",
    "read_changes",
    "reviews_of",
    "risks_of",
    "settings_for",
    "settings_record",
    "workstreams_of",
]

from savings.queries.appraisal import (
    Appraised,
    appraisal_of,
    appraise,
    appraised,
    foremost,
    shares_by_method,
    why_not_appraise,
)
from savings.queries.as_at import appraisal_at, case_at, reassessment_at
from savings.queries.as_at_plans import LineThen, first_record, lines_at, local_plans_at
from savings.queries.case import Case, CouncilCase, ModelCase, case_of
from savings.queries.plans import CouncilPlan, YearSums, released_plans
from savings.queries.reassessment import (
    Counting,
    LocalPlans,
    local_plans,
    reassess,
    reassessed,
    reassessment_of,
    told_of,
)
from savings.queries.sight import LineSight, line_sight, lines_in_sight, own_councils, sees_posts

__all__ = [
    "Appraised",
    "Case",
    "CouncilCase",
    "CouncilPlan",
    "Counting",
    "LineSight",
    "LineThen",
    "LocalPlans",
    "ModelCase",
    "YearSums",
    "appraisal_at",
    "appraisal_of",
    "appraise",
    "appraised",
    "case_at",
    "case_of",
    "first_record",
    "foremost",
    "line_sight",
    "lines_at",
    "lines_in_sight",
    "local_plans",
    "local_plans_at",
    "own_councils",
    "reassess",
    "reassessed",
    "reassessment_at",
    "reassessment_of",
    "released_plans",
    "sees_posts",
    "shares_by_method",
    "told_of",
    "why_not_appraise",
]

from savings.queries.appraisal import (
    Appraised,
    appraisal_of,
    appraise,
    appraised,
    foremost,
    shares_by_method,
    why_not_appraise,
)
from savings.queries.case import Case, CouncilCase, ModelCase, case_of
from savings.queries.plans import CouncilPlan, YearSums, released_plans
from savings.queries.reassessment import (
    Counting,
    LocalPlans,
    local_plans,
    reassess,
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
    "LocalPlans",
    "ModelCase",
    "YearSums",
    "appraisal_of",
    "appraise",
    "appraised",
    "case_of",
    "foremost",
    "line_sight",
    "lines_in_sight",
    "local_plans",
    "own_councils",
    "reassess",
    "reassessment_of",
    "released_plans",
    "sees_posts",
    "shares_by_method",
    "told_of",
    "why_not_appraise",
]

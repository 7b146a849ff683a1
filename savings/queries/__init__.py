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
from savings.queries.sight import LineSight, line_sight, lines_in_sight, own_councils, sees_posts

__all__ = [
    "Appraised",
    "Case",
    "CouncilCase",
    "CouncilPlan",
    "LineSight",
    "ModelCase",
    "YearSums",
    "appraisal_of",
    "appraise",
    "appraised",
    "case_of",
    "foremost",
    "line_sight",
    "lines_in_sight",
    "own_councils",
    "released_plans",
    "sees_posts",
    "shares_by_method",
    "why_not_appraise",
]

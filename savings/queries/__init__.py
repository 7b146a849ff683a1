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

__all__ = [
    "Appraised",
    "Case",
    "CouncilCase",
    "ModelCase",
    "appraisal_of",
    "appraise",
    "appraised",
    "case_of",
    "foremost",
    "shares_by_method",
    "why_not_appraise",
]

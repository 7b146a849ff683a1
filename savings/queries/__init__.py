from savings.queries.appraisal import Appraised, appraisal_of, appraise, appraised, shares_by_method, why_not_appraise
from savings.queries.case import MANAGERS, Case, CouncilCase, ModelCase, Staff, case_of

__all__ = [
    "MANAGERS",
    "Appraised",
    "Case",
    "CouncilCase",
    "ModelCase",
    "Staff",
    "appraisal_of",
    "appraise",
    "appraised",
    "case_of",
    "shares_by_method",
    "why_not_appraise",
]

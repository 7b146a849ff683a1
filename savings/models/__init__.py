from savings.models.claim import ClaimDecision
from savings.models.evidence import Evidence
from savings.models.gap import BudgetGap, GapAmount
from savings.models.group import PlanGroup
from savings.models.plan import LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.models.rating import RatingRules, default_rating_rules
from savings.models.tracker import NetBudget, Pressure
from savings.models.update import LineUpdate, Reminder
from savings.models.version import PlanVersion

__all__ = [
    "BudgetGap",
    "ClaimDecision",
    "Evidence",
    "GapAmount",
    "LineAmount",
    "LinePost",
    "LineUpdate",
    "NetBudget",
    "PlanGroup",
    "PlanVersion",
    "Pressure",
    "RatingRules",
    "Reminder",
    "SavingsLine",
    "SavingsPlan",
    "default_rating_rules",
]

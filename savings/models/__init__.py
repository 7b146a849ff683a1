from savings.models.gap import BudgetGap, GapAmount
from savings.models.plan import LineAmount, LinePost, SavingsLine, SavingsPlan

__all__ = ["BudgetGap", "GapAmount", "LineAmount", "LinePost", "SavingsLine", "SavingsPlan"]

from savings.views.appraisal import ModelAppraisal
from savings.views.comparison import ModelList
from savings.views.home import SavingsHome
from savings.views.plan import Line, LineHistory, Plan
from savings.views.plan_export import PlanExport
from savings.views.workbook import ModelWorkbook

__all__ = ["Line", "LineHistory", "ModelAppraisal", "ModelList", "ModelWorkbook", "Plan", "PlanExport", "SavingsHome"]

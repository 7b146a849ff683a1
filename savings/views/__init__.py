from savings.views.appraisal import ModelAppraisal
from savings.views.comparison import ModelList
from savings.views.home import SavingsHome
from savings.views.workbook import ModelWorkbook

__all__ = ["ModelAppraisal", "ModelList", "ModelWorkbook", "SavingsHome"]

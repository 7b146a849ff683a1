from savings.views.appraisal import ModelAppraisal
from savings.views.comparison import ModelList

__all__ = ["ModelAppraisal", "ModelList"]

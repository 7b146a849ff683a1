from savings.api.appraisal import AppraisalView
from savings.api.reassessment import ReassessmentView

__all__ = ["AppraisalView", "ReassessmentView"]

from savings.api.appraisal import AppraisalView
from savings.api.gaps import GapList
from savings.api.lines import LineList
from savings.api.reassessment import ReassessmentView

__all__ = ["AppraisalView", "GapList", "LineList", "ReassessmentView"]

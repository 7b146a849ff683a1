from savings.api.appraisal import AppraisalView
from savings.api.gaps import GapList
from savings.api.lines import LineList
from savings.api.plans import PlanList
from savings.api.reassessment import ReassessmentView
from savings.api.trackers import TrackerList

__all__ = ["AppraisalView", "GapList", "LineList", "PlanList", "ReassessmentView", "TrackerList"]

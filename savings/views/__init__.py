from savings.views.appraisal import ModelAppraisal
from savings.views.comparison import ModelList
from savings.views.confirmations import LineConfirm, PlanConfirmations
from savings.views.gaps import CouncilGapPage, GapEdit
from savings.views.home import SavingsHome
from savings.views.lines import LineDelete, LineEdit, LinePosts, PlanLineNew
from savings.views.plan import Line, LineHistory, Plan
from savings.views.plan_export import PlanExport
from savings.views.ratings import PlanRatingRules, PlanRatingRulesChange, PlanRatingRulesWithdraw
from savings.views.tracker import NetBudgetEdit, PressureEdit, TrackerInputs, TrackerPage
from savings.views.updates import LineUpdateAsk
from savings.views.workbook import ModelWorkbook

__all__ = [
    "CouncilGapPage",
    "GapEdit",
    "Line",
    "LineConfirm",
    "LineDelete",
    "LineEdit",
    "LineHistory",
    "LinePosts",
    "LineUpdateAsk",
    "ModelAppraisal",
    "ModelList",
    "ModelWorkbook",
    "NetBudgetEdit",
    "Plan",
    "PlanConfirmations",
    "PlanExport",
    "PlanLineNew",
    "PlanRatingRules",
    "PlanRatingRulesChange",
    "PlanRatingRulesWithdraw",
    "PressureEdit",
    "SavingsHome",
    "TrackerInputs",
    "TrackerPage",
]

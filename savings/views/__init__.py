from savings.views.appraisal import ModelAppraisal
from savings.views.comparison import ModelList
from savings.views.confirmations import LineConfirm, PlanConfirmations
from savings.views.conflicts import ErosionConflicts, ErosionDecide, ErosionDecision
from savings.views.erosion import Erosion
from savings.views.evidence import LineEvidence, LineEvidenceAdd, LineEvidenceRemove
from savings.views.gaps import CouncilGapPage, GapEdit
from savings.views.home import SavingsHome
from savings.views.lines import LineDelete, LineEdit, LinePosts, PlanLineNew
from savings.views.moves import LineHold, LineRelease, LineStatusChange
from savings.views.plan import Line, LineHistory, Plan
from savings.views.plan_export import PlanExport
from savings.views.plan_file import PlanFile, PlanFileKeep
from savings.views.ratings import PlanRatingRules, PlanRatingRulesChange, PlanRatingRulesWithdraw
from savings.views.settling import LineSettle, PlanUnsettled
from savings.views.tracker import NetBudgetEdit, PressureEdit, TrackerInputs, TrackerPage
from savings.views.tracker_check import TrackerCheck, TrackerCheckFile
from savings.views.updates import LineUpdateAsk
from savings.views.versions import PlanAgree, PlanVersionRead, PlanVersions
from savings.views.workbook import ModelWorkbook

__all__ = [
    "CouncilGapPage",
    "Erosion",
    "ErosionConflicts",
    "ErosionDecide",
    "ErosionDecision",
    "GapEdit",
    "Line",
    "LineConfirm",
    "LineDelete",
    "LineEdit",
    "LineEvidence",
    "LineEvidenceAdd",
    "LineEvidenceRemove",
    "LineHistory",
    "LineHold",
    "LinePosts",
    "LineRelease",
    "LineSettle",
    "LineStatusChange",
    "LineUpdateAsk",
    "ModelAppraisal",
    "ModelList",
    "ModelWorkbook",
    "NetBudgetEdit",
    "Plan",
    "PlanAgree",
    "PlanConfirmations",
    "PlanExport",
    "PlanFile",
    "PlanFileKeep",
    "PlanLineNew",
    "PlanRatingRules",
    "PlanRatingRulesChange",
    "PlanRatingRulesWithdraw",
    "PlanUnsettled",
    "PlanVersionRead",
    "PlanVersions",
    "PressureEdit",
    "SavingsHome",
    "TrackerCheck",
    "TrackerCheckFile",
    "TrackerInputs",
    "TrackerPage",
]

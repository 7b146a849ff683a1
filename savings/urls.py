from django.urls import path

from savings import api, views

SAVINGS = "programmes/<slug:programme>/savings/"
PLAN = f"{SAVINGS}<slug:which>/"
LINE = f"{PLAN}lines/<int:line>/"
API = "api/v1/programmes/<slug:slug>/"
HERE = "programmes/<slug:programme>/operating-models/"
# Before what begins with the slug of a council.
JOINT = "programmes/<slug:programme>/savings/joint/<str:code>/"

urlpatterns = [
    path(SAVINGS, views.SavingsHome.as_view(), name="savings"),
    path(JOINT, views.Erosion.as_view(), name="erosion"),
    path(f"{JOINT}claims/", views.ErosionConflicts.as_view(), name="erosion-conflicts"),
    path(f"{JOINT}claims/<int:claim>/<slug:kind>/", views.ErosionDecide.as_view(), name="erosion-decide"),
    path(f"{JOINT}decisions/<int:decision>/", views.ErosionDecision.as_view(), name="erosion-decision"),
    path(PLAN, views.Plan.as_view(), name="plan"),
    path(f"{PLAN}export/<str:kind>/", views.PlanExport.as_view(), name="plan-export"),
    path(f"{PLAN}file/", views.PlanFile.as_view(), name="plan-file"),
    path(f"{PLAN}file/keep/", views.PlanFileKeep.as_view(), name="plan-file-keep"),
    path(f"{PLAN}new-line/", views.PlanLineNew.as_view(), name="plan-line-new"),
    path(LINE, views.Line.as_view(), name="line"),
    path(f"{LINE}edit/", views.LineEdit.as_view(), name="line-edit"),
    path(f"{LINE}posts/", views.LinePosts.as_view(), name="line-posts"),
    path(f"{LINE}delete/", views.LineDelete.as_view(), name="line-delete"),
    path(f"{LINE}history/", views.LineHistory.as_view(), name="line-history"),
    path(f"{LINE}update/", views.LineUpdateAsk.as_view(), name="line-update"),
    path(f"{LINE}confirm/", views.LineConfirm.as_view(), name="line-confirm"),
    path(f"{LINE}evidence/add/", views.LineEvidenceAdd.as_view(), name="line-evidence-add"),
    path(f"{LINE}evidence/<int:evidence>/", views.LineEvidence.as_view(), name="line-evidence"),
    path(f"{LINE}evidence/<int:evidence>/remove/", views.LineEvidenceRemove.as_view(), name="line-evidence-remove"),
    path(f"{PLAN}rating-rules/", views.PlanRatingRules.as_view(), name="plan-rating-rules"),
    path(f"{PLAN}rating-rules/change/", views.PlanRatingRulesChange.as_view(), name="plan-rating-rules-change"),
    path(
        f"{PLAN}rating-rules/<int:pk>/withdraw/",
        views.PlanRatingRulesWithdraw.as_view(),
        name="plan-rating-rules-withdraw",
    ),
    path(f"{PLAN}confirmations/", views.PlanConfirmations.as_view(), name="plan-confirmations"),
    path(f"{PLAN}gap/", views.CouncilGapPage.as_view(), name="gap"),
    path(f"{PLAN}gap/edit/", views.GapEdit.as_view(), name="gap-edit"),
    path(f"{PLAN}tracker/", views.TrackerPage.as_view(), name="tracker"),
    path(f"{PLAN}tracker/check/", views.TrackerCheck.as_view(), name="tracker-check"),
    path(f"{PLAN}tracker/check/file/", views.TrackerCheckFile.as_view(), name="tracker-check-file"),
    path(f"{PLAN}tracker/needs/", views.TrackerInputs.as_view(), name="tracker-inputs"),
    path(f"{PLAN}net-budgets/new/", views.NetBudgetEdit.as_view(), name="tracker-budget-new"),
    path(f"{PLAN}net-budgets/<int:pk>/", views.NetBudgetEdit.as_view(), name="tracker-budget"),
    path(f"{PLAN}pressures/new/", views.PressureEdit.as_view(), name="tracker-pressure-new"),
    path(f"{PLAN}pressures/<int:pk>/", views.PressureEdit.as_view(), name="tracker-pressure"),
    path(f"{LINE}status/", views.LineStatusChange.as_view(), name="line-status"),
    path(f"{LINE}hold/", views.LineHold.as_view(), name="line-hold"),
    path(f"{LINE}release/", views.LineRelease.as_view(), name="line-release"),
    path(f"{LINE}settle/<int:year>/", views.LineSettle.as_view(), name="line-settle"),
    path(f"{PLAN}unsettled/", views.PlanUnsettled.as_view(), name="plan-unsettled"),
    path(f"{PLAN}agree/", views.PlanAgree.as_view(), name="plan-agree"),
    path(f"{PLAN}versions/", views.PlanVersions.as_view(), name="plan-versions"),
    path(f"{PLAN}versions/<int:number>/", views.PlanVersionRead.as_view(), name="plan-version"),
    path(HERE, views.ModelList.as_view(), name="model-list"),
    path(f"{HERE}<str:code>/appraisal/", views.ModelAppraisal.as_view(), name="model-appraisal"),
    path(f"{HERE}<str:code>/workbook/", views.ModelWorkbook.as_view(), name="model-workbook"),
    path(f"{API}savings-lines/", api.LineList.as_view(), name="api-savings-lines"),
    path(f"{API}savings-plans/", api.PlanList.as_view(), name="api-savings-plans"),
    path(f"{API}trackers/", api.TrackerList.as_view(), name="api-trackers"),
    path(f"{API}budget-gaps/", api.GapList.as_view(), name="api-budget-gaps"),
    path(
        "api/v1/programmes/<slug:slug>/operating-models/<str:code>/appraisal/",
        api.AppraisalView.as_view(),
        name="api-appraisal",
    ),
    path(
        "api/v1/programmes/<slug:slug>/operating-models/<str:code>/reassessment/",
        api.ReassessmentView.as_view(),
        name="api-reassessment",
    ),
]

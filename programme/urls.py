from django.urls import URLPattern, URLResolver, include, path

from programme.models import InOrder
from programme.nouns import NOUNS, PAGES
from programme.views import (
    account,
    baseline_steps,
    baselines,
    invitations,
    lists,
    parameters,
    people,
    posts,
    records,
    set_up,
    staffing,
    staffing_files,
)
from programme.views.operating_models import one_post as model_one_post
from programme.views.operating_models import posts as model_posts
from programme.views.operating_models import reading as model_reading
from programme.views.operating_models import settings as model_settings
from programme.views.operating_models import structure as model_structure
from programme.views.operating_models import versions as model_versions
from programme.views.operating_models import years as model_years

HERE = "programmes/<slug:programme>/"

of_people: list[URLPattern | URLResolver] = [
    path("", people.PeopleList.as_view(), name="people"),
    path("changes/", people.AccessChanges.as_view(), name="access-changes"),
    path("invite/", invitations.PeopleInvite.as_view(), name="people-invite"),
    path(
        "invitations/<int:invitation>/again/", invitations.InvitationResend.as_view(), name="invitation-resend"
    ),
    path(
        "invitations/<int:invitation>/withdraw/", invitations.InvitationWithdraw.as_view(), name="invitation-withdraw"
    ),
    path("roles/<int:membership>/take/", people.RoleTake.as_view(), name="role-take"),
    path("<int:person>/", people.PersonRoles.as_view(), name="person-roles"),
]  # fmt: skip
of_councils: list[URLPattern | URLResolver] = [
    path("", set_up.Councils.as_view(), name="councils"),
    path("new/", set_up.CouncilNew.as_view(), name="council-new"),
    path("<slug:which>/", set_up.CouncilEdit.as_view(), name="council-edit"),
    path("<slug:which>/move/", set_up.CouncilMove.as_view(), name="council-move"),
    path("<slug:which>/remove/", set_up.CouncilRemove.as_view(), name="council-remove"),
]
# Of one baseline of a council.
of_baseline: list[URLPattern | URLResolver] = [
    path("", baselines.BaselineRead.as_view(), name="baseline"),
    path("posts.<str:kind>", baselines.BaselineExport.as_view(), name="baseline-export"),
    path("compare/", baselines.BaselineCompare.as_view(), name="baseline-compare"),
    path("history/", baselines.BaselineHistory.as_view(), name="baseline-history"),
    path("submit/", baseline_steps.BaselineSubmit.as_view(), name="baseline-submit"),
    path("return/", baseline_steps.BaselineReturn.as_view(), name="baseline-return"),
    path("validate/", baseline_steps.BaselineValidate.as_view(), name="baseline-validate"),
    path("release/", baseline_steps.BaselineRelease.as_view(), name="baseline-release"),
    path("discard/", baseline_steps.BaselineDiscard.as_view(), name="baseline-discard"),
    path("scope/", posts.ServiceScope.as_view(), name="baseline-scope"),
    path("posts/new/", posts.PostAdd.as_view(), name="baseline-post-add"),
    path("posts/<int:post>/", posts.PostEdit.as_view(), name="baseline-post"),
    path("posts/<int:post>/delete/", posts.PostDelete.as_view(), name="baseline-post-delete"),
]
of_model: list[URLPattern | URLResolver] = [
    path("", model_reading.ModelDetail.as_view(), name="model-detail"),
    path("structure/", model_structure.ModelStructure.as_view(), name="model-structure"),
    path("edit/", model_settings.ModelEdit.as_view(), name="model-edit"),
    path("delete/", model_settings.ModelDelete.as_view(), name="model-delete"),
    path("years/", model_years.ModelYears.as_view(), name="model-years"),
    path("posts/", model_posts.ModelPosts.as_view(), name="model-posts"),
    path("posts/figures/", model_posts.ModelPreview.as_view(), name="model-preview"),
    path("posts/new/", model_one_post.ModelPostNew.as_view(), name="model-post-new"),
    path("posts/<int:pk>/", model_one_post.ModelPostEdit.as_view(), name="model-post-edit"),
    path("versions/", model_versions.ModelVersions.as_view(), name="model-versions"),
    path("versions/keep/", model_versions.ModelVersionKeep.as_view(), name="model-version-keep"),
    path("versions/<int:number>/", model_versions.ModelVersionRead.as_view(), name="model-version"),
    path("versions/<int:number>/restore/", model_versions.ModelVersionRestore.as_view(), name="model-version-restore"),
    path("other-savings/new/", model_years.OtherSavingAdd.as_view(), name="other-saving-add"),
    path("other-savings/<int:pk>/", model_years.OtherSavingEdit.as_view(), name="other-saving-edit"),
]
# A staffing file of a council, from the upload to a draft.
of_file: list[URLPattern | URLResolver] = [
    path("", staffing_files.FileUpload.as_view(), name="staffing-upload"),
    path("<int:pk>/", staffing_files.FileRead.as_view(), name="staffing-file"),
    path("<int:pk>/keep/", staffing_files.FileKeep.as_view(), name="staffing-file-keep"),
    path("<int:pk>/discard/", staffing_files.FileDiscard.as_view(), name="staffing-file-discard"),
    path("<int:pk>/problems.<str:kind>", staffing_files.FileProblems.as_view(), name="staffing-file-problems"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", account.Account.as_view(), name="account"),
    path("account/sessions/end-others/", account.SessionsEndOthers.as_view(), name="sessions-end-others"),
    path("account/sessions/<int:session>/end/", account.SessionEnd.as_view(), name="session-end"),
    path("invitation/<str:key>/", invitations.InvitationAccept.as_view(), name="invitation"),
    path("programmes/new/", set_up.ProgrammeNew.as_view(), name="programme-new"),
    path("programmes/<slug:programme>/people/", include(of_people)),
    path("programmes/<slug:programme>/councils/", include(of_councils)),
    path(f"{HERE}staffing-template.<str:kind>", staffing_files.StaffingTemplate.as_view(), name="staffing-template"),
    path(f"{HERE}staffing/<slug:council_slug>/upload/", include(of_file)),
    path(f"{HERE}staffing/<slug:council_slug>/<int:baseline>/", include(of_baseline)),
    path(f"{HERE}staffing/", staffing.StaffingList.as_view(), name="staffing-list"),
    path(f"{HERE}staffing/<slug:which>/", staffing.StaffingCouncil.as_view(), name="staffing-council"),
    path(f"{HERE}staffing/<slug:which>/posts/", staffing.StaffingPosts.as_view(), name="staffing-posts"),
    path(f"{HERE}staffing/<slug:which>/structure/", staffing.StaffingStructure.as_view(), name="staffing-structure"),
    path(f"{HERE}parameters/", parameters.Parameters.as_view(), name="parameters"),
    path(f"{HERE}parameters/change/", parameters.ParametersChange.as_view(), name="parameters-change"),
    path(f"{HERE}parameters/councils/<slug:which>/", parameters.CouncilKeysChange.as_view(), name="council-keys"),
    path(f"{HERE}new-operating-model/", model_settings.ModelNew.as_view(), name="model-new"),
    path(f"{HERE}operating-models/<str:code>/", include(of_model)),
    path(f"{HERE}changes/", lists.ProgrammeChanges.as_view(), name="programme-changes"),
    path(f"{HERE}stage/change/", lists.StageChange.as_view(), name="programme-stage-change"),
]
for page in PAGES:
    urlpatterns.append(path(f"{HERE}{page.key}/", lists.ReadingPage.as_view(page=page), name=page.route))
for noun in NOUNS:
    one = f"{HERE}{noun.path}/<int:pk>/"
    urlpatterns += [
        path(f"{HERE}{noun.path}/new/", records.RecordAdd.as_view(noun=noun), name=f"{noun.key}-add"),
        path(one, records.RecordEdit.as_view(noun=noun), name=f"{noun.key}-edit"),
        path(f"{one}delete/", records.RecordDelete.as_view(noun=noun), name=f"{noun.key}-delete"),
        path(f"{one}history/", records.RecordHistory.as_view(noun=noun), name=f"{noun.key}-history"),
    ]
    if issubclass(noun.model, InOrder):
        urlpatterns.append(path(f"{one}move/", records.RecordMove.as_view(noun=noun), name=f"{noun.key}-move"))

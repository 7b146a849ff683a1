from django.urls import include, path

from reporting.views import annex, comparison, home, overview, publications, reports, settings, verify

REPORT = "programmes/<slug:programme>/reports/<slug:slug>/"

council = [
    path("", settings.CouncilSettingsRead.as_view(), name="council-settings"),
    path("change/", settings.CouncilSettingsChange.as_view(), name="council-settings-change"),
    path("<int:pk>/withdraw/", settings.CouncilSettingsWithdraw.as_view(), name="council-settings-withdraw"),
    path("style/", settings.CouncilStyleChange.as_view(), name="council-style-change"),
    path("style/<int:pk>/withdraw/", settings.CouncilStyleWithdraw.as_view(), name="council-style-withdraw"),
]
published = [
    path("", publications.PublicationList.as_view(), name="publication-list"),
    path("<uuid:identifier>/", publications.PublicationPage.as_view(), name="publication"),
    path(
        "<uuid:identifier>/<slug:version>.<slug:format>",
        publications.PublicationFile.as_view(),
        name="publication-file",
    ),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("programmes/<slug:programme>/publications/", include(published)),
    path("verify/", verify.Verify.as_view(), name="verify"),
    path("programmes/<slug:programme>/councils/<slug:council_slug>/settings/", include(council)),
    path("programmes/<slug:slug>/", overview.ProgrammeOverview.as_view(), name="programme-overview"),
    path(f"{REPORT}read/", reports.ReportRead.as_view(), name="report-read"),
    path(f"{REPORT}figures/", annex.ReportFigures.as_view(), name="report-figures"),
    path(f"{REPORT}pdf/", reports.ReportPdf.as_view(), name="report-pdf"),
    path(f"{REPORT}word/", reports.ReportDocx.as_view(), name="report-docx"),
    path(f"{REPORT}compare/", comparison.ReportCompare.as_view(), name="report-compare"),
    path(f"{REPORT}compare/pdf/", comparison.ReportComparePdf.as_view(), name="report-compare-pdf"),
]

from django.urls import path

from reporting.views import overview, reports

urlpatterns = [
    path("programmes/<slug:slug>/", overview.ProgrammeOverview.as_view(), name="programme-overview"),
    path("programmes/<slug:programme>/reports/<slug:slug>/read/", reports.ReportRead.as_view(), name="report-read"),
    path("programmes/<slug:programme>/reports/<slug:slug>/pdf/", reports.ReportPdf.as_view(), name="report-pdf"),
    path("programmes/<slug:programme>/reports/<slug:slug>/word/", reports.ReportDocx.as_view(), name="report-docx"),
]

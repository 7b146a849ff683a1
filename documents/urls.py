from django.urls import URLPattern, URLResolver, include, path

from documents.views import case, cutting, desk, imports, lists, paragraphs, replacing, sections, whole

report: list[URLPattern | URLResolver] = [
    path("", desk.ReportDesk.as_view(), name="report-desk"),
    path("front/", desk.ReportFront.as_view(), name="report-front"),
    path("find/", replacing.ReportFind.as_view(), name="report-find"),
    path("undo/", desk.ReportUndo.as_view(), name="report-undo"),
    path("changes/", desk.ReportChanges.as_view(), name="report-changes"),
    path("copy/", whole.ReportCopy.as_view(), name="report-copy"),
    path("archive/", whole.ReportArchive.as_view(), name="report-archive"),
    path("bring-back/", whole.ReportBringBack.as_view(), name="report-bring-back"),
    path("headings/new/", sections.SectionAdd.as_view(), name="section-add"),
    path("headings/<slug:key>/", sections.SectionEdit.as_view(), name="section-edit"),
    path("headings/<slug:key>/move/", sections.SectionMove.as_view(), name="section-move"),
    path("headings/<slug:key>/delete/", sections.SectionRemove.as_view(), name="section-remove"),
    path("headings/<slug:key>/paragraphs/new/", paragraphs.ParagraphAdd.as_view(), name="paragraph-add"),
    path("paragraphs/<slug:key>/", paragraphs.ParagraphEdit.as_view(), name="paragraph-edit"),
    path("paragraphs/<slug:key>/move/", paragraphs.ParagraphMove.as_view(), name="paragraph-move"),
    path("paragraphs/<slug:key>/split/", cutting.ParagraphSplit.as_view(), name="paragraph-split"),
    path("paragraphs/<slug:key>/join/", cutting.ParagraphJoin.as_view(), name="paragraph-join"),
    path("paragraphs/<slug:key>/delete/", paragraphs.ParagraphRemove.as_view(), name="paragraph-remove"),
]
reports: list[URLPattern | URLResolver] = [
    path("", lists.ReportList.as_view(), name="report-list"),
    path("new/", lists.ReportNew.as_view(), name="report-new"),
    path("import/", imports.ReportImport.as_view(), name="report-import"),
    path("import/<int:pk>/", imports.ReportImportCheck.as_view(), name="report-import-check"),
    path("import/<int:pk>/discard/", imports.ReportImportDiscard.as_view(), name="report-import-discard"),
    path("<slug:slug>/", include(report)),
]
urlpatterns = [
    path("programmes/<slug:programme>/business-case/", case.BusinessCase.as_view(), name="business-case"),
    path("programmes/<slug:programme>/business-case/new/", case.BusinessCaseNew.as_view(), name="business-case-new"),
    path("programmes/<slug:programme>/reports/", include(reports)),
]

from django.urls import URLPattern, URLResolver, include, path

from documents.views import (
    case,
    changes,
    convert,
    cutting,
    desk,
    history,
    imports,
    lists,
    moving,
    paragraphs,
    replacing,
    sections,
    whole,
)

report: list[URLPattern | URLResolver] = [
    path("", desk.ReportDesk.as_view(), name="report-desk"),
    path("front/", desk.ReportFront.as_view(), name="report-front"),
    path("front/history/", history.FrontHistory.as_view(), name="front-history"),
    path("front/restore/", history.FrontRestore.as_view(), name="front-restore"),
    path("find/", replacing.ReportFind.as_view(), name="report-find"),
    path("undo/", desk.ReportUndo.as_view(), name="report-undo"),
    path("changes/", changes.ReportChanges.as_view(), name="report-changes"),
    path("convert/", convert.ReportConvert.as_view(), name="report-convert"),
    path("copy/", whole.ReportCopy.as_view(), name="report-copy"),
    path("archive/", whole.ReportArchive.as_view(), name="report-archive"),
    path("bring-back/", whole.ReportBringBack.as_view(), name="report-bring-back"),
    path("headings/new/", sections.SectionAdd.as_view(), name="section-add"),
    path("headings/<slug:key>/", sections.SectionEdit.as_view(), name="section-edit"),
    path("headings/<slug:key>/move/", sections.SectionMove.as_view(), name="section-move"),
    path("headings/<slug:key>/delete/", sections.SectionRemove.as_view(), name="section-remove"),
    path("headings/<slug:key>/history/", history.SectionHistory.as_view(), name="section-history"),
    path("headings/<slug:key>/restore/", history.SectionRestore.as_view(), name="section-restore"),
    path("headings/<slug:key>/paragraphs/new/", paragraphs.ParagraphAdd.as_view(), name="paragraph-add"),
    path("paragraphs/<slug:key>/", paragraphs.ParagraphEdit.as_view(), name="paragraph-edit"),
    path("paragraphs/<slug:key>/move/", moving.ParagraphMove.as_view(), name="paragraph-move"),
    path("paragraphs/<slug:key>/split/", cutting.ParagraphSplit.as_view(), name="paragraph-split"),
    path("paragraphs/<slug:key>/join/", cutting.ParagraphJoin.as_view(), name="paragraph-join"),
    path("paragraphs/<slug:key>/delete/", paragraphs.ParagraphRemove.as_view(), name="paragraph-remove"),
    path("paragraphs/<slug:key>/history/", history.ParagraphHistory.as_view(), name="paragraph-history"),
    path("paragraphs/<slug:key>/restore/", history.ParagraphRestore.as_view(), name="paragraph-restore"),
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

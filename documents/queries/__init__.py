from documents.queries.edits import edits_of, latest_undoable
from documents.queries.finding import Wanted, reports_wanted, texts_of
from documents.queries.reports import (
    archived_cases_visible_to,
    case_visible_to,
    document_for,
    documents_visible_to,
    imports_waiting_for,
    may_read,
    reports_visible_to,
)
from documents.queries.steps import heading_step, step
from documents.queries.styles import style_for, styles_of
from documents.queries.text import (
    ShownParagraph,
    ShownSection,
    ShownText,
    paragraphs_of,
    read_text,
    section_above,
    with_figures,
)

__all__ = [
    "ShownParagraph",
    "ShownSection",
    "ShownText",
    "Wanted",
    "archived_cases_visible_to",
    "case_visible_to",
    "document_for",
    "documents_visible_to",
    "edits_of",
    "heading_step",
    "imports_waiting_for",
    "latest_undoable",
    "may_read",
    "paragraphs_of",
    "read_text",
    "reports_visible_to",
    "reports_wanted",
    "section_above",
    "step",
    "style_for",
    "styles_of",
    "texts_of",
    "with_figures",
]

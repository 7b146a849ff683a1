from documents.queries.edits import edits_of, latest_undoable
from documents.queries.reports import imports_waiting_for, may_read, report_for, reports_visible_to
from documents.queries.styles import style_for
from documents.queries.text import ShownParagraph, ShownSection, ShownText, read_text, section_above, step

__all__ = [
    "ShownParagraph",
    "ShownSection",
    "ShownText",
    "edits_of",
    "imports_waiting_for",
    "latest_undoable",
    "may_read",
    "read_text",
    "report_for",
    "reports_visible_to",
    "section_above",
    "step",
    "style_for",
]

"""Two versions as one marked-up text: what was added in <ins>, what was deleted in <del>, what moved in words."""

from documents.marked.html import PAGE, PAPER, Marked, Said, Speech, mark_up, mark_up_words
from documents.marked.report import MarkedReport, present_comparison

__all__ = [
    "PAGE",
    "PAPER",
    "Marked",
    "MarkedReport",
    "Said",
    "Speech",
    "mark_up",
    "mark_up_words",
    "present_comparison",
]

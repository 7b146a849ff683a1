from reporting.presenters.report import (
    PrintedParagraph,
    PrintedReport,
    PrintedSection,
    furniture_words,
    present_report,
)
from reporting.presenters.settings import present_settings

__all__ = [
    "PrintedParagraph",
    "PrintedReport",
    "PrintedSection",
    "furniture_words",
    "present_report",
    "present_settings",
]

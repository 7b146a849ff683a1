from reporting.presenters.report import PrintedParagraph, PrintedReport, PrintedSection, present_report
from reporting.presenters.settings import present_settings

__all__ = ["PrintedParagraph", "PrintedReport", "PrintedSection", "present_report", "present_settings"]

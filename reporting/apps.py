from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from collab.jobs.kinds import register
        from reporting.exports import COMPARISON_PDF, REPORT_PDF

        register(REPORT_PDF)
        register(COMPARISON_PDF)

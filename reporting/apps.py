from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from collab.jobs.kinds import register
        from reporting.exports import REPORT_PDF

        register(REPORT_PDF)

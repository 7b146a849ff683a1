from django.apps import AppConfig


class SavingsConfig(AppConfig):
    name = "savings"

    def ready(self) -> None:
        from collab.jobs.services import every_morning
        from savings.services.reminders import remind_everybody

        every_morning("reminders", remind_everybody)

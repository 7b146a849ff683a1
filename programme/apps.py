from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "programme"

    def ready(self) -> None:
        from collab.jobs.services import also_prune
        from programme.services.staffing_files import throw_away_old_files

        also_prune(throw_away_old_files)

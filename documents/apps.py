from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from collab.jobs.services import also_prune
        from documents.services.imports import throw_away_old_imports

        also_prune(throw_away_old_imports)

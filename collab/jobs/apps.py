from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "collab.jobs"
    label = "collab_jobs"

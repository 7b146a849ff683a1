from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "collab.web"
    label = "collab_web"

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "waiting"
    RUNNING = "running", "being made"
    DONE = "done", "ready"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "stopped"
    EXPIRED = "expired", "no longer kept"


LIVE = (State.WAITING, State.RUNNING)

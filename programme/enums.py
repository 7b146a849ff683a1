from django.db import models


class Stage(models.TextChoices):
    """Where a programme stands. Deferred is a stage of its own, with a reason and conditions for restart."""

    FEASIBILITY = "feasibility", "Feasibility"
    BUSINESS_CASE = "business_case", "Business case"
    DEFERRED = "deferred", "Deferred"
    IMPLEMENTATION_PLAN = "implementation_plan", "Implementation plan"
    IN_DELIVERY = "in_delivery", "In delivery"
    CLOSED = "closed", "Closed"


class WorkstreamState(models.TextChoices):
    RUNNING = "running", "Running"
    DEFERRED = "deferred", "Deferred"
    FINISHED = "finished", "Finished"


class ConditionState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    MET = "met", "Met"


class InvitationState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"

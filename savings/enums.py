from django.db import models


class LineKind(models.TextChoices):
    STAFFING = "staffing", "Staffing"
    CONTRACT = "contract", "Contract"
    INCOME = "income", "Income"
    COST_AVOIDANCE = "cost_avoidance", "Cost avoidance"
    OTHER = "other", "Other"


class LineStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    IN_DELIVERY = "in_delivery", "In delivery"
    DELIVERED = "delivered", "Delivered"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Origin(models.TextChoices):
    """Whose saving it is: the council's own, or one that the joint work itself has made."""

    LOCAL = "local", "Local"
    COLLABORATION = "collaboration", "Collaboration"


class GapType(models.TextChoices):
    """A budget gap is a standing position for each year, or what each year adds to it. The two are never mixed."""

    CUMULATIVE_POSITION = "cumulative_position", "Standing position"
    IN_YEAR_INCREMENT = "in_year_increment", "Added in the year"

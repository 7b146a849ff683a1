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


# What counts, and takes its posts away.
LIVE = frozenset({LineStatus.AGREED, LineStatus.IN_DELIVERY, LineStatus.DELIVERED})

# From which status a line may go to which.
TRANSITIONS: dict[LineStatus, tuple[LineStatus, ...]] = {
    LineStatus.PROPOSED: (LineStatus.AGREED, LineStatus.WITHDRAWN),
    LineStatus.AGREED: (LineStatus.IN_DELIVERY, LineStatus.DELIVERED, LineStatus.WITHDRAWN, LineStatus.PROPOSED),
    LineStatus.IN_DELIVERY: (LineStatus.DELIVERED, LineStatus.WITHDRAWN, LineStatus.AGREED),
    LineStatus.DELIVERED: (LineStatus.IN_DELIVERY,),
    LineStatus.WITHDRAWN: (LineStatus.PROPOSED,),
}


class Origin(models.TextChoices):
    """Whose saving it is: the council's own, or one that the joint work itself has made."""

    LOCAL = "local", "Local"
    COLLABORATION = "collaboration", "Collaboration"


class Confidence(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Rating(models.TextChoices):
    """What each means is defined by the council, and printed wherever it is used."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


class Settlement(models.TextChoices):
    """What became of the part of a line's year that was not delivered."""

    RETIMED = "retimed", "Re-timed"
    REPLACED = "replaced", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


class UpdateState(models.TextChoices):
    SENT = "sent", "Sent"
    CONFIRMED = "confirmed", "Confirmed"
    RETURNED = "returned", "Returned"


class ReminderKind(models.TextChoices):
    ASKED = "asked", "Asked"
    OVERDUE = "overdue", "Overdue"


class ConflictKind(models.TextChoices):
    """As a reassessment names them."""

    OVER_CLAIMED = "over_claimed", "Claimed for more than it has"
    ALSO_IN_MODEL = "also_in_model", "Counted by a local line and by the model"
    POST_NOT_FOUND = "post_not_found", "Not in the current baseline"


class Keeper(models.TextChoices):
    """Who keeps the claim on a post."""

    LOCAL = "local", "The council’s own line"
    JOINT = "joint", "The joint model"
    NEITHER = "neither", "Neither: the line is to be corrected"


class PressureKind(models.TextChoices):
    """What is recorded beside delivery and never counted as delivery."""

    PRESSURE = "pressure", "Pressure"
    SUBSTITUTION = "substitution", "Substitution"


class GapType(models.TextChoices):
    """A budget gap is a standing position for each year, or what each year adds to it. The two are never mixed."""

    CUMULATIVE_POSITION = "cumulative_position", "Standing position"
    IN_YEAR_INCREMENT = "in_year_increment", "Added in the year"


class EvidenceKind(models.TextChoices):
    """What a file that shows something may be, by the media type with which it is handed out; the names are those of
    collab.uploads."""

    PDF = "application/pdf", "PDF"
    PNG = "image/png", "Picture (PNG)"
    JPEG = "image/jpeg", "Picture (JPEG)"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel workbook"
    CSV = "text/csv", "CSV"
    TEXT = "text/plain", "Plain text"

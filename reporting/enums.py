"""What may be said of a publication."""

from django.db.models import TextChoices


class Version(TextChoices):
    """For whom it is made. The full version is there only where a part of the text is exempt."""

    PUBLIC = "public", "public version"
    FULL = "full", "full version"


class Format(TextChoices):
    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class SealedKind(TextChoices):
    """What a sealed figure is: the kinds of the register, what was quoted from elsewhere, a live table or chart."""

    MONEY = "money", "amount of money"
    FTE = "fte", "full-time equivalents"
    COUNT = "count", "count"
    DATE = "date", "date"
    PERCENTAGE = "percentage", "percentage"
    TEXT = "text", "words"
    QUOTED = "quoted", "quoted"
    BLOCK = "block", "table or chart"

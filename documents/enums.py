from django.db import models

# In place of the key of a piece: an act on the title and front fields.
FRONT = "front"


class Kind(models.TextChoices):
    """What a document is, and so to whom it belongs: a report to its council, the business case to the programme."""

    REPORT = "report", "Report"
    BUSINESS_CASE = "business_case", "Business case"


class Numbering(models.TextChoices):
    """How a house style numbers paragraphs."""

    CONTINUOUS = "continuous", "in one run 1, 2, 3 … through the whole report"
    RESTARTING = "restarting", "1, 2, 3 …, beginning again in each part"
    DECIMAL = "decimal", "1.1, 1.2 … under numbered headings"
    DECIMAL_RESTARTING = "decimal_restarting", "1.1, 1.2 … under numbered headings, beginning again in each part"


class SectionKind(models.TextChoices):
    """What a section holds. Kinds other than text have a look of their own in print."""

    TEXT = "text", "Text"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    SIGNATURE = "signature", "Signature"
    BACKGROUND_PAPERS = "background_papers", "Background papers"
    IMPLICATIONS = "implications", "Implications"


class Verb(models.TextChoices):
    """What an edit did."""

    ADD = "add", "added"
    CHANGE = "change", "changed"
    MOVE = "move", "moved"
    REMOVE = "remove", "deleted"
    SPLIT = "split", "split"
    JOIN = "join", "joined"
    REPLACE = "replace", "replaced"
    ARCHIVE = "archive", "archived"
    BRING_BACK = "bring_back", "brought back"

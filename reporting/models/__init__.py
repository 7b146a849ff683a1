"""What has been published, as it was: added to, and never changed."""

from reporting.models.publication import Publication, SealedFile
from reporting.models.sealed_figure import SealedFigure

__all__ = ["Publication", "SealedFigure", "SealedFile"]

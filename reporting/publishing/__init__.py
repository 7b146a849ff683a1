"""Publishing: a text is made ready with all that it prints, and then sealed in one transaction."""

from reporting.publishing.preparing import Prepared, prepare
from reporting.publishing.sealing import seal

__all__ = ["Prepared", "prepare", "seal"]

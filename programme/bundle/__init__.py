"""The programme's part of a bundle (format collab-programme/1): its councils, baselines and operating models.

Strict reading (`reading`), keeping what was read (`keeping`) and writing (`writing`); the floors above add their own
sections, and `reporting.bundle` puts them together. docs/bundle.md tells the format.
"""

from programme.bundle.keeping import Kept, keep_bundle
from programme.bundle.reading import read_programme
from programme.bundle.rows import Signature

__all__ = ["Kept", "Signature", "keep_bundle", "read_programme"]

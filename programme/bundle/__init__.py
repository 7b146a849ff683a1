"""The programme's part of a bundle (format collab-programme/1): its councils, baselines and operating models.

Strict reading (`reading`), keeping what was read (`keeping`) and writing (`writing`); the floors above add their own
sections, and `reporting.bundle` puts them together. docs/bundle.md tells the format.
"""

from programme.bundle.keeping import Kept, keep_bundle, refuse_stranger
from programme.bundle.parts import ProgrammePart
from programme.bundle.reading import read_programme
from programme.bundle.rows import Signature
from programme.bundle.writing import write_parameters, write_programme

__all__ = [
    "Kept",
    "ProgrammePart",
    "Signature",
    "keep_bundle",
    "read_programme",
    "refuse_stranger",
    "write_parameters",
    "write_programme",
]

"""The figures of this floor, for texts to name."""

from collab.figures import Family
from savings.figures import appraisal

FAMILIES: tuple[Family, ...] = (appraisal.FAMILY,)

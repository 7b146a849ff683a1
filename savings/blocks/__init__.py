"""The tables and charts of this floor, for texts to show as they are now."""

from collab.figures import Family
from savings.blocks import appraisal

FAMILIES: tuple[Family, ...] = (appraisal.FAMILY,)

"""The figures of this floor, for texts to name."""

from collab.figures import Family
from savings.figures import appraisal, gaps, plans, standing, trackers

FAMILIES: tuple[Family, ...] = (appraisal.FAMILY, standing.FAMILY, gaps.FAMILY, plans.FAMILY, trackers.FAMILY)

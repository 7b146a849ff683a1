"""The tables and charts of this floor, for texts to show as they are now."""

from collab.figures import Family
from programme.blocks import records

FAMILIES: tuple[Family, ...] = (records.FAMILY,)

"""The figures of this floor, for texts to name."""

from collab.figures import Family
from programme.figures import case, operating_models, records, staffing, totals

FAMILIES: tuple[Family, ...] = (
    records.FAMILY, totals.FAMILY, case.FAMILY, staffing.FAMILY, operating_models.FAMILY,
)  # fmt: skip

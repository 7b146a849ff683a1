"""The sections of a bundle that are of savings: the councils' plans and their budget gaps."""

from savings.bundle.keeping import keep_savings
from savings.bundle.reading import SavingsPart, read_savings
from savings.bundle.writing import write_savings

__all__ = ["SavingsPart", "keep_savings", "read_savings", "write_savings"]

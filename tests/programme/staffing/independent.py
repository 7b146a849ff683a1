"""The totals of a published staffing file, worked out without any of the code under test."""

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass
class Sums:
    rows: int = 0
    fte: Fraction = Fraction(0)
    salary_pence: int = 0
    cost_pence: int = 0


def sums(path: Path, *, on_cost_rate: Fraction, accepted: set[int]) -> Sums:
    """Of the accepted rows; `rows` counts all below the header. The published files have it in their first line."""
    total = Sums()
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            total.rows += 1
            if number in accepted:
                fte, salary = Fraction(row.get("FTE") or row.get("Number of Posts in FTE") or 1), _salary(row)
                total.fte += fte
                total.salary_pence += _round(salary * fte)
                total.cost_pence += _round(salary * fte * (1 + on_cost_rate))
    return total


def _salary(row: dict[str, str]) -> int:
    """In pence."""
    if "SalaryBand" in row:
        ends = [int(end) for end in re.findall(r"[0-9]+", row["SalaryBand"])]
    else:
        ends = [int(text) for name, text in row.items() if re.match(r"(Actual Pay|Payscale) .*\(£\)$", name)]
    return _round(Fraction(sum(ends) * 100, len(ends))) if ends else 0


def _round(amount: Fraction) -> int:
    return int(amount + Fraction(1, 2))

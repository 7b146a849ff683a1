"""The tracker of a council's savings, as councils keep it: what was proposed, what is achieved, what is at risk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Saved:
    """What the lines of a service were to save, and what they have saved or will, in pence."""

    proposed: int = 0
    achieved: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(self.proposed + other.proposed, self.achieved + other.achieved)


@dataclass(frozen=True)
class Row:
    """A service, or all of them. `pressures` and `substitutions` are amounts above nought; neither is delivery."""

    service: str
    saved: Saved
    pressures: int = 0
    substitutions: int = 0
    net_budget: int | None = None

    @property
    def net(self) -> int:
        """At risk, or at outturn unachieved. Below nought where more was saved than proposed."""
        return self.saved.proposed - self.saved.achieved + self.pressures

    @property
    def percent(self) -> Decimal | None:
        """Of the net budget, to one decimal, a half away from nought; None where no budget is known, or one of a
        service that earns what it spends."""
        if self.net_budget is None or self.net_budget <= 0:
            return None
        exact = Decimal(self.net) * 100 / Decimal(self.net_budget)
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0


@dataclass(frozen=True)
class Tracker:
    rows: tuple[Row, ...]
    total: Row

    @property
    def budgets(self) -> int | None:
        """What the net budgets of the services come to; None while one of them has none."""
        found = [row.net_budget for row in self.rows]
        return None if not found or None in found else sum(budget or 0 for budget in found)


def tracker(
    saved: Mapping[str, Saved],
    *,
    pressures: Mapping[str, int],
    substitutions: Mapping[str, int],
    budgets: Mapping[str, int],
    whole_budget: int | None = None,
) -> Tracker:
    """A row for each service of which anything is known but a budget alone, by its name, and one without a name last.
    The total's net budget is that of the whole council, or where it is not known the sum of the services'."""
    services = sorted({*saved, *pressures, *substitutions}, key=lambda name: (not name, name.casefold(), name))
    rows = tuple(
        Row(
            service=name,
            saved=saved.get(name, Saved()),
            pressures=pressures.get(name, 0),
            substitutions=substitutions.get(name, 0),
            net_budget=budgets.get(name),
        )
        for name in services
    )
    found = Tracker(rows, _total(rows, whole_budget))
    return found if whole_budget is not None else Tracker(rows, _total(rows, found.budgets))


def _total(rows: Iterable[Row], net_budget: int | None) -> Row:
    rows = tuple(rows)
    return Row(
        service="",
        saved=sum((row.saved for row in rows), Saved()),
        pressures=sum(row.pressures for row in rows),
        substitutions=sum(row.substitutions for row in rows),
        net_budget=net_budget,
    )

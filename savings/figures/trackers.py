"""The councils' trackers at the quarter that has ended last, and at the last outturn."""

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.quarters import LAST, Quarter
from collab.calc.tracker import Row
from collab.figures import Basis, Family, Figure, Kind, Value, key_of, stamp
from programme.models import Council, Programme
from programme.queries import May
from savings.queries.tracker import Tracked, trackers

# Which quarter that is comes with time; the key stays.
RUNNING, OUTTURN = "running", "outturn"
WORDS = {
    "tracker-proposed": ("Proposed", "Proposed"),
    "tracker-achieved": ("Achieved or anticipated", "Achieved"),
    "tracker-pressures": ("In-year pressures", "In-year pressures"),
    "tracker-net": ("Net at risk", "Net unachieved"),
    "tracker-percent": ("Net at risk as a part of the net budget", "Net unachieved as a part of the net budget"),
}
PRICES = "prices of their year"


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Seven queries."""
    if not may(Permission.SAVINGS_VIEW):
        return
    councils = [part.council for part in programme.programme_councils.select_related("council")]
    ended = Quarter.ended_by(programme.today)
    last_year = ended.year if ended.is_last else ended.year.plus(-1)
    for when, quarter in ((RUNNING, ended), (OUTTURN, Quarter(last_year, LAST))):
        # Held lines are in none of these sums, whoever asks.
        found = trackers(programme, quarter, own={council.pk: False for council in councils})
        for council in councils:
            if found[council.pk].cash.rows:
                yield from _of_council(programme, council, when, found[council.pk])


def _of_council(programme: Programme, council: Council, when: str, found: Tracked) -> Iterator[Figure]:
    total = found.cash.total
    values: dict[str, tuple[Value | None, tuple[Basis, ...]]] = {
        "tracker-proposed": (total.saved.proposed, _rests(council, when, found, "proposed")),
        "tracker-achieved": (total.saved.achieved, _rests(council, when, found, "achieved")),
        "tracker-pressures": (total.pressures, _rests(council, when, found, "pressures")),
        "tracker-net": (total.net, _rests(council, when, found, "proposed", "achieved", "pressures")),
        "tracker-percent": (
            None if total.percent is None else Decimal(total.percent) / 100,
            _rests(council, when, found, "proposed", "achieved", "pressures", "budget"),
        ),
    }  # fmt: skip
    for key, (value, bases) in values.items():
        if value is not None:
            yield _figure(programme, council, when, found, key, value, bases)


def _rests(council: Council, when: str, found: Tracked, *parts: str) -> tuple[Basis, ...]:
    name, quarter = council.name, found.quarter
    words = {
        "proposed": f"what the lines of {name} were to save in {quarter.year}",
        "achieved": f"what the lines of {name} have achieved or anticipate in {quarter.year}",
        "pressures": f"the in-year pressures of {name} in {quarter.year}",
        "budget": f"the net budget of {name} for {quarter.year}",
    }
    of = [
        Basis(f"tracker.c{council.pk}.{when}.{part}", words[part], stamp(_part(found.cash.total, part)))
        for part in parts
    ]
    return (*of, Basis(f"quarter.{when}", "the quarter that has ended", stamp(quarter, found.is_outturn)))


def _part(total: Row, part: str) -> int | None:
    said = {"pressures": total.pressures, "budget": total.net_budget}
    return said[part] if part in said else getattr(total.saved, part)


def _figure(
    programme: Programme, council: Council, when: str, found: Tracked, key: str, value: Value,
    bases: tuple[Basis, ...],
) -> Figure:  # fmt: skip
    quarter = found.quarter
    page = reverse("tracker", args=[programme.slug, council.slug])
    at = "outturn" if when == OUTTURN else f"quarter {quarter.number}"
    money = key != "tracker-percent"
    return Figure(
        key=key_of(programme, key, when, council),
        name=f"{WORDS[key][found.is_outturn]} of {council.short_name}, {at} {quarter.year}",
        kind=Kind.MONEY if money else Kind.PERCENTAGE,
        value=value,
        scope=f"{council.name}, {quarter.year}, {at}, to {quarter.end_name}",
        source=f"Tracker of {council.name}",
        address=f"{page}?year={quarter.year.start}&quarter={quarter.number}",
        as_at=quarter.ends,
        taken="net" if key in ("tracker-net", "tracker-percent") else "gross",
        price_base=PRICES,
        bases=bases,
    )


FAMILY = Family(frozenset(WORDS), figures, subject="Trackers")

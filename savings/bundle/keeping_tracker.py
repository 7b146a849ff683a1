"""A bundle's net budgets and pressures are kept: what is named becomes what the bundle says of it."""

from collections.abc import Iterable

from collab.errors import Refused
from collab.history import record
from programme.bundle import Kept, Signature
from programme.bundle.rows import assign
from programme.models import Council
from savings.bundle.reading_tracker import PressurePart, TrackerPart
from savings.enums import PressureKind
from savings.models import NetBudget, Pressure, SavingsLine


def keep_tracker(part: TrackerPart, *, kept: Kept, signature: Signature) -> None:
    """Into the programme of `kept`. Refused with code "bundle" where a substitution names a line that is not there."""
    councils = [kept.councils[slug] for slug in sorted(part.councils)]
    # Locked, as by whoever keeps them on the pages.
    list(kept.programme.programme_councils.select_for_update().filter(council__in=councils).order_by("pk"))
    kept.count("net_budgets", sum(_keep_budgets(part, kept, councils, signature)))
    kept.count("pressures", sum(_keep_pressures(part, kept, councils, signature)))


def _keep_budgets(
    part: TrackerPart, kept: Kept, councils: list[Council], signature: Signature
) -> Iterable[bool]:  # fmt: skip
    rows = NetBudget.objects.filter(programme=kept.programme, council__in=councils).select_related("council")
    there = {(row.council.slug, row.year, row.service): row for row in rows}
    for key, values in part.budgets.items():
        slug, year, service = key
        row = there.get(key) or NetBudget(
            programme=kept.programme, council=kept.councils[slug], year=year, service=service
        )
        changed = assign(row, values) or row.pk is None
        if changed:
            record(row, by=signature.by, reason=signature.reason)
        yield changed


def _keep_pressures(
    part: TrackerPart, kept: Kept, councils: list[Council], signature: Signature
) -> Iterable[bool]:  # fmt: skip
    rows = Pressure.objects.filter(programme=kept.programme, council__in=councils).select_related("council")
    there = {(row.council.slug, row.ref): row for row in rows}
    lines = {
        (line.plan.council_id, line.ref): line
        for line in SavingsLine.objects.filter(plan__programme=kept.programme, plan__council__in=councils)
        .filter(ref__in={said.line for said in part.pressures.values() if said.line})
        .select_related("plan")
    }
    for key, said in part.pressures.items():
        council = kept.councils[key[0]]
        row = there.get(key) or Pressure(programme=kept.programme, council=council, ref=key[1], version=0)
        changed = assign(row, {**said.values, **_line(said, council, lines)})
        if changed or row.pk is None:
            row.version += 1
            record(row, by=signature.by, reason=signature.reason)
        yield changed


def _line(
    said: PressurePart, council: Council, lines: dict[tuple[int, str], SavingsLine]
) -> dict[str, SavingsLine | None]:  # fmt: skip
    """The field, where anything is said of it: a pressure stands in the place of no line."""
    if said.values["kind"] == PressureKind.PRESSURE:
        return {"line": None}
    if said.line is None:
        return {}
    if (council.pk, said.line) not in lines:
        raise Refused(
            f"{said.place}.line is “{said.line}”, and the plan of its council has no line of that reference.",
            code="bundle",
        )
    return {"line": lines[council.pk, said.line]}

"""House styles come in as data."""

import datetime
from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import erase, record
from documents.enums import Kind
from documents.models import HouseStyle
from documents.styles import parse_style, shipped_reports
from programme.models import Council, Programme
from programme.rules.settings import why_not_from
from programme.services.settings import lock_council


@transaction.atomic
def keep_style(data: dict[str, Any], *, council: Council | None, by: Any, reason: str = "") -> HouseStyle:
    """Create or bring up to date the style of `council` from the day in `data`; Refused where it is not complete.

    It serves reports, or what `data` names as its "kind".
    """
    definition = {key: value for key, value in data.items() if key not in ("name", "in_force_from", "kind")}
    parse_style(definition)
    from_day = datetime.date.fromisoformat(data["in_force_from"])
    its = {"kind": Kind(data.get("kind", Kind.REPORT)), "council": council, "in_force_from": from_day}
    style = HouseStyle.objects.filter(**its).first() or HouseStyle(**its)
    if (style.name, style.definition) != (data["name"], definition):
        style.name, style.definition = data["name"], definition
        record(style, by=by, reason=reason or "house style brought in")
    return style


@transaction.atomic
def take_style(
    council: Council, *, programme: Programme, name: str, in_force_from: datetime.date, by: Any, reason: str = ""
) -> HouseStyle:
    """Let the council's reports begin in one of the styles that Collab carries, from a day on.

    `name` is one of documents.styles.shipped_reports. Reports that are begun already keep theirs.
    Refused with code "not-allowed", "style" (no such style) or "day" (past, or taken).
    """
    council = lock_council(council, programme, by)
    data = shipped_reports().get(name)
    if data is None:
        raise Refused("There is no such house style. Choose one of those shown.", code="style")
    taken = HouseStyle.objects.filter(council=council, in_force_from=in_force_from).exists()
    why_not = why_not_from(in_force_from, today=programme.today, taken=taken)
    if why_not:
        raise Refused(why_not, code="day")
    return keep_style({**data, "in_force_from": in_force_from.isoformat()}, council=council, by=by, reason=reason)


@transaction.atomic
def withdraw_style(style: HouseStyle, *, programme: Programme, by: Any, reason: str = "") -> None:
    """Take back a style of the council whose day has not come and in which nothing has been begun.

    Refused with code "not-allowed", "day", "used" or "gone".
    """
    assert style.council is not None  # noqa: S101 - a style that serves everybody is nobody's to withdraw
    lock_council(style.council, programme, by)
    found = HouseStyle.objects.filter(pk=style.pk).first()
    if found is None:
        raise Refused("This house style has been withdrawn already.", code="gone")
    if found.in_force_from < programme.today:
        raise Refused(
            "This house style has been in force, so it stays on record. Choose another from today.", code="day"
        )
    if found.documents.exists():
        raise Refused(
            "Reports have been begun in this house style, so it stays. Choose another from a day.", code="used"
        )
    erase(found, by=by, reason=reason or "house style withdrawn")

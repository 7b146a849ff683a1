"""House styles come in as data."""

import datetime
from typing import Any

from django.db import transaction

from collab.history import record
from documents.enums import Kind
from documents.models import HouseStyle
from documents.styles import parse_style
from programme.models import Council


@transaction.atomic
def keep_style(data: dict[str, Any], *, council: Council | None, by: Any) -> HouseStyle:
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
        record(style, by=by, reason="house style brought in")
    return style

"""Which house style a document is written in."""

import datetime

from documents.enums import Kind
from documents.models import HouseStyle
from programme.models import Council


def style_for(council: Council | None, on: datetime.date) -> HouseStyle:
    """The style of the council's reports in force on that day; its first one where none was yet; else the one that
    serves everybody. Without a council, the style of business cases.

    Raises HouseStyle.DoesNotExist in an installation without any style. Two queries.
    """
    if council is None:
        return _for_everybody(Kind.BUSINESS_CASE)
    own = list(HouseStyle.objects.filter(kind=Kind.REPORT, council=council).order_by("in_force_from"))
    in_force = [style for style in own if style.in_force_from <= on]
    if own:
        return in_force[-1] if in_force else own[0]
    return _for_everybody(Kind.REPORT)


def _for_everybody(kind: Kind) -> HouseStyle:
    found = HouseStyle.objects.filter(kind=kind, council__isnull=True).order_by("-in_force_from").first()
    if found is None:
        raise HouseStyle.DoesNotExist(f"no house style serves every {kind.label.lower()}")
    return found


def styles_of(council: Council) -> list[HouseStyle]:
    """The council's own house styles, latest first. One query."""
    return list(HouseStyle.objects.filter(council=council).order_by("-in_force_from"))

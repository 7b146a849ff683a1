"""Which house style a council writes in."""

import datetime

from documents.models import HouseStyle
from programme.models import Council


def style_for(council: Council, on: datetime.date) -> HouseStyle:
    """The council's style in force on that day; its first one where none was yet; else the one that serves everybody.

    Raises HouseStyle.DoesNotExist in an installation without any style. Two queries.
    """
    own = list(HouseStyle.objects.filter(council=council).order_by("in_force_from"))
    in_force = [style for style in own if style.in_force_from <= on]
    if own:
        return in_force[-1] if in_force else own[0]
    found = HouseStyle.objects.filter(council__isnull=True).order_by("-in_force_from").first()
    if found is None:
        raise HouseStyle.DoesNotExist("no house style serves every council")
    return found

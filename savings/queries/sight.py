"""How much of a council's savings plan one person may see."""

from enum import IntEnum

from django.db.models import Q, QuerySet

from accounts.roles import Permission
from programme.models import Council, Programme
from programme.queries.access import May, councils_open_to
from programme.queries.sight import Sight, sight_of
from programme.queries.staffing import CurrentBaseline
from savings.models import SavingsLine
from savings.models.plan import OPEN_TO_ALL

# Lines of another council are told to others in such steps: one line may be one post.
ROUNDED_TO_PENCE = 5_000_00


class LineSight(IntEnum):
    """Each sees what those before it see, and more.

    NOTHING: it is not there. ROUNDED: lines that are agreed and released, with amounts to the nearest £5,000, and sums
    of the plan to the penny. EXACT: the same lines to the penny. OWN: every line, proposed, held and withdrawn ones
    too, with updates, reasons and evidence. Which posts a line takes is told apart from this (`sees_posts`).
    """

    NOTHING = 0
    ROUNDED = 1
    EXACT = 2
    OWN = 3


def line_sight(may: May, current: CurrentBaseline) -> LineSight:
    """Of the plan of a council, with its current baseline. No query."""
    if may(Permission.SAVINGS_OWN_VIEW, current.council):
        return LineSight.OWN
    if not may(Permission.SAVINGS_VIEW):
        return LineSight.NOTHING
    return LineSight.EXACT if sees_posts(may, current) else LineSight.ROUNDED


def sees_posts(may: May, current: CurrentBaseline) -> bool:
    """Whether posts of the council are told one by one, with references and what each costs. No query."""
    return current.baseline is not None and sight_of(may, current.baseline) >= Sight.POSTS


def lines_in_sight(may: May, programme: Programme) -> QuerySet[SavingsLine]:
    """The lines of all the programme's plans that this person may know of; none where they know of no plan. A query
    for the councils of their own."""
    if not may(Permission.SAVINGS_VIEW):
        return SavingsLine.objects.none()
    mine = Q(plan__council__in=own_councils(may, programme))
    return SavingsLine.objects.filter(plan__programme=programme).filter(OPEN_TO_ALL | mine)


def own_councils(may: May, programme: Programme) -> list[Council]:
    """Those of whose plans this person sees every line, in the programme's order. One query."""
    return councils_open_to(may, Permission.SAVINGS_OWN_VIEW, programme)

"""What the pages of operating models have in common."""

from typing import Any

from django.http import Http404

from accounts.roles import Permission
from programme.pages import ProgrammePage
from programme.queries.staffing_totals import sees_all_counts, totals_in_sight
from savings.presenters import present_standing
from savings.queries import Case


class ModelPage(ProgrammePage):
    """A page for those who may see the operating models; to others it is not there."""

    section = "models"

    def standing(self, case: Case) -> dict[str, Any]:
        """What figures stand on, and whether the posts of today may be told: one query."""
        totals = totals_in_sight(self.may, [row.current for row in case.councils])
        sees_today = sees_all_counts([row.current for row in case.councils], totals)
        return {"standing": present_standing(case, totals), "totals": totals, "sees_today": sees_today}

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.MODEL_VIEW):
            raise Http404


class SavingsPage(ProgrammePage):
    """A page for those who may see the councils' savings; to others it is not there."""

    section = "savings"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.SAVINGS_VIEW):
            raise Http404

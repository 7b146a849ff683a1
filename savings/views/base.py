"""What the pages of operating models have in common."""

from typing import Any

from django.http import Http404

from accounts.roles import Permission
from programme.pages import ProgrammePage


class ModelPage(ProgrammePage):
    """A page for those who may see the operating models; to others it is not there."""

    section = "models"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.MODEL_VIEW):
            raise Http404

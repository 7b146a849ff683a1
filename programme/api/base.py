"""What every part of the API begins with that is about one programme: the programme, seen by this person, or 404."""

from typing import Any, cast

from django.http import Http404
from rest_framework.request import Request

from accounts.models import User
from accounts.roles import Permission
from collab.web.api import KnowsItsParameters
from collab.web.openapi import in_address
from programme.models import Programme
from programme.queries import May, may_in, programmes_of

OF_PROGRAMME = in_address("slug", "The programme, as in its own address.")


class OfProgramme(KnowsItsParameters):
    """For a view: sets `self.programme` and `self.may`; 404 without the permission `knows`."""

    knows: Permission
    programme: Programme
    may: May
    kwargs: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        user = cast(User, request.user)
        programme = programmes_of(user).filter(slug=kwargs["slug"]).first()
        if programme is None:
            raise Http404
        self.programme, self.may = programme, may_in(programme, user)
        if not self.may(self.knows):
            raise Http404
        self.load()

    def load(self) -> None:
        """Find what the rest of the address names, or raise Http404 or PermissionDenied."""

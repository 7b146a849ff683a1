"""What every page of a programme begins with: the programme, seen by this person, or 404."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View

from accounts.roles import Permission
from programme.models import Programme
from programme.queries import May, may_in, programmes_of

if TYPE_CHECKING:
    from accounts.models import User


# What a section of the navigation asks for where a part in the programme is not enough.
SECTIONS = {"case": Permission.CASE_VIEW}


class ProgrammeRequest(HttpRequest):
    """A request of somebody who is signed in (LoginRequiredMiddleware), on a page of a programme."""

    user: "User"
    programme: Programme
    section: str
    shut: frozenset[str]


class ProgrammePage(View):
    """Sets `self.programme` and `self.may`; `section` marks the place in the navigation."""

    section = ""
    programme_argument = "programme"
    programme: Programme
    may: May
    request: ProgrammeRequest

    def dispatch(self, request: ProgrammeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        slug = kwargs[self.programme_argument]
        programme = programmes_of(request.user).filter(slug=slug).first()
        if programme is None:
            raise Http404
        self.programme, self.may = programme, may_in(programme, request.user)
        request.programme, request.section = programme, self.section
        request.shut = frozenset(name for name, permission in SECTIONS.items() if not self.may(permission))
        self.load(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: Any) -> None:
        """Find what the rest of the address names, or raise Http404 or PermissionDenied."""

"""The first page after sign-in: what waits, what others have changed, and what comes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programme.pages import ProgrammeRequest, shut_to
from programme.queries import may_in
from reporting.presenters.home import present_home
from reporting.queries import home as find_home


@require_safe
def home(request: ProgrammeRequest) -> HttpResponse:
    found = find_home(request.user)
    if len(found.programmes) == 1:
        # Its name, navigation and note of demonstration stand at the head, as on its own pages.
        request.programme = found.programmes[0]
        request.shut = shut_to(may_in(request.programme, request.user))
    return render(request, "reporting/home.html", {"page": present_home(found)})

"""The first page after sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from programme.pages import ProgrammeRequest
from programme.queries import programmes_of


@require_safe
def home(request: ProgrammeRequest) -> HttpResponse:
    """One programme: straight to it. Several or none: the list."""
    programmes = list(programmes_of(request.user)[:50])
    if len(programmes) == 1:
        return redirect(programmes[0])
    return render(request, "programme/programme_list.html", {"programmes": programmes})

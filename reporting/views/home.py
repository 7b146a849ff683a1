"""The first page after sign-in: what waits, what others have changed, and what comes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programme.pages import ProgrammeRequest
from reporting.presenters.home import present_home
from reporting.queries import home as find_home


@require_safe
def home(request: ProgrammeRequest) -> HttpResponse:
    return render(request, "reporting/home.html", {"page": present_home(find_home(request.user))})

"""A few pages of its own for testing what holds for every page."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from collab.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


def cached(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for a while", headers={"Cache-Control": "max-age=60"})


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody")


def raising(exception: Exception):
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("collab.web.urls")),
    path("", page, name="home"),
    path("account/", page, name="account"),
    path("programmes/<slug:slug>/", page, name="programme-overview"),
    path("programmes/<slug:programme>/business-case/", page, name="business-case"),
    path("programmes/<slug:programme>/staffing/", page, name="staffing-list"),
    path("programmes/<slug:programme>/operating-models/", page, name="model-list"),
    path("programmes/<slug:programme>/savings/", page, name="savings"),
    path("programmes/<slug:programme>/reports/", page, name="report-list"),
    path("verify/", page, name="verify"),
    path("cached/", cached),
    path("public/", public),
    path("broken/", raising(ValueError("a fault of ours"))),
    path("lost/", raising(OperationalError("the database went away"))),
    path("lost-too/", raising(InterfaceError("connection already closed"))),
    path("refused/", raising(PermissionDenied("Only the author may do this."))),
    path("odd/", raising(SuspiciousOperation("odd"))),
]

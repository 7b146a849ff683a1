"""Pages for when something went wrong, and JSON for programs. collab/urls.py names these as its handlers."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

LAST_RESORT = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>Something went wrong – Collab</title></head>'
    "<body><h1>Something went wrong</h1><p>The page could not be shown. Try again in a few minutes.</p></body></html>"
)
API = "/api/"
NOT_THERE = "There is nothing here, or nothing that you may know of."
# Code and sentence for a program, by status.
FOR_PROGRAMS = {
    400: ("bad-request", "The request could not be understood."),
    403: ("permission-denied", "You may not do this."),
    404: ("not-found", NOT_THERE),
    500: ("error", "Something went wrong. It is not your fault; try again in a few minutes."),
    503: ("unavailable", "Collab cannot reach its records at the moment. Try again in a minute."),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _for_programs(request, 400) or _plain("400.html", 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says why, when the exception carries a sentence for the reader: PermissionDenied("…")."""
    return _for_programs(request, 403) or HttpResponse(
        render_to_string("403.html", {"reason": str(exception or "")}, request), status=403
    )


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words whether a thing does not exist or may not be seen, so that neither can be told apart."""
    return _for_programs(request, 404) or HttpResponse(render_to_string("404.html", {}, request), status=404)


@requires_csrf_token
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(render_to_string("403_csrf.html", {}, request), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page without the database. Django calls this while the exception is being handled."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return service_unavailable(request)
    return _for_programs(request, 500) or _plain("500.html", 500)


def service_unavailable(request: HttpRequest) -> HttpResponse:
    response = _for_programs(request, 503) or _plain("503.html", 503)
    response.headers["Retry-After"] = "60"
    return response


def _for_programs(request: HttpRequest, status: int) -> HttpResponse | None:
    """What a program gets in place of a page, in the shape of every error of the API (collab/web/api.py)."""
    if not request.path.startswith(API):
        return None
    code, sentence = FOR_PROGRAMS[status]
    return JsonResponse({"code": code, "detail": sentence}, status=status)


def _plain(template: str, status: int) -> HttpResponse:
    """Rendered without a request: no session, no person, no query."""
    page: str
    try:
        page = render_to_string(template)
    except Exception:  # a broken template must not hide the error that led here
        page = LAST_RESORT
    return HttpResponse(page, status=status)

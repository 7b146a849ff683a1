"""Pages for when something went wrong. collab/urls.py names these as its handlers."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

LAST_RESORT = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>Something went wrong – Collab</title></head>'
    "<body><h1>Something went wrong</h1><p>The page could not be shown. Try again in a few minutes.</p></body></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain("400.html", 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says why, when the exception carries a sentence for the reader: PermissionDenied("…")."""
    return HttpResponse(render_to_string("403.html", {"reason": str(exception or "")}, request), status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words whether a thing does not exist or may not be seen, so that neither can be told apart."""
    return HttpResponse(render_to_string("404.html", {}, request), status=404)


@requires_csrf_token
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(render_to_string("403_csrf.html", {}, request), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page without the database. Django calls this while the exception is being handled."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return service_unavailable(request)
    return _plain("500.html", 500)


def service_unavailable(request: HttpRequest) -> HttpResponse:
    response = _plain("503.html", 503)
    response.headers["Retry-After"] = "60"
    return response


def _plain(template: str, status: int) -> HttpResponse:
    """Rendered without a request: no session, no person, no query."""
    page: str
    try:
        page = render_to_string(template)
    except Exception:  # a broken template must not hide the error that led here
        page = LAST_RESORT
    return HttpResponse(page, status=status)

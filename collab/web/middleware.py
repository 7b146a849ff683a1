"""What holds for every answer, whatever happens inside."""

import logging
from collections.abc import Callable

from csp.constants import HEADER as CSP_HEADER
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from collab.web import errors

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PlainErrors:
    """Outermost. A lost database gives a plain page, and no answer leaves without the security headers.

    The other middleware sets those headers too, but not on a static file, on an error inside a middleware, or on
    Django's own debugging pages.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # PostgreSQL takes no text with a NUL in it, and nothing of ours has one in its address.
        response = errors.bad_request(request) if "\x00" in request.path_info else self.get_response(request)
        headers = {
            CSP_HEADER: build_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        }
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Called for an exception in a view. Those elsewhere come to `errors.server_error`, which asks the same."""
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("The database cannot be reached: %s", request.path, exc_info=exception)
            return errors.service_unavailable(request)
        return None


class PrivateResponses:
    """What a signed-in person sees, or a program with a token, is kept by no cache and by no browser after sign-out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asked before the view runs, so that the answer to signing out counts as well.
        user = getattr(request, "user", None)
        signed_in = (user is not None and user.is_authenticated) or "Authorization" in request.headers
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

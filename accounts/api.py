"""How a program says for whom it asks: a token in the header, or the session of a browser."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, MethodNotAllowed, Throttled
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from accounts.models import Token, User
from accounts.queries import token_that_is
from accounts.services import remember_use

SCHEME = "Bearer"
NOT_VALID = (
    "This token does not hold: it was withdrawn, its time is over, or it is not complete. "
    "Its owner makes a new one on the page “Your account”."
)
TOO_MANY = "There were too many tokens that do not hold. Wait five minutes, then try again."


class FailedTokens(SimpleRateThrottle):
    """As many in five minutes from one address as signing in allows. Who has a token that holds is not held up."""

    rate = "10 in 5 minutes"

    def parse_rate(self, rate: str | None) -> tuple[int, int]:
        return 10, 5 * 60

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"failed-tokens-{self.get_ident(request)}"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`: the token's person, with what is theirs at this moment."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME.lower().encode():
            return None
        token = token_that_is(words[1].decode("latin-1")) if len(words) == 2 else None
        if token is None:
            raise self._refusal(request)
        remember_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="Collab"'

    def _refusal(self, request: Request) -> AuthenticationFailed | Throttled:
        throttle = FailedTokens()
        if throttle.allow_request(request, None):  # type: ignore[arg-type]
            return AuthenticationFailed(NOT_VALID, code="token_not_valid")
        return Throttled(wait=throttle.wait(), detail=TOO_MANY)


class TokensRead(BasePermission):
    """Also where something is written over the API one day, whoever holds a token made for reading does not."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if isinstance(request.auth, Token) and request.method not in SAFE_METHODS:
            raise MethodNotAllowed(str(request.method))
        return True


class TokenScheme(OpenApiAuthenticationExtension):
    """How a token is described in OpenAPI."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": SCHEME.lower(),
            "description": "A token that its owner made on the page “Your account”. It reads, and does not write.",
        }

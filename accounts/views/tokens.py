"""Tokens with which programs read over the API: made with one's password, shown once, withdrawn at any time."""

from typing import TYPE_CHECKING, Any, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import View

from accounts.forms import TokenForm
from accounts.models import Token
from accounts.queries import tokens_of
from accounts.services import make_token, withdraw_token

if TYPE_CHECKING:
    from accounts.models import User

METHODS = ["get", "head", "post", "options"]


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class TokenNew(View):
    http_method_names = METHODS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(TokenForm(by=self._person))

    @method_decorator(sensitive_variables("text"))
    def post(self, request: HttpRequest) -> HttpResponse:
        """The token stands in this answer and nowhere else, so that nothing is redirected to."""
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            return ratelimit.respond_429(request)
        form = TokenForm(request.POST, by=self._person)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        token, text = make_token(name=data["name"], days=data["days"], by=self._person)
        context = {"token": token, "text": text, "site": request.build_absolute_uri("/api/v1/programmes/")}
        return render(request, "account/token_made.html", context)

    @property
    def _person(self) -> "User":
        return cast("User", self.request.user)

    def _page(self, form: TokenForm, status: int = 200) -> HttpResponse:
        return render(self.request, "account/token_new.html", {"form": form}, status=status)


class TokenWithdraw(View):
    """Somebody else's token is not there."""

    http_method_names = METHODS
    token: Token

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = tokens_of(cast("User", request.user)).filter(pk=kwargs["token"]).first()
        if found is None:
            raise Http404
        self.token = found
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        withdraw_token(self.token, by=cast("User", request.user))
        messages.success(request, f"The token “{self.token.name}” is withdrawn.")
        return redirect("account")

"""One's own account: name, roles, where one is signed in, and the programs that read for one."""

from typing import TYPE_CHECKING, Any, cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import View

from accounts.presenters import device
from accounts.queries import sessions_of, tokens_of
from accounts.services import change_name, end_session, end_sessions
from programme.forms.people import NameForm
from programme.pages import ProgrammeRequest
from programme.queries.people import may_set_up, memberships_of
from programme.rules.people import as_role

if TYPE_CHECKING:
    from accounts.models import User


class AccountPage(View):
    request: ProgrammeRequest
    http_method_names = ["get", "head", "post", "options"]


class Account(AccountPage):
    def get(self, request: ProgrammeRequest) -> HttpResponse:
        return self._page(NameForm(initial={"name": request.user.name}))

    def post(self, request: ProgrammeRequest) -> HttpResponse:
        form = NameForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        change_name(request.user, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, "Your name is changed.")
        return redirect("account")

    def _page(self, form: NameForm, status: int = 200) -> HttpResponse:
        user, current = self.request.user, self.request.session.session_key
        sessions = [(row, device(row.user_agent), row.session_key == current) for row in sessions_of(user)]
        context = {
            "form": form,
            # The one in use first.
            "sessions": sorted(sessions, key=lambda row: not row[2]),
            "others": sum(1 for *_, here in sessions if not here),
            "roles": [(row, as_role(row.role, row.council)) for row in memberships_of(user)],
            "may_set_up": may_set_up(user),
            "tokens": [(token, token.expires_at <= timezone.now()) for token in tokens_of(user)],
        }
        return render(self.request, "account/account.html", context, status=status)


class SessionEnd(AccountPage):
    """Somebody else's session is not there."""

    session: UserSession

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = sessions_of(cast("User", request.user)).filter(pk=kwargs["session"]).first()
        if found is None:
            raise Http404
        self.session = found
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        end_session(self.session)
        if self.session.session_key == request.session.session_key:
            request.session.flush()
            return redirect("account_login")
        messages.success(request, f"The session in {device(self.session.user_agent)} has ended.")
        return redirect("account")


class SessionsEndOthers(AccountPage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        count = end_sessions(request.user, but=request.session.session_key)
        words = {0: "You are signed in nowhere else.", 1: "The other session has ended."}
        messages.success(request, words.get(count, f"{count} other sessions have ended."))
        return redirect("account")

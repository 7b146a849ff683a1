"""Somebody is invited, reminded or not invited any more; and follows the link of the mail."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from accounts.queries import account_of
from accounts.roles import Role
from collab.errors import Refused
from programme.forms.people import InviteForm, NewAccountForm, ReasonForm
from programme.mail import send_invitation, tell_of_role
from programme.models import Invitation
from programme.pages import AskingPage, ProgrammeRequest
from programme.queries.people import invitation_with, invitations_waiting
from programme.rules.people import as_role
from programme.services import accept, accept_with_account, invite, send_again, withdraw
from programme.views.people import KeepPeople

FIELDS = {"held": "role", "invited": "email", "throttled": None, "scope": "council"}
THROTTLED = 429


def on_its_way(email: str) -> str:
    """The same words whether or not the address has an account."""
    return f"An invitation is on its way to {email}."


class PeopleInvite(KeepPeople):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(InviteForm(councils=self.councils()))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = InviteForm(request.POST, councils=self.councils())
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            found, new = invite(
                programme=self.programme, email=data["email"], name=data["name"], role=Role(data["role"]),
                council=data["council"], by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(FIELDS[refused.code], refused.reason)
            return self._page(form, THROTTLED if refused.code == "throttled" else 409)
        if isinstance(found, Invitation):
            if not new or send_invitation(request, found):
                messages.success(request, on_its_way(found.email))
        else:
            tell_of_role(request, found)
            role = as_role(found.role, found.council)
            messages.success(request, f"{found.user.name} takes part already, and is {role} from now on.")
        return redirect("people", self.programme.slug)

    def _page(self, form: InviteForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/people_invite.html", {"form": form}, status=status)


class _OneInvitation(KeepPeople):
    invitation: Invitation

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = invitations_waiting(self.programme).filter(pk=kwargs["invitation"]).first()
        if found is None:
            raise Http404
        self.invitation = found


class InvitationResend(_OneInvitation):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        try:
            sent = send_again(self.invitation, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            if send_invitation(request, sent):
                messages.success(request, f"{on_its_way(sent.email)} The link of the earlier one holds no more.")
        return redirect("people", self.programme.slug)


class InvitationWithdraw(AskingPage, _OneInvitation):
    template = "programme/invitation_withdraw.html"
    form_class = ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        withdraw(self.invitation, by=self.request.user, reason=answer["reason"])
        name = self.invitation.name
        messages.success(self.request, f"The invitation of {name} is withdrawn. Its link holds no more.")
        return redirect("people", self.programme.slug)

    def context(self) -> dict[str, Any]:
        row = self.invitation
        return {"row": row, "role": as_role(row.role, row.council)}


@method_decorator([login_not_required, never_cache], name="dispatch")
class InvitationAccept(View):
    """What the link in the mail leads to. Whoever has the mail takes the role: signed in, or with a new account."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        invitation = invitation_with(key)
        if invitation is None:
            return self._gone("")
        return self._page(invitation, self._form(invitation))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        invitation = invitation_with(key)
        if invitation is None:
            return self._gone("")
        form = self._form(invitation, request.POST)
        if form is None and not self._is_theirs(invitation):
            return self._page(invitation, None)
        if form is not None and not form.is_valid():
            return self._page(invitation, form, 422)
        try:
            if form is None:
                accept(key, user=request.user)  # type: ignore[arg-type]
            else:
                data = form.cleaned_data
                _, user = accept_with_account(key, name=data["name"], password=data["password"])
                perform_login(request, user)
        except Refused as refused:
            return self._gone(refused.reason)
        role = as_role(invitation.role, invitation.council)
        messages.success(request, f"You are {role} from now on.")
        return redirect(invitation.programme)

    def _form(self, invitation: Invitation, data: Any = None) -> NewAccountForm | None:
        """None for somebody who is signed in, and for an address that has an account."""
        if self.request.user.is_authenticated or account_of(invitation.email) is not None:
            return None
        return NewAccountForm(data, email=invitation.email, initial={"name": invitation.name})

    def _is_theirs(self, invitation: Invitation) -> bool:
        user = self.request.user
        return user.is_authenticated and user.email == invitation.email

    def _page(self, invitation: Invitation, form: NewAccountForm | None, status: int = 200) -> HttpResponse:
        context = {
            "form": form, "invitation": invitation, "role": as_role(invitation.role, invitation.council),
            "is_theirs": self._is_theirs(invitation),
        }  # fmt: skip
        return render(self.request, "programme/invitation.html", context, status=status)

    def _gone(self, reason: str) -> HttpResponse:
        status = 409 if reason else 404
        return render(self.request, "programme/invitation_gone.html", {"reason": reason}, status=status)

"""What every page of a programme begins with: the programme, seen by this person, or 404."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.generic import View

from accounts.roles import Permission
from collab.errors import Refused
from programme.models import Programme
from programme.queries import May, may_in, programmes_of

if TYPE_CHECKING:
    from accounts.models import User


LONGEST_NUMBER = 9

# What a section of the navigation asks for where a part in the programme is not enough.
SECTIONS = {
    "case": Permission.CASE_VIEW, "staffing": Permission.BASELINE_VIEW, "models": Permission.MODEL_VIEW,
    "savings": Permission.SAVINGS_VIEW,
}  # fmt: skip


def shut_to(may: May) -> frozenset[str]:
    """The sections of the navigation that are not open to this person."""
    return frozenset(name for name, permission in SECTIONS.items() if not may(permission))


class ProgrammeRequest(HttpRequest):
    """A request of somebody who is signed in (LoginRequiredMiddleware), on a page of a programme."""

    user: "User"
    programme: Programme
    may: May
    section: str
    shut: frozenset[str]


class ProgrammePage(View):
    """Sets `self.programme` and `self.may`; `section` marks the place in the navigation."""

    section = ""
    programme_argument = "programme"
    programme: Programme
    may: May
    request: ProgrammeRequest

    def dispatch(self, request: ProgrammeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        slug = kwargs[self.programme_argument]
        programme = programmes_of(request.user).filter(slug=slug).first()
        if programme is None:
            raise Http404
        self.programme, self.may = programme, may_in(programme, request.user)
        request.programme, request.may, request.section = programme, self.may, self.section
        request.shut = shut_to(self.may)
        self.load(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: Any) -> None:
        """Find what the rest of the address names, or raise Http404 or PermissionDenied."""


class FormPage(ProgrammePage):
    """A form: 422 for an answer that is none, and 409 for what is refused, with what was typed."""

    template = ""

    def form(self, data: Any = None) -> Any:
        """The form with what is saved, or with what was typed."""
        raise NotImplementedError

    def answer(self, form: Any) -> HttpResponse:
        """Do it, or raise Refused."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            return self.answer(form)
        except Refused as refused:
            return self.refused(form, refused)

    def refused(self, form: Any, refused: Refused) -> HttpResponse:
        form.add_error(self.error_field(form, refused.code), refused.reason)
        return self.page(form, 409)

    def error_field(self, form: forms.Form, code: str) -> str | None:
        """The field beside which a refusal stands: the one that its code names, if there is one."""
        return code if code in form.fields else None

    def page(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, self.template, {**self.context(), "form": form, **more}, status=status)


class AskingPage(FormPage):
    """Asks something, mostly why, before anything is done."""

    form_class: type[forms.Form]

    def form(self, data: Any = None) -> Any:
        return self.form_class(data)

    def answer(self, form: Any) -> HttpResponse:
        return self.act(form.cleaned_data)

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        """Do it, or raise Refused."""
        raise NotImplementedError


def number_sent(request: HttpRequest, name: str) -> int:
    """A whole number that a form carries along unseen; 0 where it is none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_NUMBER else 0

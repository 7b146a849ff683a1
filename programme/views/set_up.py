"""A programme is made, and its councils are kept."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from accounts.roles import Permission
from collab.errors import Refused
from programme.enums import Stage
from programme.forms.people import ReasonForm
from programme.forms.set_up import NewCouncilForm, PartForm, ProgrammeForm
from programme.models import Council, ProgrammeCouncil
from programme.pages import AskingPage, ProgrammePage, ProgrammeRequest
from programme.queries.people import may_set_up
from programme.queries.set_up import councils_to_add, parts_of
from programme.rules import set_up as rules
from programme.services import (
    add_council,
    change_part,
    make_council,
    move_council,
    remove_council,
    set_up_programme,
)

FOUND = 20


class ProgrammeNew(View):
    request: ProgrammeRequest
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reason = rules.why_not_set_up(may_set_up(request.user))  # type: ignore[arg-type]
        if reason:
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: ProgrammeRequest) -> HttpResponse:
        return self._page(ProgrammeForm())

    def post(self, request: ProgrammeRequest) -> HttpResponse:
        form = ProgrammeForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = {**form.cleaned_data, "stage": Stage(form.cleaned_data["stage"])}
        try:
            programme = set_up_programme(**data, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "The programme is made, and you are its administrator. Add its councils now.")
        return redirect("councils", programme.slug)

    def _page(self, form: ProgrammeForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/programme_new.html", {"form": form}, status=status)


class SetUpPage(ProgrammePage):
    """A page for those who put the councils of the programme in order."""

    section = "people"

    def load(self, **kwargs: Any) -> None:
        if not self.may(Permission.PROGRAMME_SET_UP):
            raise PermissionDenied(rules.NOT_SET_UP)


class Councils(SetUpPage):
    """The councils in order, and a search for others; POST adds one that was found."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page()

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        council = Council.objects.filter(slug=request.POST.get("council", "")).first()
        if council is None:
            messages.error(request, "Choose a council from the list.")
            return self._page(422)
        try:
            add_council(self.programme, council, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return self._page(409)
        messages.success(request, f"{council.name} takes part.")
        return redirect("councils", self.programme.slug)

    def _page(self, status: int = 200) -> HttpResponse:
        words = self.request.GET.get("q", "").strip()[:100]
        found = list(councils_to_add(self.programme, words)[: FOUND + 1])
        context = {
            "parts": list(parts_of(self.programme)), "words": words, "found": found[:FOUND], "more": len(found) > FOUND,
            "shown": FOUND,
        }  # fmt: skip
        return render(self.request, "programme/councils.html", context, status=status)


class CouncilNew(SetUpPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(NewCouncilForm())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = NewCouncilForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        try:
            council = make_council(
                name=data["name"], short_name=data["short_name"], ons_code=data["ons_code"], by=request.user
            )
        except Refused as refused:
            form.add_error("ons_code", refused.reason)
            return self._page(form, 409)
        add_council(
            self.programme, council, by=request.user, executive=data["executive"], population=data["population"],
            population_source=data["population_source"],
        )  # fmt: skip
        messages.success(request, f"{council.name} takes part.")
        return redirect("councils", self.programme.slug)

    def _page(self, form: NewCouncilForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/council_new.html", {"form": form}, status=status)


class _OneCouncil(SetUpPage):
    part: ProgrammeCouncil

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        found = parts_of(self.programme).filter(council__slug=kwargs["which"]).first()
        if found is None:
            raise Http404
        self.part = found


class CouncilEdit(_OneCouncil):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        kept = ("executive", "population", "population_source")
        return self._page(PartForm(initial={name: getattr(self.part, name) for name in kept}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = PartForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            change_part(self.part, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "Saved.")
        return redirect("councils", self.programme.slug)

    def _page(self, form: PartForm, status: int = 200) -> HttpResponse:
        return render(self.request, "programme/council_edit.html", {"form": form, "part": self.part}, status=status)


class CouncilMove(_OneCouncil):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        up = request.POST.get("direction") == "up"
        if move_council(self.part, up=up, by=request.user):
            messages.success(request, f"{self.part.council.name} is one place {'higher' if up else 'lower'}.")
        else:
            messages.info(request, f"{self.part.council.name} is the {'first' if up else 'last'} already.")
        return redirect("councils", self.programme.slug)


class CouncilRemove(AskingPage, _OneCouncil):
    template = "programme/council_remove.html"
    form_class = ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        remove_council(self.part, by=self.request.user, reason=answer["reason"])
        messages.success(self.request, f"{self.part.council.name} takes part no more.")
        return redirect("councils", self.programme.slug)

    def context(self) -> dict[str, Any]:
        return {"part": self.part}

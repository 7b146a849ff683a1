"""One record of any noun: added, changed, put in order, deleted, and looked back at."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from collab.errors import Refused
from programme.forms.records import ReasonForm, RecordForm, form_for
from programme.models import Kept
from programme.nouns import NOUNS, PAGE, Noun
from programme.pages import AskingPage, ProgrammePage, ProgrammeRequest, number_sent
from programme.presenters import name_of, present_changes, present_record, present_stale
from programme.queries import changes_of_record
from programme.rules import keeping as rules
from programme.services import add_record, change_record, delete_record, move_record
from programme.services.records import GONE

# What an address may choose in advance: "Add a finding" of one review, a benefit of one kind.
PRESET = ("review", "kind", "parent", "council")


def preset(noun: Noun, asked: QueryDict) -> dict[str, str]:
    return {name: str(asked[name]) for name in PRESET if name in noun.model.asked and name in asked}


class NounPage(ProgrammePage):
    section = "overview"
    noun: Noun = NOUNS[0]

    @property
    def url(self) -> str:
        """The page on which the noun is read."""
        return PAGE[self.noun.page].url(self.programme)

    def back(self, anchor: str = "") -> HttpResponse:
        return redirect(f"{self.url}{f'#{anchor}' if anchor else ''}")

    def shown(self) -> dict[str, Any]:
        """What each of these pages shows."""
        return {"noun": self.noun, "page": PAGE[self.noun.page], "back_url": self.url}

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(self.request, f"programme/record_{template}.html", {**self.shown(), **context}, status=status)


class KeepingPage(NounPage):
    """A page for whoever may keep the programme: 403 with the reason for the others."""

    def load(self, **kwargs: Any) -> None:
        reason = rules.why_not_keep(self.may)
        if reason:
            raise PermissionDenied(reason)


class RecordAdd(KeepingPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            row = add_record(
                self.noun.model, programme=self.programme, values=form.values, by=request.user,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, f"The {self.noun.one} is added.")
        return self.back(f"{self.noun.key}-{row.pk}")

    def _form(self, data: Any = None) -> RecordForm:
        initial = preset(self.noun, self.request.GET)
        return form_for(self.noun.model)(data, programme=self.programme, initial=initial)

    def _page(self, form: RecordForm, status: int = 200) -> HttpResponse:
        return self.show("edit", {"form": form, "title": f"Add {self.noun.a_new}"}, status)


class Gone(Exception):
    """The record was there and is not any more."""


class RecordPage(KeepingPage):
    """Sets `self.row`, or answers 404. Whoever wanted to do something with a record that has been deleted meanwhile
    hears of it."""

    row: Kept

    def dispatch(self, request: ProgrammeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        try:
            return super().dispatch(request, *args, **kwargs)
        except Gone:
            return self.gone()

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        model: Any = self.noun.model
        row = model._default_manager.filter(programme=self.programme, pk=kwargs["pk"]).first()
        if row is None:
            was_here = model.history.filter(programme=self.programme, id=kwargs["pk"]).exists()
            raise Gone if was_here and self.request.method == "POST" else Http404
        self.row = row

    def gone(self) -> HttpResponse:
        messages.error(self.request, GONE)
        return self.back()


class RecordEdit(RecordPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(self._form(initial={"version": self.row.version}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            change_record(
                self.row, values=form.values, version=form.cleaned_data["version"] or 0, by=request.user,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except Refused as refused:
            return self._refused(form, refused)
        messages.success(request, f"The {self.noun.one} is saved.")
        return self.back(f"{self.noun.key}-{self.row.pk}")

    def _form(self, data: Any = None, **kwargs: Any) -> RecordForm:
        # The form writes into the record that it is given.
        instance = self.noun.model._default_manager.get(pk=self.row.pk)
        return form_for(self.noun.model)(data, programme=self.programme, instance=instance, **kwargs)

    def gone(self) -> HttpResponse:
        """What was typed stands in the form of a new record."""
        chosen = preset(self.noun, self.request.POST)
        form = form_for(self.noun.model)(self.request.POST, programme=self.programme, initial=chosen)
        form.add_error(None, f"{GONE} Your words are below; saving adds them as a new entry.")
        action = f"{reverse(f'{self.noun.key}-add', args=[self.programme.slug])}?{urlencode(chosen)}"
        return self.show("edit", {"form": form, "title": f"Add {self.noun.a_new}", "action": action}, 409)

    def _refused(self, form: RecordForm, refused: Refused) -> HttpResponse:
        if refused.code == "gone":
            return self.gone()
        form.add_error(None, refused.reason)
        if refused.code != "stale":
            return self._page(form, 409)
        saved = self.noun.model._default_manager.get(pk=self.row.pk)
        stale = present_stale(saved, form.instance, form.cleaned_data)
        who = changes_of_record(self.noun, self.programme, self.row.pk)[0]
        form.has_now_seen(saved.version)
        return self._page(form, 409, stale=stale, last=who)

    def _page(self, form: RecordForm, status: int = 200, **more: Any) -> HttpResponse:
        title = f"Change the {self.noun.one} “{name_of(self.noun.model, self.row)}”"
        return self.show("edit", {"form": form, "title": title, "row": self.row, **more}, status)


class RecordDelete(AskingPage, RecordPage):
    template = "programme/record_delete.html"
    form_class = ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        version = number_sent(self.request, "version")
        try:
            delete_record(self.row, version=version, by=self.request.user, reason=answer["reason"])
        except Refused as refused:
            if refused.code == "gone":
                raise Gone from refused
            # What somebody else has made of it in the meantime is what the page shows with the refusal.
            self.row.refresh_from_db()
            raise
        messages.success(self.request, f"The {self.noun.one} is deleted. What it said stays in the history.")
        return self.back()

    def context(self) -> dict[str, Any]:
        return {
            **self.shown(), "row": self.row, "said": present_record(self.row, private=True),
            "below": [part for part in self.row.belongings() if isinstance(part, Kept)],
            "title": f"Delete the {self.noun.one} “{name_of(self.noun.model, self.row)}”?",
        }  # fmt: skip


class RecordMove(RecordPage):
    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        try:
            moved = move_record(self.row, up=request.POST.get("direction") == "up", by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return self.back()
        if moved:
            messages.success(request, "Moved.")
        else:
            messages.error(request, "It is at the edge of its list already.")
        return self.back(f"{self.noun.key}-{self.row.pk}")


class RecordHistory(NounPage):
    """For everybody who may see the programme; of what has been deleted as well."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        changes = changes_of_record(self.noun, self.programme, kwargs["pk"])
        if not changes:
            raise Http404
        private = rules.why_not_keep(self.may) is None
        latest = next(change for change in changes if not change.of_councils)
        context = {
            "changes": present_changes(changes, self.programme, private=private),
            "title": f"History of the {self.noun.one} “{name_of(self.noun.model, latest.now)}”",
            "what": capfirst(self.noun.one), "gone": latest.now.history_type == "-",
        }  # fmt: skip
        return self.show("history", context)

"""One heading: its form, its place, and its end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property

from collab.errors import Refused
from documents.forms import SectionForm
from documents.forms.acts import RemoveSectionForm
from documents.models import Document, Section
from documents.presenters import present_going
from documents.queries import ShownText, heading_step, read_text, section_above
from documents.services import add_section, change_section, move_section, remove_section
from documents.views.base import DeskPage
from documents.views.desk import UNDOABLE, back_to, show_desk
from programme.pages import ProgrammeRequest


class SectionPage(DeskPage):
    """Sets `self.target`; a deleted heading is 404, unless the page can still do something for what was typed."""

    target: Section
    living_only = True

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.target = get_object_or_404(Section, document=self.document, key=kwargs["key"])
        if self.target.removed and self.living_only:
            raise Http404


def show_new_heading(
    request: ProgrammeRequest, document: Document, form: SectionForm, follows: str, status: int = 200
) -> HttpResponse:
    """The desk with the form of a new heading open after `follows`; after the last one where that is gone."""
    keys = list(document.sections.filter(removed=False).order_by("rank").values_list("key", flat=True))
    if follows not in keys:
        follows = keys[-1] if follows and keys else ""
    return show_desk(request, document, status=status, form=form, adding_heading=True, heading_after=follows)


class SectionAdd(DeskPage):
    """A new heading; `?after=KEY` says which section it follows."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._open(SectionForm(initial={"level": 2}), request.GET.get("after", ""))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form, follows = SectionForm(request.POST), request.POST.get("follows", "")
        if not form.is_valid():
            return self._open(form, follows, 422)
        data = form.cleaned_data
        try:
            section = add_section(
                self.document, heading=data["heading"], level=data["level"], by=request.user, follows=follows,
                reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("level", refused.reason)
            return self._open(form, follows, 409)
        messages.success(request, "The heading is added.")
        return back_to(self.document, f"s-{section.key}")

    def _open(self, form: SectionForm, follows: str, status: int = 200) -> HttpResponse:
        return show_new_heading(self.request, self.document, form, follows, status)


class SectionEdit(SectionPage):
    living_only = False

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        row = self.target
        if row.removed:
            messages.error(request, "That heading has been deleted.")
            return back_to(self.document)
        return self._open(SectionForm(initial={"heading": row.heading, "level": row.level, "version": row.version}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = SectionForm(request.POST)
        if self.target.removed:
            above = section_above(self.target)
            form.add_error("heading", "Somebody else deleted this heading. Save yours as a new one in its place.")
            return show_new_heading(request, self.document, form, above.key if above else "", 409)
        if not form.is_valid():
            return self._open(form, 422)
        data = form.cleaned_data
        try:
            change_section(
                self.target, heading=data["heading"], level=data["level"], version=data["version"] or 0,
                by=request.user, reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            if refused.code == "exempt":
                form.add_error("level", refused.reason)
                return self._open(form, 409)
            self.target.refresh_from_db()
            form.add_error("heading", f"{refused.reason} It now reads “{self.target.heading}”.")
            form.has_now_seen(self.target.version)
            return self._open(form, 409)
        messages.success(request, "The heading is saved.")
        return back_to(self.document, f"s-{self.target.key}")

    def _open(self, form: SectionForm, status: int = 200) -> HttpResponse:
        return show_desk(self.request, self.document, status=status, open_piece=self.target.key, form=form)


class SectionMove(SectionPage):
    """POST with `direction`: one step up or down with all that stands under it; with `follows`, after that section."""

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        follows = request.POST.get("follows")
        if follows is None:
            direction = "up" if request.POST.get("direction") == "up" else "down"
            follows = heading_step(read_text(self.document), self.target.key, direction)
        if follows is None:
            messages.error(request, "It is already at the edge of the text.")
            return back_to(self.document, f"s-{self.target.key}")
        try:
            move_section(self.target, follows=follows, by=request.user)
        except Refused as refused:
            messages.error(request, refused.reason)
            return back_to(self.document, f"s-{self.target.key}")
        messages.success(request, "Moved, with all that stands under it.", extra_tags=UNDOABLE)
        return back_to(self.document, f"s-{self.target.key}")


class SectionRemove(SectionPage):
    """POST deletes an empty heading. One that holds text is deleted from a page that says what goes with it."""

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        data = form.cleaned_data
        seen = data["seen_with_subheadings"] if data.get("with_subheadings") else data["seen"]
        try:
            remove_section(
                self.target, by=request.user, reason=data["reason"], seen=seen,
                with_subheadings=bool(data.get("with_subheadings")),
            )  # fmt: skip
        except Refused as refused:
            form = self._form({**request.POST.dict(), **self._seen()})
            form.add_error(None, refused.reason)
            return self._page(form, 409)
        messages.success(request, "Deleted. Undo brings it back.", extra_tags=UNDOABLE)
        above = section_above(self.target)
        return back_to(self.document, f"s-{above.key}" if above else "")

    @cached_property
    def _text(self) -> ShownText:
        return read_text(self.document)

    def _form(self, data: Any = None) -> RemoveSectionForm:
        with_subheadings = len(self._text.block_of(self.target.key)) > 1
        return RemoveSectionForm(data, initial=self._seen(), with_subheadings=with_subheadings)

    def _seen(self) -> dict[str, str]:
        found = {}
        for name, deep in (("seen", False), ("seen_with_subheadings", True)):
            going = self._text.going_with(self.target.key, with_subheadings=deep)
            found[name] = " ".join(f"{piece.key}.{piece.version}" for piece in going)
        return found

    def _page(self, form: RemoveSectionForm, status: int = 200) -> HttpResponse:
        own, *further = present_going(self._text, self._text.block_of(self.target.key))
        context = {"form": form, "document": self.document, "target": self.target, "own": own, "further": further}
        return render(self.request, "documents/section_remove.html", context, status=status)

"""One paragraph: its form, where it goes, and its end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from collab.errors import Refused
from documents.enums import SectionKind
from documents.forms import ParagraphForm, ReasonForm
from documents.models import Paragraph, Section
from documents.presenters import StaleSave, present_stale, shown_words
from documents.queries import edits_of, paragraphs_of, read_text, section_above, with_figures
from documents.references import to_typed
from documents.services import add_paragraph, change_paragraph, remove_paragraph
from documents.views.base import DeskPage, whole_number
from documents.views.desk import UNDOABLE, back_to, show_desk
from programme.pages import AskingPage, ProgrammeRequest

HEADING_GONE = (
    "Somebody else deleted the heading that you were writing under. Your words are here now, under the heading above "
    "it, and not saved yet. Save them if this is their place."
)


class ParagraphPage(DeskPage):
    """Sets `self.paragraph`, a deleted one included: whoever was writing in it must not lose a word."""

    paragraph: Paragraph

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.paragraph = get_object_or_404(paragraphs_of(self.document), key=kwargs["key"])

    def _form(self, data: Any = None, **kwargs: Any) -> ParagraphForm:
        kind = self.paragraph.section.kind
        return ParagraphForm(
            data, text=self.text, before=self.paragraph.body, may_number=may_number(kind),
            empty_allowed=kind == SectionKind.IMPLICATIONS, **kwargs,
        )  # fmt: skip


def may_number(kind: str) -> bool:
    return kind not in (SectionKind.SIGNATURE, SectionKind.IMPLICATIONS)


class ParagraphEdit(ParagraphPage):
    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        if self.paragraph.removed:
            messages.error(request, "That paragraph has been deleted.")
            return back_to(self.document)
        body = to_typed(self.paragraph.body, self.text.number_of)
        row = self.paragraph
        return self._open(self._form(initial={"body": body, "numbered": row.numbered, "version": row.version}))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if self.paragraph.removed:
            return self._gone(form)
        if not form.is_valid():
            return self._open(form, status=422)
        data = form.cleaned_data
        try:
            change_paragraph(
                self.paragraph, body=data["body"], version=data["version"] or 0, by=request.user,
                numbered=data.get("numbered"), reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            return self._refused(form, refused)
        messages.success(request, "Saved.")
        return back_to(self.document, f"p-{self.paragraph.key}")

    def _refused(self, form: ParagraphForm, refused: Refused) -> HttpResponse:
        self.paragraph.refresh_from_db()
        if refused.code == "gone":
            return self._gone(form)
        form.add_error("body", refused.reason)
        if refused.code != "stale":
            return self._open(form, status=409)
        text = with_figures(read_text(self.document), self.may)
        stale = present_stale(
            text, self.paragraph, form.cleaned_data.get("body") or form.data["body"],
            edits_of(self.document).filter(piece=self.paragraph.key).first(),
        )  # fmt: skip
        form.has_now_seen(self.paragraph.version)
        return self._open(form, status=409, stale=stale)

    def _gone(self, form: ParagraphForm) -> HttpResponse:
        """The paragraph was deleted meanwhile: offer to add the typed words as a new one in its place."""
        gone = edits_of(self.document).filter(piece=self.paragraph.key).first()
        context = {
            "document": self.document, "section": self.paragraph.section, "gone": gone, "typed": form.data,
            "follows": (gone.before if gone else {}).get("follows", ""),
        }  # fmt: skip
        return render(self.request, "documents/paragraph_gone.html", context, status=409)

    def _open(self, form: ParagraphForm, *, status: int = 200, stale: StaleSave | None = None) -> HttpResponse:
        # What was refused was refused because somebody has written meanwhile.
        text = None if status == 409 else self.text
        return show_desk(
            self.request, self.document, status=status, text=text, open_piece=self.paragraph.key, form=form, stale=stale
        )


class ParagraphAdd(DeskPage):
    """A new paragraph under a heading; `?after=KEY` says which one it follows. Where the heading has been deleted
    meanwhile, the one above it takes what was typed."""

    target: Section
    heading_gone = False

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        self.target = get_object_or_404(Section, document=self.document, key=kwargs["key"])
        if self.target.removed:
            self.heading_gone, above = True, section_above(self.target)
            if above is None:
                raise Http404
            self.target = above

    def _form(self, data: Any = None, **kwargs: Any) -> ParagraphForm:
        return ParagraphForm(data, text=self.text, may_number=may_number(self.target.kind), **kwargs)

    def get(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        return self._open(self._form(initial={"numbered": True}), request.GET.get("after", ""))

    def post(self, request: ProgrammeRequest, **kwargs: Any) -> HttpResponse:
        form, follows = self._form(request.POST), request.POST.get("follows", "")
        if self.heading_gone:
            form.add_error("body", HEADING_GONE)
            return self._open(form, follows, status=409)
        if not form.is_valid():
            return self._open(form, follows, status=422)
        data = form.cleaned_data
        try:
            paragraph = add_paragraph(
                self.target, body=data["body"], by=request.user, follows=follows,
                numbered=bool(data.get("numbered")), reason=data["reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("body", refused.reason)
            return self._open(form, follows, status=409)
        messages.success(request, "The paragraph is added; those after it are renumbered.")
        return back_to(self.document, f"p-{paragraph.key}")

    def _open(self, form: ParagraphForm, follows: str, status: int = 200) -> HttpResponse:
        mates = self.target.paragraphs.filter(removed=False).order_by("rank").values_list("key", flat=True)
        if follows and follows not in mates:
            # The one that it was to follow is gone: it comes last.
            follows = mates.last() or ""
        return show_desk(
            self.request, self.document, status=status, text=None if status == 409 else self.text,
            form=form, adding_to=self.target.key, adding_after=follows,
        )  # fmt: skip


class LivingParagraphPage(ParagraphPage):
    """A page of a paragraph that is still there; for one that is not, back to the desk with the reason."""

    def dispatch(self, request: ProgrammeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, refused.reason)
            return back_to(self.document)

    def load(self, **kwargs: Any) -> None:
        super().load(**kwargs)
        if self.paragraph.removed:
            raise Refused("That paragraph has been deleted in the meantime.", code="gone")


class ParagraphRemove(AskingPage, LivingParagraphPage):
    template = "documents/paragraph_remove.html"
    form_class = ReasonForm

    def act(self, answer: dict[str, Any]) -> HttpResponse:
        version = whole_number(self.request.POST.get("version", "")) or 0
        try:
            remove_paragraph(self.paragraph, version=version, by=self.request.user, reason=answer["reason"])
        except Refused:
            # The page shows with the refusal what somebody else has made of it in the meantime.
            self.paragraph.refresh_from_db()
            raise
        messages.success(self.request, "Deleted. Undo brings it back.", extra_tags=UNDOABLE)
        return back_to(self.document, f"s-{self.paragraph.section.key}")

    def context(self) -> dict[str, Any]:
        text = read_text(self.document)
        shown = text.paragraphs.get(self.paragraph.key)
        return {
            "document": self.document, "paragraph": self.paragraph,
            "name": shown.name if shown else "this paragraph", "words": shown_words(text, self.paragraph.body),
        }  # fmt: skip

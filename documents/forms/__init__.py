"""What people type into the desk: parsing and field checks."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.web.forms import CollabForm, DatePartsField, Radios
from documents.forms.base import ReasonForm
from documents.front import FRONT_FIELDS
from documents.models.document import LONGEST_TITLE
from documents.models.text import LONGEST_BODY, LONGEST_HEADING
from documents.naming import misnamed
from documents.notation import Chip, Live, clean
from documents.queries import ShownText
from documents.references import to_stored, with_numbers
from documents.rich import from_editor, to_editor
from documents.styles import Style
from programme.models import Council

NOTATION = (
    "**bold**, *italic*, [words](https://address). Begin a line with (a) for a lettered item, with - for a bullet, "
    "with | for a row of a table. {12} refers to paragraph 12."
)
# In what a text came: as it is typed, or as the editor of the desk has it.
AS_TYPED, AS_EDITED = "notation", "editor"
# More than any text that may be saved, whatever tags it stands in.
LONGEST_HTML = 1_000_000


class ParagraphForm(ReasonForm):
    """`numbers` maps the numbers that the person saw to keys, so that {12} means the paragraph that was 12 then.

    `text` is what the paragraph belongs to, and `before` how it is saved. Where scripts run, the body comes from the
    editor, and `written` says so. It is turned into what would have been typed before anything else looks at it.
    """

    body = forms.CharField(
        label="Text", help_text=NOTATION, max_length=LONGEST_BODY, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "govuk-textarea--text", "spellcheck": "true"}),
        error_messages={
            "max_length": (
                "The text has %(show_value)d characters, and one paragraph holds %(limit_value)d. Shorten it, or put "
                "the rest into a paragraph of its own."
            )
        },
    )  # fmt: skip
    numbered = forms.BooleanField(label="Number this paragraph", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    numbers = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("body", "numbered", "reason", "version", "numbers")

    def __init__(
        self, data: Any = None, *, text: ShownText, may_number: bool, empty_allowed: bool = False, before: str = "",
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.text, self.living, self.before = text, set(text.paragraphs), before
        if data is not None and data.get("written") == AS_EDITED and len(data.get("body", "")) <= LONGEST_HTML:
            number_of = {key: number for number, key in self._numbers(data).items()}
            typed = with_numbers(from_editor(data.get("body", "")).text, number_of)
            data = data.copy()
            data["body"], data["written"] = typed, AS_TYPED
        super().__init__(data, **kwargs)
        # Browsers cut a pasted text at maxlength without a word; the error says it instead.
        self.fields["body"].widget.attrs.pop("maxlength", None)
        if not may_number:
            del self.fields["numbered"]
        if empty_allowed:
            self.fields["body"].required = False

    def show_in_editor(
        self, key_of: Mapping[str, str], number_of: Mapping[str, str], say: Callable[[Chip | Live], str]
    ) -> None:
        """Give the text area what the editor begins with. `key_of`, `number_of` and `say` are those of the desk around
        it."""
        key_of = self._numbers(self.data) if self.is_bound else key_of
        html = to_editor(clean(self["body"].value() or ""), key_of=key_of, number_of=number_of, say=say)
        self.fields["body"].widget.attrs["data-editor"] = html

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "body" in data:
            data["body"], unknown = to_stored(data["body"], self._numbers(data))
            if unknown:
                which = ", ".join(dict.fromkeys(unknown))
                self.add_error(
                    "body",
                    f"There is no paragraph {which} to refer to. Correct the number, or write \\{{{unknown[0]}}} "
                    "with a backslash if you mean the brackets themselves.",
                )
        if "body" in data:
            programme = f"p{self.text.document.programme_id}"
            sentences = misnamed(data["body"], self.before, self.text.register, programme)
            if sentences:
                self.add_error("body", ValidationError(sentences))
        return data

    def _numbers(self, data: Any) -> dict[str, str]:
        return {number: key for number, key in seen_numbers(data.get("numbers")).items() if key in self.living}


def seen_numbers(text: str | None) -> dict[str, str]:
    """What a hidden field says of the numbers that the person saw; nothing where it says nothing of the kind."""
    try:
        seen = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(number): str(key) for number, key in seen.items()} if isinstance(seen, dict) else {}


class SectionForm(ReasonForm):
    heading = forms.CharField(label="Heading", max_length=LONGEST_HEADING)
    level = forms.TypedChoiceField(
        label="Level", coerce=int, widget=Radios,
        choices=((1, "Part of the report"), (2, "Heading"), (3, "Sub-heading")),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("heading", "level", "reason", "version")


class FrontForm(ReasonForm):
    """The title and the front fields that the house style has, in its order and with its labels."""

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, style: Style, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in style.front:
            hint = FRONT_FIELDS[field.key][2]
            if field.key == "meeting_date":
                self.fields[field.key] = DatePartsField(label=field.label, required=False, help_text=hint)
            else:
                self.fields[field.key] = forms.CharField(
                    label=field.label, required=False, max_length=300, help_text=hint
                )
        self.order_fields(["title", *(field.key for field in style.front), "reason", "version"])

    @property
    def front(self) -> dict[str, str]:
        """The filled fields as text, without title and date."""
        return {
            key: self.cleaned_data[key] for key in FRONT_FIELDS if self.cleaned_data.get(key) and key != "meeting_date"
        }


class CouncilForm(CollabForm):
    """Which council's report it is, of those that the person may write for."""

    council = forms.ModelChoiceField(label="Council", queryset=Council.objects.none(), empty_label="Choose a council")

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["council"]
        field.queryset = Council.objects.filter(pk__in=[council.pk for council in councils])  # type: ignore[attr-defined]
        if len(councils) == 1:
            field.initial = councils[0]
            field.empty_label = None  # type: ignore[attr-defined]


class BeginForm(CouncilForm):
    title = forms.CharField(label="Title of the report", max_length=LONGEST_TITLE)
    field_order = ("title", "council")


class BeginCaseForm(CollabForm):
    title = forms.CharField(label="Title of the business case", max_length=LONGEST_TITLE)


class UploadForm(CouncilForm):
    file = forms.FileField(
        label="The report", allow_empty_file=True, max_length=200,
        help_text="Word (.docx), Markdown or plain text, up to 20 MB. You see what was understood before it is saved.",
    )  # fmt: skip
    field_order = ("file", "council")


class KeepForm(CollabForm):
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)


class PlaceForm(ReasonForm):
    """Where a paragraph goes: after another one, or first under a heading."""

    place = forms.ChoiceField(label="Put it")
    field_order = ("place", "reason")

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Choose a place"), *places]  # type: ignore[attr-defined]

    def clean_place(self) -> tuple[str, str]:
        section, _, follows = self.cleaned_data["place"].partition("/")
        if not section:
            raise ValidationError("Choose where it goes")
        return section, follows

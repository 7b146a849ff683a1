"""Which changes of a document to show."""

from typing import Any

from django import forms

from collab.web.forms import CollabForm
from documents.queries.filters import ADDED, DELETED, FRONT_ONLY, MOVES, WORDS

KINDS = (
    ("", "Everything"), (WORDS, "Words"), (MOVES, "Moves"), (ADDED, "What was added"), (DELETED, "What was deleted"),
    (FRONT_ONLY, "Title and front fields"),
)  # fmt: skip
DAYS = ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")


class ChangesForm(CollabForm):
    """`authors` are the (value, name) of those who did something."""

    kind = forms.ChoiceField(label="What", choices=KINDS, required=False)
    since = forms.DateField(label="From", required=False, input_formats=DAYS)
    until = forms.DateField(label="To", required=False, input_formats=DAYS)

    def __init__(self, *args: Any, authors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = forms.ChoiceField(label="Who", choices=[("", "Everybody"), *authors], required=False)
        for name in ("since", "until"):
            self.fields[name].error_messages["invalid"] = "This must be a real date, for example 12/3/2013"
            self.fields[name].widget.attrs["placeholder"] = "12/3/2013"
        self.order_fields(["who", "kind", "since", "until"])

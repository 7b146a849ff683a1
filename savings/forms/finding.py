"""Which lines of a plan are looked at."""

from typing import Any

from django import forms

from collab.web.forms import CollabForm
from savings.enums import LineKind, LineStatus, Rating
from savings.queries import LineSight
from savings.queries.lines import MINE, NOT_SENT, ORDERS, ORDERS_OF_AMOUNTS, OVERDUE, LinesWanted

UPDATES = [("", "All"), (NOT_SENT, "Needs an update"), (OVERDUE, "Update is overdue")]
NO_SERVICE = "(no service)"
ORDER_WORDS = {
    "ref": "Reference", "title": "Title", "service": "Service", "status": "Status", "planned": "Planned",
    "forecast": "Forecast", "confirmed": "Confirmed",
}  # fmt: skip


class FindLinesForm(CollabForm):
    """Sent by GET. It asks for nothing that this person could not see in a line."""

    text = forms.CharField(label="Words", required=False, max_length=100, widget=forms.SearchInput)
    service = forms.ChoiceField(label="Service", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *LineKind.choices])
    rating = forms.ChoiceField(label="Rating", required=False, choices=[("", "All"), *Rating.choices])
    owner = forms.ChoiceField(label="Owner", required=False, choices=[("", "All"), (MINE, "My lines")])
    update = forms.ChoiceField(label="Quarter’s update", required=False, choices=UPDATES)
    order = forms.ChoiceField(label="Order", required=False)

    def __init__(self, *args: Any, services: list[str], sight: LineSight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["service"].choices = [
            ("", "All"),
            *((name or NO_SERVICE, name or "No service said") for name in services),
        ]
        hidden = () if sight == LineSight.OWN else (LineStatus.PROPOSED, LineStatus.WITHDRAWN)
        fields["status"].choices = [("", "All"), *((row.value, row.label) for row in LineStatus if row not in hidden)]
        orders = [*ORDERS, *(ORDERS_OF_AMOUNTS if sight > LineSight.ROUNDED else ())]
        named = [(f"{sign}{name}", _order(name, sign)) for name in orders for sign in _signs(name)]
        fields["order"].choices = [("", "As in the plan"), *named]
        if sight != LineSight.OWN:
            del fields["owner"], fields["update"]

    def wanted(self, user: Any) -> LinesWanted:
        """Of a form that is valid."""
        data = self.cleaned_data
        service = None if not data["service"] else "" if data["service"] == NO_SERVICE else data["service"]
        owner = user if data.get("owner") == MINE else None
        return LinesWanted(
            data["text"], data["status"], service, data["kind"], data["rating"], owner, data["order"],
            data.get("update", ""),
        )  # fmt: skip


def _signs(name: str) -> tuple[str, ...]:
    return ("-", "") if name in ORDERS_OF_AMOUNTS else ("", "-")


def _order(name: str, sign: str) -> str:
    if name in ORDERS_OF_AMOUNTS:
        return f"{ORDER_WORDS[name]}, {'most' if sign else 'least'} first"
    return f"{ORDER_WORDS[name]}, backwards" if sign else ORDER_WORDS[name]

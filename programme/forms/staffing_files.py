"""What is asked of a staffing file: the file and its day, cells to mend, and whether it is saved."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collab.moments import day
from collab.web.forms import CollabForm, DatePartsField

LONGEST_CELL = 1000


class UploadForm(CollabForm):
    file = forms.FileField(
        label="The staffing file", allow_empty_file=True, max_length=200,
        help_text="CSV or Excel (.xlsx), up to 20 MB. You see what was read before anything is saved.",
    )  # fmt: skip
    as_at = DatePartsField(label="As at", help_text="The day whose posts it tells of. For example 30 11 2012.")
    keep_names = forms.BooleanField(
        label="Keep names, e-mail addresses and telephone numbers", required=False,
        help_text="They are dropped unless you ask for them. Nobody but the council’s finance and HR leads sees them.",
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> datetime.date:
        as_at: datetime.date = self.cleaned_data["as_at"]
        if as_at > self.today:
            raise ValidationError(f"A baseline is what there was on a day: choose {day(self.today)} or an earlier day")
        return as_at


@dataclass(frozen=True)
class RejectedRow:
    """A row that was no post as it stands: `messages` are (heading or "", sentence), `cells` what it says."""

    number: int
    messages: list[tuple[str, str]]
    cells: dict[str, str]

    @property
    def wrong(self) -> set[str]:
        return {heading for heading, _ in self.messages if heading}


class MendForm(CollabForm):
    """The cells of rejected rows. `mends` are those that were changed, `left_out` the rows that are no posts."""

    def __init__(self, *args: Any, rows: Sequence[RejectedRow], **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)
        for row in rows:
            for at, (heading, text) in enumerate(row.cells.items()):
                self.fields[f"r{row.number}c{at}"] = forms.CharField(
                    label=heading, required=False, initial=text, max_length=LONGEST_CELL
                )
            self.fields[f"r{row.number}out"] = forms.BooleanField(
                label=f"Leave row {row.number} out: it is no post", required=False
            )

    @property
    def mends(self) -> dict[tuple[int, str], str]:
        return {
            (row.number, heading): self.cleaned_data[f"r{row.number}c{at}"]
            for row in self.rows
            for at, (heading, text) in enumerate(row.cells.items())
            if self.cleaned_data[f"r{row.number}c{at}"] != text.strip()
        }

    @property
    def left_out(self) -> list[int]:
        return [row.number for row in self.rows if self.cleaned_data[f"r{row.number}out"]]

    @property
    def parts(self) -> list[tuple[RejectedRow, list[Any], list[Any], Any]]:
        """For the page: each row with the cells that are wrong, the others, and whether it is left out."""
        found = []
        for row in self.rows:
            cells = [(heading, self[f"r{row.number}c{at}"]) for at, heading in enumerate(row.cells)]
            wrong = [field for heading, field in cells if heading in row.wrong]
            others = [field for heading, field in cells if heading not in row.wrong]
            found.append((row, wrong, others, self[f"r{row.number}out"]))
        return found


class KeepForm(CollabForm):
    """Asks for leave where rows were rejected."""

    def __init__(self, *args: Any, rejected: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rejected:
            rows = "the rejected row" if rejected == 1 else f"the {rejected:,} rejected rows"
            self.fields["partial"] = forms.BooleanField(
                label=f"Save it without {rows}",
                error_messages={"required": f"Mend {rows}, or tick the box to save it without"},
            )

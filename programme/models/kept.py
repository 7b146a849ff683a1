"""What all records of a programme have in common: version, source, history, and the names of what people are asked."""

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from programme.dates import NOT_A_DATE, in_words, last_day, parse
from programme.enums import Exactness

SOURCE_HINT = "A report and its paragraph, a minute, a letter, a meeting: so that others can look it up."


class Kept(models.Model):
    """A record that the programme manager keeps and everybody in the programme reads.

    `asked` names what a form asks for, in the order in which pages and histories show it; nothing else of a record is
    changed by people. `private` are those of them that are shown only to who may change the record; `called` is the one
    by which people know it.
    """

    asked: ClassVar[tuple[str, ...]] = ()
    private: ClassVar[tuple[str, ...]] = ()
    called: ClassVar[str] = "text"

    version = models.PositiveIntegerField(default=1, editable=False)
    source = models.CharField("source", max_length=200, help_text=SOURCE_HINT)

    class Meta:
        abstract = True

    def siblings(self) -> Any:
        """The records among which this one has its place."""
        everything: Any = type(self)._default_manager
        return everything.filter(programme=self.programme_id)  # type: ignore[attr-defined]

    def belongings(self) -> list[models.Model]:
        """What goes with it when it is deleted, in the order in which it has to go."""
        return []


class InOrder(models.Model):
    """A record with a place among its siblings. Two that share a position stand in the order in which they came."""

    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class KnownDate(property):
    """A date as exactly as it is known, kept in two columns and read and written in words: "Summer 2012" or "".

    Setting words that are no date raises ValidationError.
    """

    def __init__(self, on: str, exactness: str, label: str, hint: str = "", *, needed: bool = False) -> None:
        self.on, self.exactness, self.label, self.hint, self.needed = on, exactness, label, hint, needed
        super().__init__(self.read, self._write)

    @property
    def columns(self) -> tuple[str, str]:
        return self.on, self.exactness

    def read(self, row: Any) -> str:
        """The words, of a record or of a row of its history."""
        on = getattr(row, self.on)
        if isinstance(on, str):
            on = datetime.date.fromisoformat(on)
        return in_words(on, getattr(row, self.exactness)) if on else ""

    def _write(self, row: Any, words: str) -> None:
        on: datetime.date | None = None
        exactness = Exactness.DAY
        if words:
            try:
                on, exactness = parse(words)
            except ValueError:
                raise ValidationError(NOT_A_DATE) from None
        setattr(row, self.on, on)
        setattr(row, self.exactness, exactness)

    def last_day(self, row: Any) -> datetime.date | None:
        """The day after which what `row` names is past."""
        on = getattr(row, self.on)
        return last_day(on, getattr(row, self.exactness)) if on else None


def exactness() -> models.CharField:
    return models.CharField(max_length=20, choices=Exactness, default=Exactness.DAY, editable=False)


def one_of(field: str, choices: Any, name: str) -> models.CheckConstraint:
    """The field has one of the choices, or is empty where it may be."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)


def whenever(condition: models.Q, then: models.Q, *, name: str, field: str, say: str) -> models.CheckConstraint:
    """Wherever `condition` holds, so does `then`; `say` stands beside `field` of the form where it does not."""
    return models.CheckConstraint(
        condition=~condition | then, name=name, violation_error_code=field, violation_error_message=say
    )

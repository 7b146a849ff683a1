"""What the programme manager types: one form for every noun, made from what its model asks."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst

from accounts.models import User
from collab.web.forms import CollabForm, DatePartsField, Radios, ask_plainly
from programme.dates import EXAMPLES, NOT_A_DATE, in_words, parse
from programme.enums import MONEY_KINDS, BenefitKind, Stage
from programme.models import Benefit, Council, Kept, KnownDate, Programme, Review, Workstream
from programme.models.benefit import MONEY

RADIOS_AT_MOST = 5
WHY = "Why (you may leave this out)"
WHY_HINT = "Kept in the history beside your name."


class KnownDateField(forms.CharField):
    """A date in words, as exactly as it is known. Cleans to the words as they are kept, or ""."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-20"})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return in_words(*parse(text))
        except ValueError:
            raise ValidationError(NOT_A_DATE, code="invalid") from None


def known_date_field(known: KnownDate) -> KnownDateField:
    return KnownDateField(
        label=capfirst(known.label), help_text=f"{known.hint} For example: {EXAMPLES}.", max_length=60,
        required=known.needed,
    )  # fmt: skip


class ReasonForm(CollabForm):
    reason = forms.CharField(label=WHY, required=False, max_length=200, help_text=WHY_HINT)


class VersionedForm(ReasonForm):
    """Names the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def has_now_seen(self, version: int) -> None:
        """From now on the person knows what is saved: saving again is a decision and not an accident."""
        see(self, "version", version)


def see(form: forms.Form, name: str, number: int) -> None:
    """The form that was sent counts as made from the version `number`."""
    data: Any = form.data
    form.data = data.copy()
    form.data[name] = str(number)  # type: ignore[index]


class RecordForm(VersionedForm, forms.ModelForm):
    """What a record of a programme asks for. `values` are what was given, for the service; the form saves nothing."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        self.known = _known_dates(self._meta.model)
        for name, known in self.known.items():
            self.fields[name] = known_date_field(known)
            self.initial.setdefault(name, getattr(self.instance, name))
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                asked: Any = field.queryset
                field.queryset = choices_in(programme, asked.model, self.instance)
        self.order_fields([*self._meta.model.asked, "reason", "version"])
        ask_plainly(self)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.model.asked if name in self.cleaned_data}

    def _post_clean(self) -> None:
        for name in self.known:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints that speak of the programme or of a date are asked as well."""
        columns = {column for known in self.known.values() for column in known.columns}
        return super()._get_validation_exclusions() - columns - {"programme"}  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """An error of a constraint stands beside the field that its code names."""
        placed: dict[str, list[ValidationError]] = {}
        for name, found in errors.error_dict.items():
            for error in found:
                at = error.code if name == NON_FIELD_ERRORS and error.code in self.fields else name
                placed.setdefault(at if at in self.fields else NON_FIELD_ERRORS, []).append(error)
        super()._update_errors(ValidationError(placed))  # type: ignore[misc]


class BenefitForm(RecordForm):
    """Asks for money only where the benefit is money."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        money = (self.instance.kind or self.initial.get("kind") or BenefitKind.CASH) in MONEY_KINDS
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in BenefitKind if (kind in MONEY_KINDS) == money]
        if not money:
            for name in MONEY:
                del self.fields[name]


def _known_dates(model: type[Kept]) -> dict[str, KnownDate]:
    found = {name: getattr(model, name, None) for name in model.asked}
    return {name: known for name, known in found.items() if isinstance(known, KnownDate)}


def choices_in(programme: Programme, model: Any, row: Kept) -> Any:
    """What of this programme a record may name."""
    if model is Council:
        return Council.objects.filter(programme_councils__programme=programme).order_by("programme_councils__position")
    if model is User:
        return User.objects.filter(memberships__programme=programme, is_active=True).distinct()
    if model is Workstream:
        return programme.workstreams.filter(parent__isnull=True).exclude(pk=row.pk)
    return Review.objects.filter(programme=programme)


@cache
def form_for(model: type[Kept]) -> type[RecordForm]:
    """The form of a noun."""
    plain = [name for name in model.asked if name not in _known_dates(model)]
    form = BenefitForm if model is Benefit else RecordForm
    made: Any = forms.modelform_factory(model, form=form, fields=plain, formfield_callback=_field)
    return made


def _field(field: Any, **kwargs: Any) -> Any:
    if isinstance(field, models.DateField):
        return DatePartsField(
            label=capfirst(field.verbose_name), required=not field.blank, help_text=field.help_text or ""
        )
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    if isinstance(field, models.ManyToManyField):
        kwargs |= {"widget": forms.CheckboxSelectMultiple}
    elif isinstance(field, models.ForeignKey):
        kwargs["empty_label"] = "Choose one" if not field.blank else "Nobody in particular"
        if field.name == "parent":
            kwargs["empty_label"] = "Nothing: it is a workstream of its own"
    found: Any = field.formfield(**kwargs)
    if field.choices:
        _choose(found, optional=field.blank)
    return found


def _choose(field: Any, *, optional: bool) -> None:
    """Radio buttons where there are few, a list where there are many."""
    choices = [(value, label) for value, label in field.choices if value not in ("", None)]
    if optional:
        choices.insert(0, ("", "Not decided yet"))
    elif len(choices) > RADIOS_AT_MOST:
        choices.insert(0, ("", "Choose one"))
    field.choices = choices
    if len(choices) <= RADIOS_AT_MOST:
        field.widget = Radios(choices=choices)


class StageForm(VersionedForm):
    """A change of stage. Its reason is read by everybody on the overview."""

    stage = forms.ChoiceField(label="Stage", choices=Stage.choices, widget=Radios)
    since = known_date_field(Programme.since)
    stage_reason = forms.CharField(
        label="Why", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody in the programme reads it on the overview. A deferral needs it.",
    )  # fmt: skip
    stage_review_on = DatePartsField(
        label="When the deferral is looked at again", required=False, help_text="A deferral needs it."
    )
    field_order = ("stage", "since", "stage_reason", "stage_review_on", "reason", "version")

    def clean(self) -> dict[str, Any]:
        from programme.rules import keeping as rules

        data = super().clean() or {}
        if data.get("stage"):
            reason = data.get("stage_reason", "")
            review = bool(data.get("stage_review_on")) or "stage_review_on" in self.errors
            lacks = rules.why_not_stage(data["stage"], reason=reason, review=review)
            if lacks:
                self.add_error(*lacks)
        return data

"""Forms whose save somebody else may have overtaken."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse

from collab.errors import Refused
from programme.pages import FormPage
from programme.presenters.records import Difference


class VersionedFormPage(FormPage):
    """What somebody else saved meanwhile is shown beside what was typed; what they deleted is not there. It stands
    behind a page that finds what the address names (`find`)."""

    find: Callable[..., None]

    def version(self) -> int:
        """That of what is saved now."""
        raise NotImplementedError

    def refused(self, form: Any, refused: Refused) -> HttpResponse:
        if refused.code == "gone":
            raise Http404
        if refused.code != "stale":
            return super().refused(form, refused)
        form.add_error(None, refused.reason)
        self.find(**self.kwargs)
        form.has_now_seen(self.version())
        return self.page(form, 409, stale=differences(form, self.form()))


def differences(typed: forms.Form, saved: forms.Form) -> list[Difference]:
    """Where what was typed differs from what is saved now, in words."""
    found = []
    for bound in typed:
        if bound.is_hidden or bound.name == "reason":
            continue
        mine, theirs = _words(bound), _words(saved[bound.name])
        if mine != theirs:
            found.append(Difference(str(bound.label), theirs, mine))
    return found


def _words(bound: forms.BoundField) -> str:
    value: Any = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(bound.field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        choices: Any = bound.field.choices
        return ", ".join(str(label) for key, label in choices if str(key) in chosen) or "nothing"
    return str(value if value is not None else "").strip() or "nothing"

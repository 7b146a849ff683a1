"""What is asked when somebody is invited, comes, and is given or taken a role."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.forms import LENGTH_HINT
from accounts.models import User
from accounts.roles import COUNCIL_ROLES, PROGRAMME_ROLES, Role
from collab.web.forms import CollabForm
from programme.models import Council

NO_ADDRESS = "Enter an e-mail address like name@example.gov.uk"


def _choices(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """In the order of the roles; the label as it is at the beginning of a line."""
    return [(role.value, role.label[0].upper() + role.label[1:]) for role in Role if role in roles]


ROLES = (
    ("", "Choose a role"),
    ("For one council", _choices(COUNCIL_ROLES)),
    ("For the programme as a whole", _choices(PROGRAMME_ROLES)),
)
WHOLE = "The programme as a whole"


class ReasonForm(CollabForm):
    reason = forms.CharField(label="Why", max_length=200, help_text="Kept in the list of changes of access.")


class RoleForm(CollabForm):
    """A role and, where it is one for a council, which."""

    role = forms.ChoiceField(label="Role", choices=ROLES)
    council = forms.ModelChoiceField(
        label="Council", queryset=Council.objects.none(), required=False, empty_label=WHOLE,
        help_text="Officers and leads work for one council; the other roles for the whole programme.",
    )  # fmt: skip

    def __init__(self, *args: Any, councils: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["council"]
        field.queryset = Council.objects.filter(pk__in=[council.pk for council in councils])  # type: ignore[attr-defined]
        field.choices = [("", WHOLE), *((council.pk, council.short_name) for council in councils)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role, council = data.get("role"), data.get("council")
        if role in COUNCIL_ROLES and "council" in data and council is None:
            self.add_error("council", f"Choose the council: the role {Role(role).label} is for one")
        if role in PROGRAMME_ROLES and council is not None:
            self.add_error("council", f"Choose “{WHOLE}”: the role {Role(role).label} is not for one council")
        return data


class GiveForm(RoleForm, ReasonForm):
    """Another role for somebody who takes part."""

    field_order = ("role", "council", "reason")


class InviteForm(RoleForm):
    name = forms.CharField(label="Name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="E-mail address", max_length=254, error_messages={"invalid": NO_ADDRESS},
        help_text="The mail with the invitation goes there. It holds for seven days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("name", "email", "role", "council")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewAccountForm(CollabForm):
    """Whoever follows the link of an invitation and has no account yet."""

    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As others in the programme shall see it.",
    )  # fmt: skip
    password = forms.CharField(
        label="Password", strip=False, help_text=LENGTH_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="The password once more", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "The two passwords are not the same")
        elif data.get("password"):
            try:
                validate_password(data["password"], User(email=self.email, name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class NameForm(CollabForm):
    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As others in your programmes see it.",
    )  # fmt: skip


class ListForm(forms.Form):
    """How a list of people or of changes is narrowed; what it does not know is left out."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False, choices=[("", ""), *Role.choices])
    council = forms.ModelChoiceField(required=False, queryset=Council.objects.none(), to_field_name="slug")
    sort = forms.CharField(required=False, max_length=20)

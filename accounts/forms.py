"""allauth's forms in the words of this site, and the form of a token."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

from accounts.models import User
from accounts.services.tokens import DEFAULT_DAYS, LONGEST_DAYS
from collab.web.forms import CollabForm, ask_plainly

LENGTH_HINT = "At least 12 characters. Three words that do not belong together make a good one."


class _InOurWords(forms.BaseForm):
    """Labels and hints of ours; no placeholders, which vanish as soon as one types."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            self.fields[name].label = label
            self.fields[name].help_text = hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        ask_plainly(self)


class SignInForm(_InOurWords, allauth_forms.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What password managers look for beside a password.
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "spellcheck": "false"})


class ForgottenForm(_InOurWords, allauth_forms.ResetPasswordForm):
    words = {"email": ("E-mail address", "The one with which you sign in.")}


class NewPasswordForm(_InOurWords, allauth_forms.ResetPasswordKeyForm):
    words = {"password1": ("New password", LENGTH_HINT), "password2": ("The new password once more", "")}


class ChangePasswordForm(_InOurWords, allauth_forms.ChangePasswordForm):
    words = {
        "oldpassword": ("Present password", ""),
        "password1": ("New password", LENGTH_HINT),
        "password2": ("The new password once more", ""),
    }


class AgainForm(_InOurWords, allauth_forms.ReauthenticateForm):
    words = {"password": ("Password", "")}


class TokenForm(CollabForm):
    name = forms.CharField(
        label="What it is for", max_length=100, help_text="So that you know it again, for example “Monthly figures”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label="It holds for", coerce=int, initial=DEFAULT_DAYS,
        choices=[(30, "30 days"), (DEFAULT_DAYS, f"{DEFAULT_DAYS} days"), (180, "180 days"), (LONGEST_DAYS, "A year")],
    )  # fmt: skip
    password = forms.CharField(
        label="Your password", strip=False, help_text="Whoever has the token reads what you may read.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.by.check_password(password):
            raise forms.ValidationError("The password is not right.")
        return password

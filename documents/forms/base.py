"""What the forms of the desk have in common."""

from django import forms

from collab.web.forms import CollabForm


class ReasonForm(CollabForm):
    """What every change may be given with it: a reason, and the version that the person saw."""

    reason = forms.CharField(
        label="Why (you may leave this out)", required=False, max_length=200,
        help_text="Kept in the list of changes beside your name.",
    )  # fmt: skip

    def has_now_seen(self, version: int) -> None:
        """From now on the person knows what is saved: saving again is a decision and not an accident."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]

"""What the frame of every page needs."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    current: bool


# section (request.section), label, url name, name of the argument that takes the programme's slug
SECTIONS = (
    ("overview", "Overview", "programme-overview", "slug"),
    ("case", "Business case", "business-case", "programme"),
    ("staffing", "Staffing", "staffing-list", "programme"),
    ("models", "Operating models", "model-list", "programme"),
    ("savings", "Savings", "savings", "programme"),
    ("reports", "Reports", "report-list", "programme"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """`programme` that the view set as `request.programme` (or None), its `nav`, and whether mail is shown."""
    programme = getattr(request, "programme", None)
    return {
        "programme": programme,
        "nav": _nav(request, programme),
        "show_mail": settings.SHOW_MAIL,
    }


def _nav(request: HttpRequest, programme: Any) -> list[NavItem]:
    """The sections of the programme that are open to somebody who is signed in (`request.shut` names the others)."""
    user = getattr(request, "user", None)
    if programme is None or user is None or not user.is_authenticated:
        return []
    section, shut = getattr(request, "section", ""), getattr(request, "shut", ())
    return [
        NavItem(label, reverse(name, kwargs={argument: programme.slug}), key == section)
        for key, label, name, argument in SECTIONS
        if key not in shut
    ]

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import User
from collab.web.context import NavItem, site

PROGRAMME = SimpleNamespace(
    slug="three-borough",
    name="Three Borough People Services",
    is_demonstration=True,
    demonstration_note="Posts are fictitious.",
    own_date=datetime.date(2014, 6, 30),
    today=datetime.date(2014, 6, 30),
)


@pytest.fixture(autouse=True)
def own_pages(settings) -> None:
    settings.ROOT_URLCONF = "tests.collab.web.pages"


def asked(user: object, **given: object):
    request = RequestFactory().get("/")
    request.user = user
    for name, value in given.items():
        setattr(request, name, value)
    return request


def test_navigation_marks_the_section_of_the_page() -> None:
    request = asked(User(name="Ada", email="ada@example.org"), programme=PROGRAMME, section="reports")
    assert site(request)["nav"] == [
        NavItem("Overview", "/programmes/three-borough/", False),
        NavItem("Business case", "/programmes/three-borough/business-case/", False),
        NavItem("Staffing", "/programmes/three-borough/staffing/", False),
        NavItem("Operating models", "/programmes/three-borough/operating-models/", False),
        NavItem("Savings", "/programmes/three-borough/savings/", False),
        NavItem("Reports", "/programmes/three-borough/reports/", True),
    ]
    request.shut = frozenset({"case", "models"})
    assert [item.label for item in site(request)["nav"]] == ["Overview", "Staffing", "Savings", "Reports"]


def test_navigation_is_empty_without_programme_or_person() -> None:
    person = User(name="Ada", email="ada@example.org")
    assert site(asked(person))["nav"] == []
    assert site(asked(person))["programme"] is None
    assert site(asked(AnonymousUser(), programme=PROGRAMME))["nav"] == []


def test_shows_mail_only_where_settings_say_so(settings) -> None:
    for show in (True, False):
        settings.SHOW_MAIL = show
        page = render_to_string("base.html", {}, asked(AnonymousUser()))
        assert site(asked(AnonymousUser()))["show_mail"] is show
        assert ("Mail that would have been sent" in page) is show


def test_frame_names_person_programme_and_the_demonstration() -> None:
    person = User(name="Ada <Burns>", email="ada@example.org")
    page = render_to_string("base.html", {}, asked(person, programme=PROGRAMME, section="overview"))
    assert "Ada &lt;Burns&gt;" in page
    assert '<a href="/programmes/three-borough/" aria-current="page">Overview</a>' in page
    assert "<b>Demonstration data.</b> Posts are fictitious. Today is taken to be 30 June 2014." in page
    assert page.count('action="/sign-out/"') == 2  # in the masthead, and in the menu of a small window


def test_frame_for_a_visitor_offers_to_sign_in() -> None:
    page = render_to_string("base.html", {}, asked(AnonymousUser()))
    assert '<a href="/sign-in/">Sign in</a>' in page
    assert "Sign out" not in page
    assert "Demonstration data" not in page


def test_title_says_error_when_the_form_has_some() -> None:
    form = SimpleNamespace(errors={"title": ["Fill in: Title"]})
    assert "<title>Error:  – Collab</title>" in render_to_string("base.html", {"form": form}, asked(AnonymousUser()))
    assert "<title> – Collab</title>" in render_to_string("base.html", {}, asked(AnonymousUser()))

"""A browser for each person, signed in or not, before the demonstration's data."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.journeys.people import Person

PATIENCE = 15_000
# Where static/js/editor/main.js remembers in which way somebody writes.
CHOICE = "collab:written"


@pytest.fixture(scope="session")
def kept_world() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as kept:
        yield kept


@pytest.fixture
def world(transactional_db, kept_world: sqlite3.Connection) -> None:
    """The demonstration's data. Loading takes two seconds, so the second test on SQLite has a copy of the first's."""
    kept = connection.vendor == "sqlite" and kept_world.execute("select count(*) from sqlite_master").fetchone()[0]
    if kept:
        connection.ensure_connection()
        kept_world.backup(connection.connection)
        return
    call_command("demo", verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(kept_world)


@pytest.fixture
def mail_page(settings, tmp_path) -> None:
    """Mail goes where the page of mail that would have been sent finds it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_FOLDER = settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture
def somebody(world, live_server, new_context) -> Iterator[Callable[..., Person]]:
    """`somebody("officer@darlington.example")` is signed in already, `somebody()` is not. They type in the light
    notation, unless `rich`: then they write in the editor. What else is given goes to the browser:
    `java_script_enabled=False`, `viewport=…`. At the end no console may have complained."""
    people: list[Person] = []

    def come(email: str = "", *, rich: bool = False, **browser: object) -> Person:
        context = new_context(base_url=live_server.url, **browser)
        context.set_default_timeout(PATIENCE)
        if not rich:
            context.add_init_script(f"localStorage.setItem({CHOICE!r}, 'notation')")
        if email:
            client = Client()
            client.force_login(get_user_model().objects.get(email=email))
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        people.append(Person(context.new_page()))
        return people[-1]

    yield come
    complaints = [complaint for person in people for complaint in person.complaints]
    for person in people:
        person.page.context.close()
    assert complaints == []


@pytest.fixture
def officer(somebody) -> Person:
    return somebody("officer@darlington.example")


@pytest.fixture
def manager(somebody) -> Person:
    return somebody("manager@collab.example")

"""A browser for each person, signed in or not, before the demonstration's data."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from tests.journeys.people import Person

PATIENCE = 15_000


@pytest.fixture
def world(transactional_db) -> None:
    call_command("demo", verbosity=0)


@pytest.fixture
def somebody(world, live_server, new_context) -> Iterator[Callable[..., Person]]:
    """`somebody("officer@darlington.example")` is signed in already, `somebody()` is not. What else is given
    goes to the browser: `java_script_enabled=False`, `viewport=…`. At the end no console may have complained."""
    people: list[Person] = []

    def come(email: str = "", **browser: object) -> Person:
        context = new_context(base_url=live_server.url, **browser)
        context.set_default_timeout(PATIENCE)
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

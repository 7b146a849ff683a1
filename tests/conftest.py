"""What every test may rely on: its own mail, files, cache and database, and no way out of the machine."""

import io
import os
import pickle
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

# Playwright runs a loop in the main thread; the database is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis_settings.register_profile("house", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis_settings.load_profile("house")

STARTED = time.monotonic()
DATABASE = {"db", "transactional_db", "django_db_setup"}

pytest_plugins = ["tests.factories.report"]


def pytest_configure() -> None:
    from django.conf import settings

    # Hashing well takes a quarter of a second for each person of a test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, the shared files or no database by what it asks for, so that no one can forget to."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures or "journeys" in item.path.parts:
            item.add_marker("journey")
        if "shared" in fixtures:
            item.add_marker("shared")
        if not DATABASE & {*fixtures} and item.get_closest_marker("django_db") is None:
            item.add_marker("plain")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for script/test to end with."""
    tally = os.environ.get("COLLAB_TALLY")
    if not tally:
        return
    counts = {name: len(terminalreporter.stats.get(name, [])) for name in ("passed", "failed", "error", "skipped")}
    parts = [f"{count} {name}" for name, count in counts.items() if count or name == "passed"]
    Path(tally).write_text(f"{', '.join(parts)} in {time.monotonic() - STARTED:.0f} seconds", encoding="utf-8")


# Files, mail, cache


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test writes lands in the folders of the person who runs it."""
    from django.conf import settings

    var = tmp_path_factory.mktemp("var")
    settings.MAIL_FOLDER = settings.EMAIL_FILE_PATH = var / "mail"
    settings.MEDIA_ROOT = var / "media"
    settings.STATIC_ROOT = var / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Throttles count in the cache: one test's attempts are not the next one's."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published files to try Collab on."""
    named = os.environ.get("COLLAB_SHARED")
    if not named:
        pytest.skip("COLLAB_SHARED is not set: it names the folder of published files")
    folder = Path(named)
    assert folder.is_dir(), f"COLLAB_SHARED names {folder}, which is no folder"
    return folder


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs beside the suite: whoever would wait a moment for one does the work."""
    from collab.jobs import waiting
    from collab.jobs.services import perform

    monkeypatch.setattr(waiting, "wait_for", lambda job: perform.call(job.pk))


# Database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is in use: each thread has a connection of its own, and writers really wait."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
        # The machine will not lose its power during a test.
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@pytest.fixture(scope="module")
def world_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[bytes, Any]]:
    """The world as bytes, and the handler that its browsers share."""
    from django.db import transaction

    from tests.factories.world import make_world

    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        handler, world.handler = world.handler, None
        yield pickle.dumps(world), handler
        transaction.set_rollback(True)


@pytest.fixture
def same_world(world_of_module: tuple[bytes, Any], db: None) -> Any:
    """The world of tests.factories.world, made once for the tests of a module: each takes back what it changes, and has
    rows of its own to hold in its hands."""
    kept, handler = world_of_module
    world = pickle.loads(kept)
    world.handler = handler
    return world


@pytest.fixture(autouse=True, scope="session")
def emptied_by_its_owner() -> Iterator[None]:
    """What is published is deleted by nobody. Between tests its tables are emptied as only their owner can."""
    from django.test import TransactionTestCase

    from tests.factories.sealed import lifted

    patch, empty = pytest.MonkeyPatch(), TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        with lifted():
            empty(case)

    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def demonstration_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(demonstration_of_module: None, db: None) -> None:
    """The demonstration, loaded once for the tests of a module: each takes back what it changes."""


# Network


def is_near(family: int, address: object) -> bool:
    if family == socket.AF_UNIX:
        return True
    host = address[0] if isinstance(address, tuple) else None
    return isinstance(host, str) and (host in {"localhost", "::1"} or host.startswith("127."))


@pytest.fixture(autouse=True, scope="session")
def no_way_out() -> Iterator[None]:
    """A test that would reach another machine fails, and says so."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: object, original: object = original) -> object:
            if not is_near(self.family, address):
                raise AssertionError(f"A test tried to reach {address!r}, which is not this machine.")
            return original(self, address)  # type: ignore[operator]

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


# Browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    names = (os.environ.get("COLLAB_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    assert path, "These tests drive Chromium: install Debian's package chromium, or name a program in COLLAB_CHROMIUM."
    # A browser that stays on this machine and asks nobody for anything.
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": path, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }

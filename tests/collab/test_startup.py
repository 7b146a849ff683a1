"""collab/startup.py: what would be unsafe to serve does not start, and says what to do."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from collab.startup import is_production, local_secret_key, refuse_insecure

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "vL2-9sTq_x7RmYb4WcE0uHkJ5nPzA8gDfQ1oXiV6yNtB3rMwSe"
HOSTS = ["collab.example.gov.uk"]
SAFE = {"production": True, "debug": False, "secret_key": KEY, "allowed_hosts": HOSTS}


@pytest.mark.parametrize(
    ("environment", "production"),
    [
        ({}, False),
        ({"DEBUG": "1"}, False),
        ({"DEBUG": " True "}, False),
        ({"DEBUG": "1", "SECRET_KEY": KEY}, False),
        ({"DEBUG": "0"}, True),
        ({"DEBUG": "off"}, True),
        ({"SECRET_KEY": ""}, True),
        ({"ALLOWED_HOSTS": "collab.example.gov.uk"}, True),
        ({"DEBUG": "", "DATABASE_URL": "postgres://somewhere/collab"}, False),
    ],
)
def test_production_is_told_by_the_environment(environment: dict[str, str], production: bool) -> None:
    assert is_production(environment) is production


@pytest.mark.parametrize(
    "permitted",
    [
        SAFE,
        {**SAFE, "allowed_hosts": [".example.gov.uk", "10.0.0.1"]},
        {"production": False, "debug": True, "secret_key": "short", "allowed_hosts": ["localhost", "127.0.0.1"]},
        {"production": False, "debug": False, "secret_key": "short", "allowed_hosts": []},
    ],
)
def test_start_is_permitted(permitted: dict) -> None:
    refuse_insecure(**permitted)


@pytest.mark.parametrize(
    ("slip", "advice"),
    [
        ({"allowed_hosts": ["*"]}, r"ALLOWED_HOSTS may not be \*"),
        ({"allowed_hosts": [*HOSTS, "*"]}, r"ALLOWED_HOSTS may not be \*"),
        ({"production": False, "allowed_hosts": ["*"]}, r"ALLOWED_HOSTS may not be \*"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS is not set"),
        ({"debug": True}, "DEBUG shows settings"),
        ({"debug": True, "production": False}, "DEBUG shows settings"),
        ({"secret_key": ""}, "SECRET_KEY is not set"),
        ({"secret_key": KEY[:49]}, "SECRET_KEY is too easy"),
        ({"secret_key": "a" * 60}, "SECRET_KEY is too easy"),
        ({"secret_key": f"django-insecure-{KEY}"}, "SECRET_KEY is too easy"),
    ],
)
def test_start_is_refused_with_advice(slip: dict, advice: str) -> None:
    """Each differs from SAFE, which is permitted above, in the one thing that is refused."""
    with pytest.raises(ImproperlyConfigured, match=advice):
        refuse_insecure(**{**SAFE, **slip})


def test_local_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    key = local_secret_key(tmp_path)
    assert local_secret_key(tmp_path) == key
    assert len(key) >= 50
    assert [path.name for path in tmp_path.iterdir()] == [".secret_key"]
    assert (tmp_path / ".secret_key").stat().st_mode & 0o777 == 0o600


def test_local_keys_of_two_folders_differ(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
    assert local_secret_key(folders[0]) != local_secret_key(folders[1])


def test_commands_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from collab.startup import local_secret_key as key; "
    command = [sys.executable, "-c", program + "print(key(Path(sys.argv[1])))", str(tmp_path)]

    def run(_: int) -> str:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(run, range(4)))) == 1


# The doors: what is said, and where


def environment(**settings: str) -> dict[str, str]:
    names = ("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {**{name: value for name, value in os.environ.items() if name not in names}, **settings}


PRODUCTION = {"DEBUG": "0", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "collab.example.gov.uk"}
SLIPS = [
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
    ({"SECRET_KEY": "changeme"}, "SECRET_KEY is too easy to guess"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set."),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not be *"),
    ({"DEBUG": "1"}, "DEBUG shows settings"),
]


def command(name: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "manage.py", name]
    return subprocess.run(line, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("settings", [{}, {"DEBUG": "1"}, PRODUCTION])
def test_command_runs_with_safe_settings(settings: dict[str, str]) -> None:
    result = command("check", settings)
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n"), result.stderr


@pytest.mark.parametrize("name", ["check", "demo"])
@pytest.mark.parametrize(("slip", "advice"), SLIPS)
def test_command_stops_with_a_sentence(name: str, slip: dict[str, str], advice: str) -> None:
    result = command(name, {**PRODUCTION, **slip})
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(advice)
    assert result.stderr.count("\n") == 1


def gunicorn(tmp_path: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The server with its one worker, which asks it to stop once it has come up."""
    config = tmp_path / "gunicorn.conf.py"
    config.write_text("import os\n\ndef post_worker_init(worker):\n    os.kill(os.getppid(), 15)\n", encoding="utf-8")
    line = [sys.executable, "-m", "gunicorn", "--config", str(config), "--bind", "127.0.0.1:0", "--no-control-socket"]
    return subprocess.run(
        [*line, "collab.wsgi:application"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_server_starts_with_safe_settings(tmp_path: Path) -> None:
    result = gunicorn(tmp_path, {})
    assert result.returncode == 0, result.stderr
    assert "Collab does not start" not in result.stderr


@pytest.mark.parametrize(("slip", "advice"), SLIPS[:2])
def test_server_stops_with_a_sentence(tmp_path: Path, slip: dict[str, str], advice: str) -> None:
    result = gunicorn(tmp_path, {**PRODUCTION, **slip})
    assert result.returncode != 0
    assert f"Collab does not start: {advice}" in result.stderr
    assert "Traceback" not in result.stderr

"""What has to be true before Collab serves anybody, and what to do where it is not.

Settings ask here while they are read, so that a start that would be insecure stops
with a sentence of advice and not with a traceback or, worse, not at all.
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1"}
SHORTEST_KEY = 50


def is_production(environ: dict[str, str]) -> bool:
    """True unless Collab is being tried out on one machine.

    DEBUG=1 always means trying out. Otherwise DEBUG=0, SECRET_KEY or ALLOWED_HOSTS in the
    environment says that somebody means to serve other people.
    """
    debug = environ.get("DEBUG", "").strip().lower()
    if debug in {"1", "true", "yes", "on"}:
        return False
    return bool(debug) or "SECRET_KEY" in environ or "ALLOWED_HOSTS" in environ


def refuse_insecure(*, production: bool, debug: bool, secret_key: str, allowed_hosts: list[str]) -> None:
    """Stop the start (ImproperlyConfigured) where these settings would be unsafe to serve with."""
    if "*" in allowed_hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS may not be *: anybody could send mail with links to a host of theirs. "
            "Name the hosts, for example ALLOWED_HOSTS=collab.example.gov.uk."
        )
    if debug and not set(allowed_hosts) <= LOCAL_HOSTS:
        raise ImproperlyConfigured(
            "DEBUG shows settings and code to every visitor, so it may not be on for other hosts than this machine. "
            "Set DEBUG=0, or leave ALLOWED_HOSTS out."
        )
    if not production:
        return
    if not secret_key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))' and keep it out of the repository."
        )
    if len(secret_key) < SHORTEST_KEY or len(set(secret_key)) < 5 or secret_key.startswith("django-insecure"):
        raise ImproperlyConfigured(
            f"SECRET_KEY is too easy to guess: it needs {SHORTEST_KEY} random characters or more. Make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'."
        )
    if not allowed_hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set. Name the hosts that people will type, for example "
            "ALLOWED_HOSTS=collab.example.gov.uk."
        )


def local_secret_key(folder: Path) -> str:
    """The key of a machine on which Collab is tried out: made at first use, kept in an ignored file."""
    path = folder / ".secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    # Written whole under another name first: two commands that start together agree on one key.
    own = folder / f".secret_key.{os.getpid()}"
    own.touch(mode=0o600)
    own.write_text(secrets.token_urlsafe(64), encoding="ascii")
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return path.read_text(encoding="ascii").strip()

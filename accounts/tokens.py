"""What a token looks like: 256 bits of chance behind a word by which a search for leaked secrets finds it."""

import hashlib
import secrets

PREFIX = "collab_"


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored of a token. It cannot be guessed, so that one round of hashing hides it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

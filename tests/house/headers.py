"""The headers that every answer has: promise 22."""

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy_of(headers: dict[str, str]) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in headers.get("Content-Security-Policy", "").split(";")]
    return {name: value for name, _, value in parts if name}


def amiss(headers: dict[str, str], *, private: bool) -> list[str]:
    """What is wrong with the headers of an answer; `private` to somebody who is signed in."""
    found = [name for name, value in HEADERS.items() if headers.get(name) != value]
    if policy_of(headers) != POLICY:
        found.append("Content-Security-Policy")
    kept = headers.get("Cache-Control", "")
    if private and not {"private", "no-store"} <= {word.strip() for word in kept.split(",")}:
        found.append(f"Cache-Control: {kept}")
    return found

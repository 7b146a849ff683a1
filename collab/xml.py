"""What XML can hold."""

import re
from typing import Any

_IMPOSSIBLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _IMPOSSIBLE.sub("", text)


def possible_all(value: Any) -> Any:
    """The same of every text in nested dicts and lists."""
    if isinstance(value, str):
        return possible(value)
    if isinstance(value, dict):
        return {name: possible_all(inner) for name, inner in value.items()}
    return [possible_all(inner) for inner in value] if isinstance(value, list | tuple) else value

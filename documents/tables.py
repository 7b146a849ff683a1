"""The numbers of live tables and charts: the system's own, and none that somebody has typed in a caption."""

import re
from collections.abc import Mapping
from itertools import count

_LIVE = re.compile(r"^[ \t]*\{block:[^{}\n]+\}[ \t]*$", re.MULTILINE)
_TYPED = re.compile(r"^[ \t]*\|\+[ \t]*Table (\d+)\b", re.MULTILINE)


def table_numbers(bodies: Mapping[str, str]) -> dict[str, list[int]]:
    """By the key of the paragraph, of those that have any. `bodies` are in reading order."""
    live = {key: len(_LIVE.findall(body)) for key, body in bodies.items() if "{block:" in body}
    typed = {int(number) for body in bodies.values() for number in _TYPED.findall(body)} if live else set()
    numbers = (number for number in count(1) if number not in typed)
    return {key: [next(numbers) for _ in range(number)] for key, number in live.items()}

"""Two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Run:
    """Words that both texts have ("same"), only the second ("added") or only the first ("removed")."""

    kind: str
    words: str


def word_differences(before: str, after: str) -> list[Run]:
    """Read without "removed", the runs are `after`; without "added", they are `before`."""
    old, new = (re.findall(r"\s+|[\w£'’.,-]+|[^\w\s]", text) for text in (before, after))
    runs: list[Run] = []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run("removed", "".join(old[a:b])))
        if d > c:
            runs.append(Run("added", "".join(new[c:d])))
    return runs

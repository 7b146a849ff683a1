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
    removed = added = ""
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(old[a:b])
        if verb != "equal":
            removed, added = removed + same, added + "".join(new[c:d])
        elif (removed or added) and not same.strip() and b < len(old) and d < len(new):
            # A space between two changed words belongs to the change: phrases read better than single words.
            removed, added = removed + same, added + same
        else:
            runs += _changed(removed, added)
            runs.append(Run("same", same))
            removed = added = ""
    return runs + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Run]:
    return [Run(kind, words) for kind, words in (("removed", removed), ("added", added)) if words]

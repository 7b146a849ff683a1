"""References for rows that have none."""

import hashlib
import re
from collections import Counter

from programme.staffing.lines import Draft


class References:
    """Made from a row's own words and a counter, so that the same file gives the same references, and a row that
    comes or goes elsewhere in the file changes none."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.made: Counter[str] = Counter()

    def make(self, draft: Draft) -> str:
        words = "\n".join((draft.title, draft.service, draft.grade, draft.reports_to))
        stem = re.sub(r"[^a-z0-9]+", "-", draft.title.lower()).strip("-")[:30].strip("-") or "post"
        stem = f"{stem}-{hashlib.sha256(words.encode()).hexdigest()[:4]}"
        while True:
            self.made[stem] += 1
            ref = f"{stem}-{self.made[stem]}"
            if ref not in self.taken:
                return ref

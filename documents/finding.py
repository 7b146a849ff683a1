"""Words that somebody looks for, found in a text as it prints: whatever their case, and across bold and italic."""

import re
from dataclasses import dataclass
from functools import cached_property

# What people type in one way and texts print in another.
_ALIKE = {sign: f"[{signs}]" for signs in ("'’‘`", '"“”„', "-–—−‑") for sign in signs}
_AROUND = 70


def pattern_of(words: str) -> str:
    """A regular expression for words as they may print: a space stands for any space, a line break too."""
    return r"\s+".join("".join(_ALIKE.get(sign) or re.escape(sign) for sign in word) for word in words.split())


@dataclass(frozen=True)
class Cut:
    """The first place where the words were found, with a few words around it."""

    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Needle:
    words: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(pattern_of(self.words), re.IGNORECASE)

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", self.words.casefold()))

    def may_be_in(self, notation: str) -> bool:
        """False where a text in the light notation cannot have the words: much quicker than reading it."""
        bare = re.sub(r"[*\\]", "", notation).casefold()
        return all(run in bare for run in self._runs)

    def is_in(self, words: str) -> bool:
        return bool(self._pattern.search(words))

    def cut(self, words: str) -> Cut | None:
        """The place in a text of plain words, or None."""
        line = " ".join(words.split())
        at = self._pattern.search(line)
        if at is None:
            return None
        before, after = line[: at.start()], line[at.end() :]
        if len(before) > _AROUND:
            before = "…\u00a0" + before[-_AROUND:].partition(" ")[2]
        if len(after) > _AROUND:
            after = after[:_AROUND].rpartition(" ")[0] + "\u00a0…"
        return Cut(before, at[0], after)

"""Cross-references of a source: from bookmarks to the paragraphs and items that they became."""

import re
from dataclasses import dataclass, field, replace

from documents.notation import escape
from documents.readers.blocks import Source, SourceBlock
from documents.recognise.sections import OpenSection
from documents.word import target_of

_SOURCE = re.compile(r"(?<!\\)\{ref:(r\d+)\}")


@dataclass
class Targets:
    """Gathers where the bookmarks that somebody refers to have come to stand."""

    source: Source
    _wanted: frozenset[str] = frozenset()
    _places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        marks = {reference.mark for reference in self.source.references}
        self._wanted = frozenset(marks | {target[0] for mark in marks if (target := target_of(mark))})

    def place(self, block: SourceBlock, sections: list[OpenSection], item: str = "") -> None:
        """The block has come to stand in the last paragraph of `sections`, as this item of it."""
        for mark in block.marks:
            if mark in self._wanted:
                key = f"s{len(sections) - 1}p{len(sections[-1].paragraphs) - 1}"
                self._places.setdefault(mark, (key, item))

    def settle(self, sections: list[OpenSection]) -> list[str]:
        """Has the paragraphs refer by the keys of documents.outline; a reference that leads nowhere becomes the words
        that it showed, and a sentence says so."""
        living = {
            f"s{s}p{p}" for s, section in enumerate(sections) for p, row in enumerate(section.paragraphs)
            if row.numbered
        }  # fmt: skip
        references = {reference.id: reference for reference in self.source.references}
        lost: list[str] = []

        def settled(found: re.Match[str]) -> str:
            reference = references.get(found[1])
            if reference is None:
                return found[0]
            key, item = self._found(reference.mark)
            if key in living:
                return f"{{ref:{key}.{item}}}" if item else f"{{ref:{key}}}"
            lost.append(reference.words)
            return escape(reference.words)

        for section in sections if references else ():
            section.paragraphs = [replace(row, body=_SOURCE.sub(settled, row.body)) for row in section.paragraphs]
        return [_note(lost)] if lost else []

    def _found(self, mark: str) -> tuple[str, str]:
        """Key and item. An item from here that has gone is still told by the name of its bookmark."""
        if mark in self._places or not (target := target_of(mark)):
            return self._places.get(mark, ("", ""))
        key, _ = self._places.get(target[0], ("", ""))
        return key, target[1]


def _note(lost: list[str]) -> str:
    shown = ", ".join(f"“{words}”" for words in dict.fromkeys(lost[:8]))
    count = "1 cross-reference leads" if len(lost) == 1 else f"{len(lost):,} cross-references lead"
    return f"{count} to no numbered paragraph and stayed as words ({shown}). Check what they should say."

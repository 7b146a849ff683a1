"""What a source's own numbers say about it."""

from collections.abc import Iterable
from typing import Protocol

from documents.outline import OutlineParagraph


class HasParagraphs(Protocol):
    paragraphs: list[OutlineParagraph]


def source_number_notes(sections: Iterable[HasParagraphs]) -> list[str]:
    """Sentences on numbers that the source counts twice or leaves out, where it counts in one run."""
    printed = [row.source_number for section in sections for row in section.paragraphs if row.numbered]
    whole = [int(number) for number in printed if number.isdigit()]
    if len(whole) != len(printed) or not whole:
        return []
    twice = sorted({number for number in whole if whole.count(number) > 1})
    missing = sorted(set(range(1, max(whole) + 1)) - set(whole))
    notes = []
    # A source that begins again in each part counts most numbers twice, and rightly.
    if twice and len(twice) < len(set(whole)):
        notes.append(f"The source prints {_list(twice)} more than once; paragraphs are numbered anew here.")
    if missing:
        notes.append(f"The source has no paragraph {_list(missing)}; paragraphs are numbered anew here.")
    return notes


def _list(numbers: list[int]) -> str:
    words = [str(number) for number in numbers[:8]] + (["others"] if len(numbers) > 8 else [])
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]

"""Exempt information: what Schedule 12A allows to be kept from the public, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from documents.models.exemption import Exemptible, numbers_of

ACT = "Schedule 12A to the Local Government Act 1972"
# The paragraphs of the schedule as they have stood since 2006, in short.
PARAGRAPHS = {
    1: "about an individual",
    2: "likely to reveal who an individual is",
    3: "about the financial or business affairs of a person or body, the council among them",
    4: "about consultations or negotiations on labour relations",
    5: "that legal professional privilege covers",
    6: "about a notice, order or direction that the council intends to make",
    7: "about the prevention, investigation or prosecution of crime",
}


@dataclass(frozen=True)
class Exemption:
    """By which paragraphs of the schedule, why the public interest asks for it, and what the public may know it by."""

    paragraphs: tuple[int, ...]
    reason: str
    open_title: str

    @property
    def written(self) -> str:
        return ",".join(str(number) for number in sorted(set(self.paragraphs)))


def why_no_exemption(exemption: Exemption) -> str | None:
    """Why this keeps nothing from the public; None where it does."""
    unknown = sorted(set(exemption.paragraphs) - set(PARAGRAPHS))
    if unknown:
        return f"{ACT} has no paragraph {unknown[0]}. Choose from 1 to 7."
    if not exemption.paragraphs:
        return f"Say by which paragraph of {ACT} it is exempt."
    if not exemption.reason.strip():
        return "Say why keeping it from the public serves the public interest better than publishing it."
    if not exemption.open_title.strip():
        return "Give it a title that the public may read."
    return None


def set_exemption(row: Exemptible, exemption: Exemption | None) -> None:
    """`exemption` None makes it open."""
    row.exempt_paragraphs = exemption.written if exemption else ""
    row.exempt_reason = exemption.reason.strip() if exemption else ""
    row.open_title = exemption.open_title.strip() if exemption else ""


def exemption_of(row: Any) -> Exemption | None:
    """Of an Exemptible, or of a row of its history."""
    numbers = numbers_of(row.exempt_paragraphs)
    return Exemption(numbers, row.exempt_reason, row.open_title) if numbers else None


def numbers_in_words(numbers: Iterable[int]) -> str:
    """ "paragraph 3", "paragraphs 1, 2 and 4"."""
    said = [str(number) for number in sorted(set(numbers))]
    if len(said) < 2:
        return f"paragraph {''.join(said)}"
    return f"paragraphs {', '.join(said[:-1])} and {said[-1]}"


def by_law(row: Exemptible) -> str:
    """ "exempt by paragraph 3 of Schedule 12A to …"."""
    return f"exempt by {numbers_in_words(row.schedule_paragraphs)} of {ACT}"


def public_line(row: Exemptible, number: str = "") -> str:
    """All that the public version says of it."""
    named = f"{number} {row.open_title}" if number else row.open_title
    return f"{named}: not for publication, {by_law(row)}. {_sentence(row.exempt_reason)}"


def full_line(row: Exemptible) -> str:
    """What the full version says at its head."""
    return f"Not for publication, {by_law(row)}. {_sentence(row.exempt_reason)}"


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!")) else f"{words}."

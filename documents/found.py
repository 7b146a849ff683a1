"""What was found in a document, and what replacing would make of it, in words."""

from dataclasses import dataclass

from documents.models import Paragraph, Section
from documents.notation import plain_inlines
from documents.queries import ShownText
from documents.replacing import Content, Found, Search, find, find_plain
from documents.services.log import counted
from documents.services.replacing import replaced

# More than these nobody reads one by one; nor would a browser send them.
MOST = 500


@dataclass(frozen=True)
class FoundPlace:
    """`value` names the place in a form: key, version and number. `why_not`: why it would stay as it is."""

    value: str
    name: str
    anchor: str
    before: str
    words: str
    after: str
    why_not: str = ""


@dataclass(frozen=True)
class FoundPage:
    """`places` are the first of `total`. `replacement` is None where nothing is to be replaced."""

    places: list[FoundPlace]
    total: int
    where: str
    replacement: str | None

    @property
    def values(self) -> list[str]:
        return [place.value for place in self.places if not place.why_not]


def present_found(text: ShownText, search: Search, replacement: str | None) -> FoundPage:
    places: list[FoundPlace] = []
    total, pieces = 0, list[Section | Paragraph]()
    for piece in text.pieces.values():
        found = find_plain(piece.heading, search) if isinstance(piece, Section) else find(piece.body, search)
        if found:
            places += _places(text, piece, found[: MOST - len(places)], search, replacement)
            total += len(found)
            pieces.append(piece)
    return FoundPage(places, total, counted(pieces), replacement)


def _places(
    text: ShownText, piece: Section | Paragraph, found: list[Found], search: Search, replacement: str | None
) -> list[FoundPlace]:
    def said(content: Content) -> str:
        return plain_inlines(content, text.say).replace("\n", " ")

    name, kind = text.name_of(piece), "s" if isinstance(piece, Section) else "p"
    numbers, why = set(range(len(found))), ""
    if replacement is not None:
        _, numbers, why = replaced(piece, search, replacement, numbers)
    return [
        FoundPlace(
            f"{piece.key}.{piece.version}.{number}",
            name,
            f"{kind}-{piece.key}",
            _end_of(said(place.before), cut=place.goes_on[0]),
            said(place.words),
            _start_of(said(place.after), cut=place.goes_on[1]),
            why_not="" if number in numbers else f"It stays as it is: {name}, {why}.",
        )
        for number, place in enumerate(found)
    ]


def _end_of(words: str, *, cut: bool) -> str:
    """From the first whole word on, where words before it were cut off."""
    return f"… {words.partition(' ')[2]}" if cut and " " in words else words


def _start_of(words: str, *, cut: bool) -> str:
    return f"{words.rpartition(' ')[0]} …" if cut and " " in words else words

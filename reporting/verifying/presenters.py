"""What is said of a PDF, in words."""

from dataclasses import dataclass, field

from collab.moments import moment
from documents.enums import Kind
from reporting.models import Publication
from reporting.verifying.found import Found, Verdict

CANNOT_KNOW = (
    "It carries the mark of that publication, and is not the file that was sealed. A program that opens a PDF and "
    "saves it again does that; so does somebody who changes a figure, or who puts the mark into a file of their own. "
    "Which of them it was cannot be told. Do not rely on this copy: ask the council for the sealed one."
)
ELSEWHERE = (
    "No publication of this Collab has these bytes, and the file does not name one. It may come from another system, "
    "be a draft, or be a publication that was printed or saved anew so that nothing of its origin is left in it."
)


@dataclass(frozen=True)
class Answer:
    """`sign` and `tone` are of the status; `facts` are label and words."""

    heading: str
    sign: str
    word: str
    sentence: str = ""
    tone: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)


def present_found(found: Found) -> Answer:
    digest = [("SHA-256 of your file", _grouped(found.digest))]
    publication = found.publication
    if publication is None:
        return Answer("This is not a file that was published here", "ring", "Not known", ELSEWHERE, facts=digest)
    facts = [("Sealed", moment(publication.at)), *_later(found)]
    if found.verdict is Verdict.NOT_PUBLIC:
        heading = "This is a version of a publication that is not public, unaltered"
        sentence = "It is byte for byte what was sealed. What it is of is not told here. Treat it as the council asks."
        return Answer(heading, "done", "Unaltered", sentence, "deep", [*facts, *digest])
    named = f"{_name(publication)} of {publication.document.owner_name}"
    what = [("Title", publication.title), *facts, *digest]
    if found.verdict is Verdict.ALTERED:
        heading = f"This was altered after it came from here, as {named}"
        return Answer(heading, "diamond", "Altered", CANNOT_KNOW, facts=what)
    part = f"appendix {found.appendix} of " if found.appendix else ""
    sentence = "It is byte for byte what was sealed."
    return Answer(f"This is {part}{named}, unaltered", "done", "Unaltered", sentence, "deep", what)


def _name(publication: Publication) -> str:
    kind = "the business case" if publication.document.kind == Kind.BUSINESS_CASE else "a report"
    return f"publication {publication.number} of {kind}"


def _later(found: Found) -> list[tuple[str, str]]:
    latest = found.latest
    if latest is None or not found.is_superseded:
        return [("Superseded", "No: it is the latest")]
    return [("Superseded", f"By version {latest.number}, sealed {moment(latest.at)}")]


def _grouped(digest: str) -> str:
    """In eights, as one compares it by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))

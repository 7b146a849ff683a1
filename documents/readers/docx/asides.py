"""What a document keeps beside its text: comments, notes, headers, tracked changes."""

from documents.readers.docx.fields import words_besides
from documents.readers.docx.notes import Findings
from documents.readers.docx.package import Package
from documents.readers.docx.styles import Styles
from documents.readers.docx.xml import Element, W, plain

_CHANGES = (
    ("insertion", ("ins", "cellIns"), "read"),
    ("deletion", ("del", "cellDel"), "left out"),
    ("move", ("moveTo",), "read at the new place"),
)


def note_asides(package: Package, body: Element, furniture: list[Element], styles: Styles, findings: Findings) -> None:
    """Everything beside the text, after the text has been read."""
    _changes(body, findings)
    _comments(package.part("comments"), findings)
    for kind in ("footnote", "endnote"):
        _notes(kind, package.part(f"{kind}s"), body, findings)
    for words in dict.fromkeys(words_besides(root, styles) for root in furniture):
        # A page number alone is no loss.
        if any(c.isalpha() for c in words):
            findings.add("header", words, where="")


def _changes(body: Element, findings: Findings) -> None:
    counted = []
    for name, tags, done in _CHANGES:
        marks = [mark for tag in tags for mark in body.iter(W + tag)]
        # The mark of a paragraph or row says again what its words say.
        words = [mark for mark in marks if mark.getparent().tag != W + "rPr"]
        count = len(words or marks)
        if count:
            counted.append(f"{count:,} {name if count == 1 else name + 's'} ({done})")
    if counted:
        findings.say(
            f"The document has tracked changes: {', '.join(counted)}. It was read as if all were accepted. "
            "If some are still open, settle them in Word and bring the file in again."
        )


def _comments(root: Element | None, findings: Findings) -> None:
    for comment in [] if root is None else root.iter(W + "comment"):
        findings.add("comment", plain(comment), where="")


def _notes(kind: str, root: Element | None, body: Element, findings: Findings) -> None:
    texts = {} if root is None else {note.get(W + "id"): plain(note) for note in root.iter(W + kind)}
    for at, reference in enumerate(body.iter(f"{W}{kind}Reference"), start=1):
        findings.add(kind, texts.get(reference.get(W + "id"), ""), where=f"{kind} {at}")

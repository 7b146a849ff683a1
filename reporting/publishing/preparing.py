"""A text made ready to be published: what it says in each version, its figures, and its files. Nothing is stored."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.roles import Role
from collab.errors import Refused
from collab.figures import Block, Figure, form_of, printed
from collab.moments import day
from documents.exempting import has_exempt
from documents.models import Document
from documents.notation import Chip, Live, Quoted, plain_text
from documents.queries import ShownParagraph, ShownText, read_text, with_figures
from documents.register import PUBLIC
from documents.rules import why_closed
from documents.signs import figures_named
from programme.queries import May
from reporting.enums import Format, SealedKind, Version
from reporting.html import paper_of, standalone_of
from reporting.models import Publication, SealedFigure, SealedFile
from reporting.pdf import print_paper
from reporting.versions import presented
from reporting.word import DOCX, docx_of

HTML, PDF = "text/html; charset=utf-8", "application/pdf"


@dataclass(frozen=True)
class Prepared:
    """`until` is the number of the last edit that is in it, `after` the publication that it would follow."""

    document: Document
    identifier: uuid.UUID
    until: int
    after: Publication | None
    texts: dict[Version, dict[str, Any]]
    files: list[SealedFile]
    figures: list[SealedFigure]


def prepare(document: Document) -> Prepared:
    """Refused where the document is archived, or names a figure, table or chart that cannot be found."""
    document = Document.objects.select_related("council", "programme", "style").get(pk=document.pk)
    if closed := why_closed(document):
        raise Refused(closed, code="archived")
    # Before the text: what is changed while it is read is noticed when it is sealed.
    until = document.edits.order_by("-number").values_list("number", flat=True)[0]
    after, text = document.publications.defer("sealed").first(), read_text(document)
    identifier, number = uuid.uuid4(), after.number + 1 if after else 1
    document.imprint = f"Version {number}, published {day(document.programme.today)}"
    document.identifier = f"urn:uuid:{identifier}"
    prepared = Prepared(document, identifier, until, after, {}, [], [])
    for version in Version if has_exempt(text) else (Version.PUBLIC,):
        sighted = with_figures(text, PUBLIC if version == Version.PUBLIC else _own(document))
        _add(prepared, version, presented(sighted, version))
    return prepared


def _own(document: Document) -> May:
    """The sight of the council's own people; of the business case, of the programme manager."""
    role = Role.OFFICER if document.council else Role.PROGRAMME_MANAGER
    return May(frozenset({(role, document.council_id)}))


def _add(prepared: Prepared, version: Version, text: ShownText) -> None:
    prepared.figures.extend(_figures(text, version))
    prepared.texts[version] = _words(text)
    for format, media_type, content in (
        (Format.HTML, HTML, standalone_of(text).encode()),
        (Format.PDF, PDF, print_paper(paper_of(text))),
        (Format.DOCX, DOCX, docx_of(text)),
    ):
        prepared.files.append(SealedFile(version=version, format=format, media_type=media_type, content=content))


def _words(text: ShownText) -> dict[str, Any]:
    """The whole text as it prints."""
    document = text.document
    sections = [
        {
            "key": section.row.key, "number": section.number, "heading": section.row.heading,
            "level": section.row.level, "kind": section.row.kind,
            "paragraphs": [_said(text, paragraph) for paragraph in section.filled],
        }
        for section in text.sections
    ]  # fmt: skip
    front = {row.key: document.field(row.key) for row in text.style.front}
    return {"title": document.title, "front": front, "style": document.style.definition, "sections": sections}


def _said(text: ShownText, paragraph: ShownParagraph) -> dict[str, str]:
    words = plain_text(paragraph.row.body, text.say)
    return {"key": paragraph.key, "number": paragraph.number, "label": paragraph.row.label, "words": words}


def _figures(text: ShownText, version: Version) -> Iterator[SealedFigure]:
    pieces = [
        (paragraph.key, piece)
        for section in text.sections
        for paragraph in section.filled
        for piece in figures_named(paragraph.row.body)
    ]
    for position, (place, piece) in enumerate(pieces, start=1):
        row = SealedFigure(version=version, position=position, place=place)
        if isinstance(piece, Quoted):
            row.kind, row.printed, row.source = SealedKind.QUOTED, piece.words, piece.source
        else:
            _fill(row, text, piece)
        yield row


def _fill(row: SealedFigure, text: ShownText, piece: Chip | Live) -> None:
    register = text.register
    found: Figure | Block | None = register.figure(piece.key) if isinstance(piece, Chip) else register.block(piece.key)
    if found is None:
        what = "a figure" if isinstance(piece, Chip) else "a table or chart"
        where = text.names[row.place]
        raise Refused(f"In {where} stands {what} that cannot be found: {piece.key}.", code="figure-not-found")
    row.key, row.name, row.as_at = piece.key, found.name, found.as_at
    row.bases = [[basis.key, basis.words, basis.stamp] for basis in found.bases]
    row.printed = text.say(piece)
    if isinstance(found, Block):
        row.kind = SealedKind.BLOCK
        return
    row.kind, row.scope, row.source = SealedKind(found.kind.value), found.scope, found.source
    row.taken, row.price_base = found.taken, found.price_base
    row.form = form_of(found, piece.form if isinstance(piece, Chip) else "")
    row.withheld = found.value is None
    if found.value is None:
        return
    row.value, row.printed = str(found.value), printed(found, row.form)
    row.workings = [
        [one.label, one.rule, [[given.label, given.printed] for given in one.inputs], one.rounding, one.result]
        for one in found.workings()
    ]

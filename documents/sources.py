"""Where the figures of a text come from: what each is, how it is rounded, and what it rests on, in words."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from collab.figures import FORMS, Figure, Kind, Value, printed, rounding
from collab.moments import day
from documents.notation import Chip, Live, Quoted
from documents.queries.text import ShownParagraph, ShownText
from documents.signs import figures_named

CANNOT_BE_FOUND = "There is no such figure any more, or none that you may see. Put another in its place."


@dataclass(frozen=True)
class Source:
    """One figure as a text prints it, or one quoted figure. `rows` are (label, words); `address` is the page that
    it comes from; `where` has the anchors and names of the paragraphs in which it stands."""

    anchor: str
    printed: str
    name: str
    rows: list[tuple[str, str]]
    address: str
    where: list[tuple[str, str]]

    @property
    def places(self) -> str:
        return "Used in one place" if len(self.where) == 1 else f"Used in {len(self.where)} places"


def anchor_of(piece: Chip | Quoted) -> str:
    """What the entry of a figure in the list of sources is called on its page."""
    if isinstance(piece, Chip):
        return f"figure-{value_of(piece)}"
    return "quoted-" + hashlib.sha256(f"{piece.words}\n{piece.source}".encode()).hexdigest()[:12]


def value_of(chip: Chip) -> str:
    return f"{chip.key};{chip.form}" if chip.form else chip.key


def sources_of(text: ShownText) -> list[Source]:
    """Of every figure of the text, in the order in which they first stand there."""
    standing: dict[Chip | Quoted, list[ShownParagraph]] = defaultdict(list)
    for section in text.sections:
        for paragraph in section.filled:
            for piece in dict.fromkeys(figures_named(paragraph.row.body)):
                if not isinstance(piece, Live):
                    standing[piece].append(paragraph)
    return [_source(text, piece, paragraphs) for piece, paragraphs in standing.items()]


def _source(text: ShownText, piece: Chip | Quoted, paragraphs: list[ShownParagraph]) -> Source:
    where = [(f"p-{paragraph.key}", text.names[paragraph.key]) for paragraph in paragraphs]
    if isinstance(piece, Quoted):
        return Source(anchor_of(piece), piece.words, "quoted", [("Quoted from", piece.source)], "", where)
    figure, said = text.register.figure(piece.key), text.say(piece)
    if figure is None:
        rows = [("Named", piece.key), ("Why", CANNOT_BE_FOUND)]
        return Source(anchor_of(piece), said, "not to be found", rows, "", where)
    return Source(anchor_of(piece), said, figure.name, told(figure, piece.form), figure.address, where)


def told(figure: Figure, form: str = "") -> list[tuple[str, str]]:
    """What a figure is, as somebody reads it who wants to know before relying on it."""
    rows = [
        ("Is", ", ".join(filter(None, [figure.taken, figure.price_base]))),
        ("Scope", figure.scope),
        ("As at", day(figure.as_at) if figure.as_at else ""),
    ]
    if figure.value is None:
        rows.append(("Withheld", figure.why_not))
    else:
        rows += [("Worked out", _worked_out(figure)), ("Printed", _rounded(figure, figure.value, form))]
    return [(label, words) for label, words in [*rows, ("Source", figure.source)] if words]


def _worked_out(figure: Figure) -> str:
    """The rule in a sentence, with what went in where that is short enough to be read at a glance."""
    working = next(iter(figure.workings()), None)
    if working is None:
        return ""
    inputs = "; ".join(f"{each.label} {each.printed}" for each in working.inputs)
    return inputs if 0 < len(working.inputs) <= 3 else working.rule


def _rounded(figure: Figure, value: Value, form: str) -> str:
    whole = FORMS[figure.kind]["exact"][1](value) if figure.kind == Kind.MONEY else ""
    said = printed(figure, form)
    return f"{rounding(figure, form)}" + (f"; {whole} in full" if whole and whole != said else "")

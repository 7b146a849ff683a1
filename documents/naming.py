"""What is wrong with the figures, tables and charts that a text names, in sentences that name each."""

from collab.figures import FORMS
from documents.notation import Chip, Live, Quoted
from documents.register import Figures
from documents.signs import figures_named


def misnamed(body: str, before: str, figures: Figures, programme: str) -> list[str]:
    """Of what stands in `body` and did not stand in `before`; what has stood there may stay, whatever has become of it.
    The keys of the programme begin with `programme` ("p3")."""
    known = set(_named(before))
    found = (_wrong(piece, figures, programme) for piece in dict.fromkeys(_named(body)) if piece not in known)
    return [sentence for sentence in found if sentence]


def _named(body: str) -> list[Chip | Live]:
    return [piece for piece in figures_named(body) if not isinstance(piece, Quoted)]


def _wrong(piece: Chip | Live, figures: Figures, programme: str) -> str:
    what = "figure" if isinstance(piece, Chip) else "table or chart"
    if piece.key.partition(".")[0] != programme:
        return f"“{piece.key}” is a {what} of another programme. Put one of this programme in its place."
    if isinstance(piece, Live):
        return "" if figures.block(piece.key) else _missing(what, piece.key)
    figure = figures.figure(piece.key)
    if figure is None:
        return _missing(what, piece.key)
    forms = FORMS[figure.kind]
    if piece.form and piece.form not in forms:
        return f"“{figure.name}” cannot print as “{piece.form}”. Choose one of these: {', '.join(forms)}."
    return ""


def _missing(what: str, key: str) -> str:
    return f"There is no {what} “{key}”, or none that you may see. Find another in the register of figures."

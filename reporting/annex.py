"""The figures in a text, one after another, each with what is known of it: the annex of a report."""

from dataclasses import dataclass

from collab.figures import Figure, Kind, printed, rounding
from collab.moments import day
from collab.sheets import Column, Table
from documents.notation import Chip, Quoted
from documents.queries import ShownText
from documents.signs import figures_named

# The form of each kind in which nothing of the value is lost that councils count.
EXACTLY = {
    Kind.MONEY: "pence", Kind.FTE: "fte2", Kind.COUNT: "digits", Kind.DATE: "day", Kind.PERCENTAGE: "pc2",
    Kind.TEXT: "words",
}  # fmt: skip
HEADINGS = (
    "Where", "Printed", "What it is", "Exactly", "Rounded", "Scope", "As at", "Gross or net", "Price base", "Rests on",
    "Source",
)  # fmt: skip


@dataclass(frozen=True)
class AnnexFigure:
    """A figure of the register where it stands. `found` is None where there is none; of one that the reader may not
    see, `exactly` says why not."""

    where: str
    anchor: str
    printed: str
    found: Figure | None
    exactly: str
    rounded: str

    @property
    def as_at(self) -> str:
        return day(self.found.as_at) if self.found and self.found.as_at else ""

    @property
    def rests_on(self) -> str:
        return "; ".join(basis.words for basis in self.found.bases) if self.found else ""


@dataclass(frozen=True)
class AnnexQuote:
    where: str
    anchor: str
    printed: str
    source: str


@dataclass(frozen=True)
class Annex:
    figures: list[AnnexFigure]
    quoted: list[AnnexQuote]


def annex_of(text: ShownText) -> Annex:
    """In reading order, as far as whoever reads the text may see each. The queries of the text's register."""
    found = Annex([], [])
    for section in text.sections:
        for paragraph in section.filled:
            where, anchor = text.names[paragraph.key], f"p-{paragraph.key}"
            where = where[:1].upper() + where[1:]
            for piece in figures_named(paragraph.row.body):
                if isinstance(piece, Chip):
                    found.figures.append(_figure(text, piece, where, anchor))
                elif isinstance(piece, Quoted):
                    found.quoted.append(AnnexQuote(where, anchor, piece.words, piece.source))
    return found


def _figure(text: ShownText, chip: Chip, where: str, anchor: str) -> AnnexFigure:
    figure, says = text.register.figure(chip.key), text.say(chip)
    if figure is None:
        return AnnexFigure(where, anchor, says, None, "It cannot be found.", "")
    if figure.value is None:
        return AnnexFigure(where, anchor, says, figure, figure.why_not, "")
    exactly = printed(figure, EXACTLY[figure.kind])
    return AnnexFigure(where, anchor, says, figure, exactly, rounding(figure, chip.form))


def annex_tables(annex: Annex, title: str) -> list[Table]:
    """As files have it: the figures of the register, and apart from them what is quoted."""
    rows = [_row(row) for row in annex.figures]
    quoted = [(row.where, row.printed, row.source) for row in annex.quoted]
    notes = (f"Figures in “{title}”, in the order of its text, as they are now.",)
    return [
        Table("Figures in this report", [Column(heading) for heading in HEADINGS], rows, notes, name="Figures"),
        Table(
            "Quoted figures", [Column(heading) for heading in ("Where", "Printed", "Source")], quoted,
            ("As somebody else gave them; they stay as they are.",), name="Quoted",
        ),
    ]  # fmt: skip


def _row(row: AnnexFigure) -> tuple[str, ...]:
    found = row.found
    if found is None:
        return (row.where, row.printed, "", row.exactly, *[""] * (len(HEADINGS) - 4))
    return (
        row.where, row.printed, found.name, row.exactly, row.rounded, found.scope, row.as_at, found.taken,
        found.price_base, row.rests_on, found.source,
    )  # fmt: skip

"""A tracker's file beside ours, in words and as tables to keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from collab.calc.money import to_the_penny
from collab.calc.reconcile import SUM, Cell, Pair, Reconciled, Slip
from collab.moments import day
from collab.sheets import Column, Kind, Table
from programme.models import Council, Programme
from savings.plan_file.proposal import Problem
from savings.presenters.tracker import NO_SERVICE
from savings.presenters.words import plural
from savings.queries.tracker import Tracked
from savings.tracker_file.tables import HEADINGS

# Pressures are shown as trackers print them, below nought.
SHOWN_BELOW = "pressures"
NOT_SAID = "not said"


@dataclass(frozen=True)
class Figure:
    """`pence` are those of the file, ours and the difference, where they are amounts."""

    label: str
    theirs: str
    ours: str
    difference: str
    differs: bool
    pence: tuple[int | None, int | None, int | None] | None


@dataclass(frozen=True)
class Group:
    """A service, or the council as a whole. `only` says where it stands in one of the two alone."""

    name: str
    place: str
    only: str
    figures: list[Figure]


@dataclass(frozen=True)
class CheckPage:
    headline: str
    said: list[str]
    problems: Sequence[Problem]
    notes: Sequence[str]
    differences: list[tuple[str, Figure]]
    only: list[Group]
    slips: list[tuple[str, str, str]]
    groups: list[Group]


def present_problems(problems: Sequence[Problem], notes: Sequence[str]) -> CheckPage:
    """Of a file that cannot be compared."""
    return CheckPage("The file cannot be compared as it is", [], problems, notes, [], [], [], [])


def present_check(council: Council, tracker: Tracked, found: Reconciled, notes: Sequence[str]) -> CheckPage:
    groups = [_group(pair, pair.service or NO_SERVICE, found.step) for pair in found.pairs]
    total = _group(found.total, f"All of {council.short_name}", found.step)
    every = [*groups, total]
    slips = [_slip(slip, found.step) for slip in found.slips]
    differences = [(group.name, figure) for group in every for figure in group.figures if figure.differs]
    only = [group for group in groups if group.only]
    wrong = sum(not slip.rounding for slip in found.slips)
    return CheckPage(
        _headline(len(differences), len(only), wrong, found.step), _said(tracker, found), [], notes, differences, only,
        slips, every,
    )  # fmt: skip


def _headline(differences: int, only: int, wrong: int, step: int) -> str:
    ours = [
        f"{plural(differences, 'figure')} of the file {'differs' if differences == 1 else 'differ'} from the tracker"
        if differences
        else "",
        f"{plural(only, 'row')} {'is' if only == 1 else 'are'} in one of the two alone" if only else "",
        f"the file contradicts itself in {plural(wrong, 'place')}" if wrong else "",
    ]
    said = [part for part in ours if part]
    if not said:
        return f"The file agrees with the tracker, {'to the penny' if step == 1 else _rounded(step)}"
    if not differences and not only:
        return f"The file agrees with the tracker, and contradicts itself in {plural(wrong, 'place')}"
    words = ", and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    return f"{words[0].upper()}{words[1:]}"


def _rounded(step: int) -> str:
    return f"to the nearest {to_the_penny(step).removesuffix('.00')}"


def _said(tracker: Tracked, found: Reconciled) -> list[str]:
    quarter = tracker.quarter
    when = "at outturn" if tracker.is_outturn else f"to {quarter.end_name}"
    said = [f"{quarter.year}, {when}: savings that release cash, gross of what they cost to achieve."]
    said += ["The file has no total: the council as a whole is the sum of its rows."] if not found.has_total else []
    if found.step > 1:
        said.append(f"The file is written {_rounded(found.step)}: a difference of up to half of that is rounding.")
    return said


def _group(pair: Pair, name: str, step: int) -> Group:
    only = "in the file alone" if pair.ours is None else "in ours alone" if pair.theirs is None else ""
    figures = [_figure(column, cell, step) for column, cell in pair.cells.items()]
    theirs, ours = pair.percents
    if theirs is not None or (ours is not None and pair.theirs is None):
        figures.append(_percent(theirs, ours))
    return Group(name, pair.theirs.place if pair.theirs else "", only, figures)


def _figure(column: str, cell: Cell, step: int) -> Figure:
    sign = -1 if column == SHOWN_BELOW else 1
    pence = [None if each is None else sign * each for each in (cell.theirs, cell.ours, cell.difference)]
    theirs, ours, difference = pence
    words = "" if difference is None else _difference(difference)
    if difference and not cell.differs(step):
        words = f"{words}, by rounding"
    shown, beside = (NOT_SAID if each is None else to_the_penny(each) for each in (theirs, ours))
    return Figure(HEADINGS[column], shown, beside, words, cell.differs(step), (theirs, ours, difference))


def _difference(pence: int) -> str:
    return "none" if not pence else f"{'+' if pence > 0 else ''}{to_the_penny(pence)}"


def _percent(theirs: Decimal | None, ours: Decimal | None) -> Figure:
    """Another percentage alone is told where the file is held against itself: it follows from its parts."""
    shown, beside = (NOT_SAID if each is None else percent(each) for each in (theirs, ours))
    difference = ""
    if theirs is not None and ours is not None:
        difference = "none" if theirs == ours else f"{theirs - ours:+f} points".replace("-", "−")
    return Figure(HEADINGS["percent"], shown, beside, difference, False, None)


def percent(figure: Decimal) -> str:
    return f"{figure:f}%".replace("-", "−")


def _slip(slip: Slip, step: int) -> tuple[str, str, str]:
    """Where, in which column, and what is wrong."""
    where = f"{slip.place[:1].upper()}{slip.place[1:]}, {slip.service or NO_SERVICE}"
    words = _sentence(slip)
    if slip.rounding:
        words += f" That may come of rounding {_rounded(step)}." if step > 1 else ""
    return where, HEADINGS[slip.column], words


def _sentence(slip: Slip) -> str:
    said, reckoned = slip.said, slip.reckoned
    if isinstance(said, Decimal) or isinstance(reckoned, Decimal):
        return f"It says {percent(Decimal(said))}; the net is {percent(Decimal(reckoned))} of the net budget."
    if slip.column == SHOWN_BELOW:
        said, reckoned = -said, -reckoned
    over = f"{to_the_penny(abs(said - reckoned))} {'more' if said > reckoned else 'less'}"
    if slip.kind == SUM:
        return f"The total is {to_the_penny(said)}, {over} than the {to_the_penny(reckoned)} of its rows."
    return f"It says {to_the_penny(said)}, {over} than proposed − achieved + pressures, {to_the_penny(reckoned)}."


def check_tables(programme: Programme, council: Council, page: CheckPage) -> list[Table]:
    """What the page shows, to the penny."""
    money = Kind.MONEY
    columns = [
        Column("Service"), Column("Figure"), Column("In the file", money), Column("In ours", money),
        Column("Difference", money), Column("Where in the file"), Column("Differs"), Column("In one alone"),
    ]  # fmt: skip
    notes = [
        programme.name, programme.demonstration_note, *page.said, f"{page.headline}.",
        f"Ours as recorded on {day(programme.today)}.", *page.notes,
    ]  # fmt: skip
    notes = [note for note in notes if note]
    title = f"A file beside the tracker of {council.name}"
    tables = [Table(title, columns, list(_cells(page)), notes, name="File and tracker")]
    if page.slips:
        columns = [Column("Where"), Column("Column"), Column("What is wrong")]
        tables.append(Table("Where the file contradicts itself", columns, page.slips, notes, name="The file itself"))
    return tables


def _cells(page: CheckPage) -> Iterator[list[str | int | bool | None]]:
    for group in page.groups:
        for figure in group.figures:
            amounts = figure.pence or (figure.theirs, figure.ours, figure.difference)
            yield [group.name, figure.label, *amounts, group.place, figure.differs, group.only]

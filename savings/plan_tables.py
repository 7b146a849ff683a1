"""A whole savings plan as tables to keep: a row to each line with all its years, its sums, and the posts it takes."""

import datetime
from collections.abc import Iterable, Sequence

from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme.models import Council
from savings.models import LineAmount, SavingsLine
from savings.models.plan import QUARTERS
from savings.presenters.line_words import seen
from savings.presenters.plan import GROSS, ROUNDED
from savings.queries import LineSight
from savings.queries.plans import YearSums

WORDS = ("Reference", "Title", "Kind", "Origin", "Service", "Status", "Rating", "Recurring", "Cash-releasing")
# What a line says to its own council's people besides.
OWN_WORDS = (
    "Held", "Description", "Owner", "Confidence", "Depends on", "Source", "Agreed on", "Authority",
)  # fmt: skip
# What is decided, rated or confirmed elsewhere.
NOT_BY_FILE = ("Status", "Rating", "Held", "Agreed on", "Authority")
AMOUNTS = {
    "planned": "planned_pence", "forecast": "forecast_pence", "confirmed": "actual_pence",
    "cost to achieve": "cost_pence",
}  # fmt: skip
# Of the posts that lines take.
POSTS = ("Line", "Post", "From", "FTE taken")
OF_QUARTER = ("April to June", "July to September", "October to December", "January to March")


def plan_tables(
    council: Council, lines: Sequence[SavingsLine], sums: dict[int, YearSums], *, sight: LineSight, posts: bool,
    on: datetime.date,
) -> list[Table]:  # fmt: skip
    """`lines` with owner, amounts and posts as this person may know of them, `sums` of the released ones by year;
    `posts`: which posts they take may be told."""
    notes = [f"As at {day(on)}, from the council’s own plan. {GROSS}"]
    rounded = [*notes, ROUNDED] if sight == LineSight.ROUNDED else notes
    tables = [_lines(council, lines, rounded, sight), _sums(council, sums, notes)]
    return [*tables, _posts(council, lines, notes)] if posts else tables


def _lines(council: Council, lines: Sequence[SavingsLine], notes: list[str], sight: LineSight) -> Table:
    own = sight == LineSight.OWN
    every = [row for line in lines for row in line.amounts.all()]
    years = sorted({row.year for row in every})
    # Four rounded quarters beside a rounded year would tell more than each of them.
    by_quarter = {row.year for row in every if row.q1_pence is not None and sight > LineSight.ROUNDED}
    fields = [
        (year, label, name)
        for year in years
        for label, name in [*AMOUNTS.items(), *(_quarters() if year in by_quarter else ())]
    ]
    words = [Column(word, Kind.DATE if word == "Agreed on" else Kind.TEXT) for word in (*WORDS, *(OWN_WORDS * own))]
    columns = [*words, *(Column(f"{FinancialYear(year)} {label}", Kind.MONEY) for year, label, _ in fields)]
    rows = [
        [*_words(line), *(_own_words(line) if own else ()), *_amounts(line.amounts.all(), fields, sight)]
        for line in lines
    ]
    return Table(f"{council.name}: savings plan", columns, rows, notes=notes, name="Lines")


def _quarters() -> Iterable[tuple[str, str]]:
    return ((f"planned {label}", name) for label, name in zip(OF_QUARTER, QUARTERS, strict=True))


def _words(line: SavingsLine) -> list[Value]:
    return [
        line.ref, line.title, line.get_kind_display(), line.get_origin_display(), line.service,
        line.get_status_display(), line.get_rating_display(), line.recurring, line.cash_releasing,
    ]  # fmt: skip


def _own_words(line: SavingsLine) -> list[Value]:
    owner = line.owner.name if line.owner else ""
    return [
        line.held, line.description, owner, line.get_confidence_display(), line.depends_on, line.source,
        line.agreed_on, line.authority,
    ]  # fmt: skip


def _amounts(
    rows: Iterable[LineAmount], fields: Sequence[tuple[int, str, str]], sight: LineSight
) -> Iterable[int | None]:
    by_year = {row.year: row for row in rows}
    for year, _, name in fields:
        pence = getattr(by_year.get(year), name, None)
        yield None if pence is None else seen(pence, sight)


def _sums(council: Council, sums: dict[int, YearSums], notes: list[str]) -> Table:
    """Of what closes a gap, and to the penny for everybody."""
    columns = [
        Column("Year", Kind.YEAR), Column("Lines of the sum", Kind.COUNT), Column("Planned", Kind.MONEY),
        Column("Forecast", Kind.MONEY), Column("Confirmed", Kind.MONEY),
    ]  # fmt: skip
    rows = [
        [year, found.lines, found.planned_pence, found.forecast_pence, found.actual_pence]
        for year, found in sorted(sums.items())
    ]
    notes = [*notes, "Lines that are agreed and released, and that release cash."]
    return Table(f"{council.name}: what the plan adds up to", columns, rows, notes=notes, name="Sums")


def _posts(council: Council, lines: Sequence[SavingsLine], notes: list[str]) -> Table:
    rows: list[list[Value]] = [
        [line.ref, post.ref, post.from_year, post.fte] for line in lines for post in line.posts.all()
    ]
    return Table(f"{council.name}: posts that the lines take", columns_of_posts(), rows, notes=notes, name="Posts")


def columns_of_posts() -> list[Column]:
    kinds = (Kind.TEXT, Kind.TEXT, Kind.YEAR, Kind.FTE)
    return [Column(word, kind) for word, kind in zip(POSTS, kinds, strict=True)]


def template_tables(years: Sequence[int]) -> list[Table]:
    """What a plan's file may say, with nothing in it yet."""
    words = [word for word in (*WORDS, *OWN_WORDS) if word not in NOT_BY_FILE]
    amounts = [
        Column(f"{FinancialYear(year)} {label}", Kind.MONEY)
        for year in years
        for label in AMOUNTS
        if label != "confirmed"
    ]
    return [
        Table("Savings plan", [*(Column(word) for word in words), *amounts], [], name="Lines"),
        Table("Posts that the lines take", columns_of_posts(), [], name="Posts"),
    ]

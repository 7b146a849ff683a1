"""What the programme manager keeps, in tables: dates with their timeline, benefits, risks, and funding from others."""

from collections.abc import Iterator, Sequence

from accounts.roles import Permission
from collab.figures import Block, Family, Picture, key_of
from collab.moments import day
from collab.sheets import Column, Kind, Table, Value
from programme import presenters as words
from programme import queries
from programme.models import Programme
from programme.nouns import PAGE
from programme.presenters.overview import present_timeline
from programme.presenters.pages import amount_of
from programme.queries import May

NEVER_ADDED = "What was applied for, offered and received is never added together."


def blocks(programme: Programme, may: May) -> Iterator[Block]:
    """Of what has been entered. A fixed number of queries."""
    if not may(Permission.PROGRAMME_VIEW):
        return
    yield from _dates(programme)
    yield from _benefits(programme)
    yield from _risks(programme)
    yield from _funding(programme)


def _dates(programme: Programme) -> Iterator[Block]:
    rows = queries.milestones_of(programme)
    lines: list[list[Value]] = [[row.when, row.text, row.get_state_display()] for row in rows]
    timeline = present_timeline(programme, rows)
    columns = [Column("When"), Column("What"), Column("State")]
    yield from _block(
        programme, "dates", "Dates of the programme", columns, lines, timeline.in_text() if timeline else None
    )


def _benefits(programme: Programme) -> Iterator[Block]:
    columns = [Column("Benefit"), Column("Kind"), Column("Whose"), Column("State"), Column("Amount")]
    lines: list[list[Value]] = [
        [
            row.text, row.get_kind_display(), row.council.short_name if row.council else "all councils",
            row.get_state_display(), amount_of(row) or "no money",
        ]
        for row in queries.benefits_of(programme)
    ]  # fmt: skip
    yield from _block(programme, "benefits", "Benefits of the programme", columns, lines)


def _risks(programme: Programme) -> Iterator[Block]:
    columns = [Column("What might happen"), Column("Rating"), Column("What is done"), Column("Owner")]
    lines: list[list[Value]] = [
        [
            shown.row.text, shown.rating,
            shown.row.response_text or shown.row.get_response_display() or "not decided yet",
            shown.row.owner or "nobody named yet",
        ]
        for shown in words.present_risks(queries.risks_of(programme), programme)
    ]  # fmt: skip
    yield from _block(programme, "risks", "Risks of the programme", columns, lines)


def _funding(programme: Programme) -> Iterator[Block]:
    columns = [
        Column("What for"), Column("Who pays"), Column("For when"), Column("Amount", Kind.MONEY), Column("State"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            row.what_for, row.funder, row.period, "not stated" if row.amount_pence is None else row.amount_pence,
            row.get_state_display(),
        ]
        for row in queries.funding_of(programme)
    ]  # fmt: skip
    yield from _block(programme, "funding", "Funding of the programme from others", columns, lines, None, NEVER_ADDED)


def _block(
    programme: Programme, page: str, name: str, columns: Sequence[Column], lines: Sequence[Sequence[Value]],
    picture: Picture | None = None, *notes: str,
) -> Iterator[Block]:  # fmt: skip
    if not lines:
        return
    source = f"As recorded on {day(programme.today)}, from the programme’s own record."
    yield Block(
        key=key_of(programme, f"{page}-table"),
        name=name,
        caption=name,
        table=Table(name, columns, lines, [*notes, source]),
        address=PAGE[page].url(programme),
        as_at=programme.today,
        picture=picture,
    )


FAMILY = Family(
    frozenset({"dates-table", "benefits-table", "risks-table", "funding-table"}), blocks=blocks,
    subject="Tables of the programme",
)  # fmt: skip

"""Posts with their costs: salary × FTE × (1 + on-cost rate), rounded to the penny, in whole numbers throughout."""

from collections.abc import Iterable, Mapping

from savings.workbook.contents import PostRow
from savings.workbook.pen import Formula, Look, Pen, pence

HEADINGS = (
    "Council", "Reference", "Title", "Service", "Tier", "In scope", "FTE", "Salary", "On-cost rate",
    "Pay with on-costs, pence × 10,000", "FTE × 10,000", "Cost a year, pence",
)  # fmt: skip
LOOKS = (
    *[Look.TEXT] * 4, Look.WHOLE, Look.OPEN_TEXT, Look.OPEN_FTE, Look.OPEN_POUNDS, Look.OPEN_RATE, Look.WHOLE,
)  # fmt: skip
COUNCIL, IN_SCOPE, COST = 0, 5, 11


def write_posts(pen: Pen, posts: Mapping[str, Iterable[PostRow]]) -> tuple[int, int]:
    """A row for each post of each council; returns the first and the last row."""
    pen.write(*HEADINGS, looks=Look.HEADING)
    for council, rows in posts.items():
        for post in rows:
            _write(pen, council, post)
    return 2, max(pen.row, 2)


def _write(pen: Pen, council: str, post: PostRow) -> None:
    fte, salary, rate, pay, parts = (pen.here(column, pen.row + 1) for column in (6, 7, 8, 9, 10))
    whole, over = f"INT({pay}/10000)*{parts}", f"({pay}-INT({pay}/10000)*10000)*{parts}"
    pen.write(
        council, post.ref, post.title, post.service, post.tier, "yes" if post.in_scope else "no", post.fte,
        pence(post.salary_pence), post.on_cost_rate,
        Formula(f"ROUND({salary}*100,0)*(10000+ROUND({rate}*10000,0))"),
        Formula(f"ROUND({fte}*10000,0)"),
        # Pay × FTE is a number of hundred-millionths of a penny: whole pence of its upper part, then the rest, rounded.
        Formula(
            f"INT({whole}/10000)+INT((({whole}-INT({whole}/10000)*10000)*10000+{over}+50000000)/100000000)"
        ),
        looks=LOOKS,
    )  # fmt: skip


def cost_of(pen: Pen, rows: tuple[int, int], council: str = "") -> str:
    """The cost of the posts in scope: of one council (a cell that names it), or of all."""
    costs, scope = pen.run_at(COST, *rows), pen.run_at(IN_SCOPE, *rows)
    return f'SUMIFS({costs},{scope},"yes"' + (f",{pen.run_at(COUNCIL, *rows)},{council})" if council else ")")

"""What a plan's file would change: line by line beside the plan that there is, with everything that is wrong in it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from collab.calc.money import to_the_penny
from savings.enums import Confidence, LineKind, LineStatus, Origin
from savings.forms.lines import BELOW
from savings.models import LineAmount, SavingsLine
from savings.models.plan import QUARTERS
from savings.plan_file import values as fit
from savings.plan_file.proposal import AMOUNTS, Problem, Proposal, Proposed, Years
from savings.plan_file.tables import Key, Row, Tables
from savings.queries.plan_files import Present
from savings.rules import plans as rules
from savings.services.plans import PostSaid

TEXTS = {
    "Title": "title", "Service": "service", "Description": "description", "Depends on": "depends_on",
    "Source": "source",
}  # fmt: skip
CHOICES: dict[str, tuple[str, Any]] = {
    "Kind": ("kind", LineKind), "Origin": ("origin", Origin), "Confidence": ("confidence", Confidence),
}  # fmt: skip
BOOLEANS = {"Recurring": "recurring", "Cash-releasing": "cash_releasing"}
# What a file may repeat and not change, and where that is done.
ELSEWHERE = {
    "Status": "A status is decided with an authority and a day. Change it on the page of the line.",
    "Held": "A line is held and released on its own page, with a reason. Change it there.",
    "Rating": "A rating comes with the owner’s update of the quarter. Send it there.",
    "Agreed on": "The day goes with the decision on the status. Change it on the page of the line.",
    "Authority": "The authority goes with the decision on the status. Change it on the page of the line.",
}
CONFIRMED = (
    "What was delivered is confirmed by the finance lead, quarter by quarter, and not by a file: {now} stands in the "
    "plan. Write that, or leave the cell empty."
)


def compare(tables: Tables, present: Present) -> Proposal:
    return _Comparison(tables, present).proposal()


class _Comparison:
    def __init__(self, tables: Tables, present: Present) -> None:
        self.tables, self.present = tables, present
        self.problems: list[Problem] = []
        self.there = {line.ref: line for line in present.lines}

    def proposal(self) -> Proposal:
        lines: dict[str, Proposed] = {}
        for row in self.tables.lines:
            ref = self._try(row, "Reference", partial(fit.reference, taken=lines))
            if ref:
                lines[ref] = self._line(row, ref)
        self._posts(lines)
        self._totals()
        return Proposal(self.present, list(lines.values()), self.problems, self.tables.notes)

    def _try(self, row: Row, key: Key, how: Callable[[str], Any]) -> Any:
        try:
            return how(row.says(key))
        except ValueError as unfit:
            self._say(row, key, str(unfit))
            return None

    def _say(self, row: Row, key: Key, sentence: str) -> None:
        self.problems.append(Problem(row.place, self.tables.heading(key), sentence))

    def _line(self, row: Row, ref: str) -> Proposed:
        line = self.there.get(ref)
        there = _years_of(line)
        taken = [PostSaid(post.ref, post.from_year, post.fte) for post in line.posts.all()] if line else []
        saved = line or SavingsLine(ref=ref, status=LineStatus.PROPOSED)
        said = {name: value for name, value in self._values(row, saved).items() if getattr(saved, name) != value}
        found = Proposed(ref, line, said, there, self._years(row, there), taken, taken)
        self._elsewhere(row, saved)
        if line and line.status == LineStatus.WITHDRAWN and not found.is_same:
            self._say(row, "Reference", f"{rules.WITHDRAWN} Or take the row out.")
        return found

    def _values(self, row: Row, saved: SavingsLine) -> dict[str, Any]:
        """The fields of which the row says something that can be kept. A choice that is left empty stays."""
        found: dict[str, Any] = {}
        for key, name in TEXTS.items():
            if key in row.cells and not fit.same(row.says(key), getattr(saved, name)):
                found[name] = self._try(row, key, partial(fit.words, name))
        for key, (name, choices) in CHOICES.items():
            if row.says(key):
                found[name] = self._try(row, key, partial(fit.choice, choices))
        for key, name in BOOLEANS.items():
            if row.says(key):
                found[name] = self._try(row, key, fit.yes_or_no)
        if row.says("Owner") and not (saved.owner and row.says("Owner") in (saved.owner.name, saved.owner.email)):
            found["owner"] = self._try(row, "Owner", partial(fit.owner, self.present.owners))
        if not row.says("Title"):
            self._say(row, "Title", "The line has no title. Write what is saved.")
        if not saved.kind and not row.says("Kind"):
            self._say(row, "Kind", f"A new line has a kind. Write one of: {', '.join(LineKind.labels)}.")
        return {name: value for name, value in found.items() if value is not None}

    def _elsewhere(self, row: Row, saved: SavingsLine) -> None:
        now = {
            "Status": saved.get_status_display(), "Held": "yes" if saved.held else "no",
            "Rating": saved.get_rating_display(), "Authority": saved.authority,
            "Agreed on": saved.agreed_on.isoformat() if saved.agreed_on else "",
        }  # fmt: skip
        for key, sentence in ELSEWHERE.items():
            if row.says(key) and not fit.same(row.says(key).casefold(), now[key].casefold()):
                self._say(row, key, f"{sentence} In the file write {fit.quoted(now[key]) if now[key] else 'nothing'}.")

    def _years(self, row: Row, there: Years) -> Years:
        years = {year: dict(said) for year, said in there.items()}
        for key in row.cells:
            if isinstance(key, tuple):
                year, name = key
                now = there.get(year, {}).get(name)
                pence = self._amount(row, key, now)
                years.setdefault(year, dict.fromkeys(AMOUNTS))[name] = pence
                if pence is not None and year not in there and year not in self.present.years:
                    outside = rules.why_not_years([year], self.present.years)
                    self._say(row, key, f"{outside} Take the amount out.")
        found = {
            year: said for year, said in years.items() if year in there or any(p is not None for p in said.values())
        }
        for year, said in found.items():
            why_not = rules.why_not_quarters(said["planned_pence"], [said[name] for name in QUARTERS])
            if why_not and said != there.get(year):
                self._say(row, (year, "planned_pence"), f"{why_not}. Bring the year and its quarters together.")
        return found

    def _amount(self, row: Row, key: tuple[int, str], now: int | None) -> int | None:
        """`now` for what stands and may not be changed by a file."""
        confirmed = key[1] == "actual_pence"
        if not row.says(key):
            return now if confirmed else None
        pence: int | None = self._try(row, key, fit.money)
        if pence is None or pence == now:
            return now
        if confirmed:
            self._say(row, key, CONFIRMED.format(now="nothing" if now is None else to_the_penny(now)))
            return now
        if pence < 0:
            self._say(row, key, f"{BELOW}." if key[1] != "cost_pence" else "A cost is nothing or more. Write it so.")
        return pence

    def _posts(self, lines: Mapping[str, Proposed]) -> None:
        """A line of which the posts say nothing keeps those that it takes."""
        said: dict[str, list[PostSaid]] = {}
        for row in self.tables.posts:
            if row.says("Line") not in lines:
                self._say(
                    row, "Line", f"The file has no line {fit.quoted(row.says('Line'))}. Add it, or take the row out."
                )
                continue
            post = self._post(row, lines[row.says("Line")])
            said.setdefault(row.says("Line"), []).extend([post] if post else [])
        for ref, posts in said.items():
            lines[ref].posts = posts
            line = lines[ref].line
            if line and line.status == LineStatus.WITHDRAWN and posts != lines[ref].taken:
                self.problems.append(Problem(ref, "Post", rules.WITHDRAWN))

    def _post(self, row: Row, line: Proposed) -> PostSaid | None:
        ref = row.says("Post").removeprefix(f"{self.present.council.slug}:")
        year, fte = self._try(row, "From", fit.year), self._try(row, "FTE taken", fit.fte)
        elsewhere = rules.why_not_post_of(ref, self.present.council, self.present.others)
        if not ref or len(ref) > fit.LONGEST["ref"]:
            self._say(row, "Post", "This is no reference of a post. Write the one that the baseline has.")
        if elsewhere:
            self._say(row, "Post", f"{elsewhere} Take the row out.")
        if year is not None and year not in {*self.present.years, *(post.from_year for post in line.taken)}:
            self._say(row, "From", f"{rules.why_not_years([year], self.present.years)} Write one of them.")
        return PostSaid(ref, year, fte) if ref and year is not None and fte is not None else None

    def _totals(self) -> None:
        """A row of totals has to be what the rows of the file add up to, in each of its columns."""
        for row in self.tables.totals:
            for key in row.cells:
                if isinstance(key, tuple) and row.says(key):
                    total = self._try(row, key, fit.money)
                    added = sum(_money_or_nothing(line.says(key)) for line in self.tables.lines)
                    if total is not None and total != added:
                        self._say(row, key, _over(total, added))


def _over(total: int, added: int) -> str:
    than = f"{to_the_penny(abs(total - added))} {'more' if total > added else 'less'} than"
    return (
        f"The total is {to_the_penny(total)}, {than} the {to_the_penny(added)} of its rows. "
        "Correct the amounts, or take the totals out."
    )


def _money_or_nothing(text: str) -> int:
    """What is no amount is told of where it stands."""
    try:
        return fit.money(text) if text else 0
    except ValueError:
        return 0


def _years_of(line: SavingsLine | None) -> Years:
    rows: Iterable[LineAmount] = line.amounts.all() if line else ()
    return {row.year: {name: getattr(row, name) for name in AMOUNTS} for row in rows}

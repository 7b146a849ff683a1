"""Words that the pages of operating models have in common."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.text import get_text_list

from collab.calc.appraisal import Appraisal
from collab.calc.money import in_figures, whole_pounds
from collab.calc.workings import in_words as payback_in_words
from collab.calc.years import FinancialYear
from collab.moments import day
from collab.sheets import printing
from programme.enums import ApportionBy, ApportionOf
from programme.presenters import in_words
from savings.presenters.line_words import seen
from savings.queries import Case, LineSight

ROUNDED = printing.ROUNDED
METHODS = {
    "equal": "Equal parts",
    "baseline_cost": "Baseline cost",
    "population": "Population",
    "net_revenue_budget": "Net revenue budget",
    "fixed": "Fixed shares",
}


def in_a_row(names: list[str]) -> str:
    """One after the other in a sentence: "A, B and C"."""
    return get_text_list(names, "and")


def in_years(years: Sequence[FinancialYear]) -> str:
    """Years in their order, three or more in a row as a span: "2013/14 and 2015/16 to 2018/19"."""
    runs: list[list[FinancialYear]] = []
    for year in years:
        if runs and runs[-1][-1].plus(1) == year:
            runs[-1].append(year)
        else:
            runs.append([year])
    words = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(year) for year in run]
    return in_a_row(words)


def plural(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def unforecast(lines: int) -> str:
    """That something is planned of them, and nobody has said yet what is expected: "2 lines have no forecast yet"."""
    return f"{plural(lines, 'line')} {'has' if lines == 1 else 'have'} no forecast yet"


def left_out(lines: int) -> str:
    """The same of an amount that does not count them."""
    return f"{unforecast(lines)} and {'is' if lines == 1 else 'are'} left out"


def rate(share: object) -> str:
    """A share as a percentage: "3.5%"."""
    return f"{in_figures(100 * Fraction(str(share)))}%"


def repaid(appraisal: Appraisal) -> str:
    """How the payback goes on in a sentence that says what is saved."""
    words = payback_in_words(appraisal)
    if appraisal.payback is None:
        return f"is not repaid {words.removeprefix('not ')}"
    if words.startswith("nothing"):
        return "costs nothing to bring about"
    return f"is {words}" if words.startswith("repaid") else f"is repaid after {words}"


def sharing(of: str, by: str) -> str:
    """How amounts are shared, in a sentence: "the saving is shared by population"."""
    what = "the saving" if of == ApportionOf.SAVING else "the cost of the model"
    how = "equally" if by == ApportionBy.EQUAL else f"by {METHODS[by].lower()}"
    return f"{what} is shared {how}"


def to_5000(pence: int) -> int:
    """What is told of an amount that one post makes: the nearest £5,000, a half away from nought."""
    return seen(pence, LineSight.ROUNDED)


def about(pence: int) -> str:
    """The same in words: "about £45,000"."""
    nearest = to_5000(pence)
    return f"about {whole_pounds(nearest)}" if nearest else "under £5,000"


def less(pence: int, *, rounded: bool) -> str:
    """What is taken away: "−£45,000", or where one post makes it "about −£45,000"; "+£3" where it is added."""
    sign = "−" if pence >= 0 else "+"
    if not rounded:
        return f"{sign}{whole_pounds(abs(pence))}"
    nearest = to_5000(abs(pence))
    return f"about {sign}{whole_pounds(nearest)}" if nearest else f"under {sign}£5,000"


def price_base(case: Case) -> str:
    return f"{FinancialYear(case.parameters.price_base)} prices" if case.parameters else "no price base entered"


def scope_of(case: Case) -> str:
    """What the figures of the page are, in one line: gross, full year, price base, whose, as at, by which list."""
    number = len(case.councils)
    whose = f"the {in_words(number)} councils together" if number > 1 else case.councils[0].council.name
    return f"Gross, full year, recurring, {price_base(case)}, {whose}; {as_at(case)}."


def as_at(case: Case) -> str:
    """The day or days of the baselines: "baselines as at 30 November 2012"."""
    days = sorted({row.current.baseline.as_at for row in case.councils if row.current.baseline})
    if len(days) == 1:
        return f"baselines as at {day(days[0])}"
    return f"baselines as at {day(days[0])} to {day(days[-1])}" if days else "no baseline"


def age(days: int) -> str:
    """How old: "88 days old"; a baseline may be of a day to come."""
    return f"in {plural(-days, 'day')}" if days < 0 else f"{plural(days, 'day')} old"

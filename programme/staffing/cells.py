"""What the layouts have in common: how each cell of a row becomes part of a post, and what is said where it cannot."""

from decimal import ROUND_HALF_UP, Decimal

from collab.calc.money import to_the_penny
from programme.staffing import values
from programme.staffing.lines import Draft, Line, quoted
from programme.staffing.personal import without_contacts
from programme.staffing.values import Pay

LONGEST = {"ref": 100, "title": 300, "service": 200, "grade": 100, "funding_source": 200, "reports_to": 100}
WORDED = ("title", "service", "grade", "funding_source")
UNUSUALLY_LOW, UNUSUALLY_HIGH = 1_000_00, 500_000_00
HIGHEST_TIER = 20


def words(line: Line, name: str) -> str:
    """A text that is kept, without the ways to reach a person that may have strayed into it."""
    text = line.text(name)
    if not text:
        return ""
    if len(text) > LONGEST[name]:
        line.error(name, f"The text has {len(text):,} characters; the most is {LONGEST[name]}. Shorten it.")
        return ""
    kept = without_contacts(text) if name in WORDED else text
    if kept != text:
        line.warn(name, "The cell held an e-mail address or a telephone number, which was taken out.")
    return kept


def title(line: Line) -> str:
    found = words(line, "title")
    if not found and not line.is_rejected:
        line.error("title", "The row has no job title: write one, or leave the row out if it is no post.")
    return found


def fte(line: Line) -> Decimal:
    text = line.text("fte")
    found = values.number(text)
    if found is None:
        said = f"{quoted(text)} is no number" if text else "No FTE is given"
        line.warn("fte", f"{said}, so the row counts 0 FTE: write its part of full time, for example 0.6 or 1.")
        return Decimal()
    if found < 0:
        line.error("fte", f"{quoted(text)} is below 0: write the part of full time, for example 0.6 or 1.")
        return Decimal()
    if found > values.HIGHEST_FTE:
        line.error("fte", f"{quoted(text)} is too much for one row: write the part of full time, for example 0.6 or 1.")
        return Decimal()
    kept = found.quantize(values.FTE_PLACES, ROUND_HALF_UP)
    if kept != found:
        line.warn("fte", f"{quoted(text)} has more than four decimals: {kept} is taken.")
    return kept


def tier(line: Line) -> int | None:
    text = line.text("tier")
    found = values.tier(text) if text else None
    if text and (found is None or found > HIGHEST_TIER):
        line.error("tier", f"{quoted(text)} is no tier: write a whole number from 1, the highest, to {HIGHEST_TIER}.")
        return None
    return found


def is_vacant(text: str) -> bool:
    """Whether a name or a title says that nobody is in the post."""
    plain = text.lower()
    return "vacan" in plain or plain in ("not in post", "unfilled", "unoccupied")


def plausible(line: Line, name: str, pence: int) -> int:
    if 0 < pence < UNUSUALLY_LOW:
        line.warn(name, f"{to_the_penny(pence)} is unusually low for a full-time year: check it.")
    if pence > UNUSUALLY_HIGH:
        line.warn(name, f"{to_the_penny(pence)} is unusually high for a full-time year: check it.")
    return pence


def readable(line: Line, name: str, found: Pay) -> bool:
    """False, with the reason, for what can stand for no pay at all."""
    text = quoted(line.texts.get(name, ""))
    if found.kind == "words":
        line.error(
            name,
            f"{text} is no amount: write the full-time salary of a year in figures, for example 45000, and part time "
            "as FTE.",
        )
    elif found.kind == "negative":
        line.error(name, f"{text} is below 0: write the full-time salary of a year, for example 45000.")
    elif found.kind == "too much":
        line.error(name, f"{text} is more than any salary of a year: write it in pounds, for example 45000.")
    elif found.high < found.low:
        line.error(name, f"{text} ends below where it begins: correct the band.")
    else:
        return True
    return False


def no_pay(line: Line, name: str, *, hint: str = "") -> int:
    said = "No pay is given" if not line.text(name) else f"The pay is {quoted(line.texts[name])}"
    line.warn(name, f"{said}, so £0.00 is counted.{hint or ' Write the full-time salary of a year if it is known.'}")
    return 0


def floor_of_open(line: Line, name: str, draft: Draft, found: Pay) -> int:
    text = quoted(line.texts[name])
    line.warn(name, f"{text} has no upper end: its floor, {to_the_penny(found.low)}, is taken (estimated).")
    draft.estimated.append(f"salary: the floor of {text}")
    return found.low

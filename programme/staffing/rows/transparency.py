"""The organisation structure that councils publish: one row a post, with a salary band in place of a salary."""

from decimal import Decimal

from collab.calc.money import pounds, to_the_penny
from programme.staffing import cells, values
from programme.staffing.lines import Draft, Line, quoted

# A band of this height is £5,000 wide; where it is wider than half of its floor as well, a digit is likely missing.
WIDEST_BAND = 20_000_00


def read(line: Line) -> Draft:
    draft = Draft(
        title=cells.title(line),
        service=_first(line, "service", "directorate", "organisation"),
        tier=cells.tier(line),
        grade=cells.words(line, "grade"),
        vacant=_vacant(line),
    )
    draft.fte = _fte(line, draft)
    draft.salary_pence = _salary(line, draft)
    _shared(line)
    return draft


def _first(line: Line, *names: str) -> str:
    named = next((name for name in names if line.text(name)), None)
    if named is None:
        return ""
    line.texts["service"] = line.text(named)
    return cells.words(line, "service")


def _fte(line: Line, draft: Draft) -> Decimal:
    if "fte" in line.headings:
        return cells.fte(line)
    draft.estimated.append("FTE: 1, since the layout has none")
    return Decimal(1)


def _salary(line: Line, draft: Draft) -> int:
    text = quoted(line.texts.get("band", ""))
    found = values.pay(line.texts.get("band", ""))
    if found.is_nothing:
        return cells.no_pay(line, "band", hint=_hint(line))
    if not cells.readable(line, "band", found):
        return 0
    if found.kind == "open":
        return cells.floor_of_open(line, "band", draft, found)
    if found.kind == "range":
        wide = found.high - found.low > max(WIDEST_BAND, found.low // 2)
        doubt = f" The band is {pounds(found.high - found.low)} wide: check it, a digit may be missing." if wide else ""
        line.warn("band", f"{text} is a band: its midpoint, {to_the_penny(found.middle)}, is taken (estimated).{doubt}")
        draft.estimated.append(f"salary: the midpoint of {text}")
    return cells.plausible(line, "band", found.middle)


def _hint(line: Line) -> str:
    most = values.pay(line.texts.get("most", ""))
    if most.kind != "amount" or not most.high:
        return ""
    amount = pounds(most.high)
    return f" The highest salary of its grade is {amount}: write a band or a salary here if it should count."


def _vacant(line: Line) -> bool:
    text = line.text("vacant")
    said = values.yes_or_no(text)
    if said is None and text and not cells.is_vacant(text) and text.lower() not in ("filled", "occupied"):
        line.warn("vacant", f"{quoted(text)} does not say whether the post is vacant, so it counts as filled.")
    return bool(said) or cells.is_vacant(text) or cells.is_vacant(line.text("holder"))


def _shared(line: Line) -> None:
    text = line.text("shared")
    if text and values.yes_or_no(text) is not False and text.lower() not in ("not shared", "single"):
        line.warn(
            "shared",
            f"The post is shared ({quoted(text)}), and the file does not say with whom and in which parts: it counts "
            "whole. If other councils carry a part of it, add a column FTE with the council’s own part.",
        )

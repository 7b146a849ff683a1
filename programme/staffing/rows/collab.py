"""Our own template: the bundle's fields of a post as columns."""

import re
from decimal import ROUND_HALF_UP, Decimal

from collab.calc.money import plain, to_the_penny
from programme.staffing import cells, values
from programme.staffing.lines import Draft, Line, quoted

STATUTORY = ("hps", "s151", "mo", "dcs", "dass")
RATE_PLACES = Decimal("0.0001")
_SHARE = re.compile(r"([a-z0-9-]+)\s*[:= ]\s*([0-9.]+\s*%?)", re.I)


def read(line: Line) -> Draft:
    draft = Draft(
        ref=cells.words(line, "ref"),
        title=cells.title(line),
        service=cells.words(line, "service"),
        tier=cells.tier(line),
        grade=cells.words(line, "grade"),
        fte=cells.fte(line),
        on_cost_rate=_rate(line),
        vacant=_yes(line, "vacant", otherwise=False),
        in_scope=_yes(line, "in_scope", otherwise=True),
        reports_to=cells.words(line, "reports_to"),
        statutory=_statutory(line),
        funding_source=cells.words(line, "funding_source"),
        shared_with=_shared_with(line),
    )
    draft.salary_pence = _salary(line, draft)
    if not draft.service:
        line.error("service", "The row has no service: write the service that the post belongs to.")
    return draft


def _salary(line: Line, draft: Draft) -> int:
    found = values.pay(line.texts.get("salary", ""))
    if found.is_nothing:
        return cells.no_pay(line, "salary")
    if not cells.readable(line, "salary", found):
        return 0
    if found.kind == "open":
        return cells.floor_of_open(line, "salary", draft, found)
    if found.kind == "range":
        line.error(
            "salary",
            f"{quoted(line.text('salary'))} is a range: write one amount, for example its midpoint, "
            f"{plain(found.middle)}.",
        )
    if found.rounded:
        line.warn("salary", f"{quoted(line.text('salary'))} is rounded to the penny: {to_the_penny(found.low)}.")
    return cells.plausible(line, "salary", found.low)


def _rate(line: Line) -> Decimal | None:
    """None where the row gives none."""
    text = line.text("on_cost_rate")
    if not text:
        return None
    found = values.number(text)
    if found is None or not 0 <= found <= 1:
        line.error(
            "on_cost_rate", f"{quoted(text)} is no on-cost rate: write it as a part of salary, 0.285, or as 28.5%."
        )
        return None
    kept = found.quantize(RATE_PLACES, ROUND_HALF_UP)
    if kept != found:
        line.warn("on_cost_rate", f"{quoted(text)} has more than four decimals: {kept} is taken.")
    return kept


def _yes(line: Line, name: str, *, otherwise: bool) -> bool:
    text = line.text(name)
    if not text:
        return otherwise
    found = values.yes_or_no(text)
    if found is None:
        line.error(name, f"{quoted(text)} is neither yes nor no: write true or false.")
        return otherwise
    return found


def _statutory(line: Line) -> tuple[str, ...]:
    found = re.split(r"[\s,;/|]+", line.text("statutory").lower().strip())
    roles = tuple(dict.fromkeys(role for role in found if role))
    unknown = [role for role in roles if role not in STATUTORY]
    if unknown:
        line.error(
            "statutory",
            f"{quoted(unknown[0])} is no statutory post that is known here: write hps (head of paid service), s151, mo "
            "(monitoring officer), dcs (children’s services) or dass (adult social services).",
        )
    return roles


def _shared_with(line: Line) -> tuple[tuple[str, Decimal], ...]:
    text = line.text("shared_with")
    if not text:
        return ()
    shares: list[tuple[str, Decimal]] = []
    for piece in re.split(r"\s*[;,\n]\s*", text):
        found = _SHARE.fullmatch(piece)
        part = values.number(found[2].replace(" ", "")) if found else None
        if found is None or part is None or not 0 < part <= 1:
            line.error(
                "shared_with",
                f"{quoted(piece)} is no council with its part: write the council’s short address and its part, for "
                "example hartlepool:0.5, and a semicolon between councils.",
            )
            return ()
        shares.append((found[1].lower(), part.quantize(RATE_PLACES, ROUND_HALF_UP)))
    if len({council for council, _ in shares}) < len(shares):
        line.error("shared_with", "The same council stands here twice: add its parts up.")
    total = sum(part for _, part in shares)
    if total > 1:
        line.warn(
            "shared_with", f"The parts of the other councils add up to {total}, more than the whole post: check them."
        )
    return tuple(shares)

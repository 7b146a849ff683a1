"""What stands in a cell of a tracker's file. Each raises ValueError with a sentence and its remedy."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from collab.db import MOST_PENCE

POUND = 100
TIMES = {"k": 1_000 * POUND, "m": 1_000_000 * POUND}
NOTHING = {"", "n/a", "na"}
NIL = {"-", "–", "—", "−", "nil", "none"}

_AMOUNT = re.compile(
    r"(?P<before>[-−–+]?)\s*£?\s*(?P<after>[-−–]?)\s*"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.(?P<part>[0-9]{1,12}))?\s*(?P<times>[km]?)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<minus>[-−–]?)\s*(?P<figures>[0-9]{1,6}(?:\.[0-9]{1,12})?)\s*(?P<sign>%?)")


@dataclass(frozen=True)
class Amount:
    """`step` is the pence to which it is written: 1 for "328.00" pounds, a thousand pounds for "328" thousands."""

    pence: int
    step: int


def amount(text: str, *, unit: int) -> Amount | None:
    """`unit` is how many pence a figure without more counts for. None where the cell says nothing. An amount in
    brackets is below nothing, and so is one with a minus; a dash alone is nil."""
    if text.strip().lower() in NOTHING:
        return None
    if text.strip().lower() in NIL:
        return Amount(0, 0)
    inner, brackets = _out_of_brackets(text)
    found = _AMOUNT.fullmatch(inner)
    signs = (found["before"] + found["after"]).replace("+", "") if found else ""
    if found is None or len(signs) + brackets > 1:
        raise ValueError(f"{_quoted(text)} is no amount. Write it in figures: 328, (328) or −328, with £ and k or not.")
    whole, part = found["whole"], found["part"] or ""
    if not found["times"] and len(part) == 3 and len(whole) <= 3 and whole != "0":
        raise ValueError(
            f"{_quoted(text)} may be {whole}{part} written with a point, or {whole}.{part}. Write {whole},{part} or "
            f"{whole}.{part}0."
        )
    times = TIMES.get(found["times"].lower(), unit)
    pence = Fraction(f"{whole.replace(',', '')}.{part or 0}") * times
    if pence.denominator != 1:
        raise ValueError(f"{_quoted(text)} goes below the penny. Round it to the penny, or to more.")
    if pence > MOST_PENCE:
        raise ValueError("The amount is larger than Collab can keep. Check it, and whether it is in thousands.")
    step = max(1, int(Fraction(times, 10 ** len(part))))
    return Amount(-pence.numerator if signs or brackets else pence.numerator, step)


@dataclass(frozen=True)
class Percent:
    """`is_signed`: whether it has a percent sign, without which it may be a share."""

    figure: Decimal
    is_signed: bool


def percent(text: str) -> Percent | None:
    if text.strip().lower() in NOTHING | NIL:
        return None
    bare, after = text.strip(), False
    if bare.startswith("(") and bare.endswith(")%"):
        bare, after = bare[:-1], True
    inner, brackets = _out_of_brackets(bare)
    found = _PERCENT.fullmatch(inner)
    if found is None or (found["minus"] and brackets):
        raise ValueError(f"{_quoted(text)} is no percentage. Write it in figures: 5.1%, (5.1%) or −5.1%.")
    figure = Decimal(found["figures"])
    return Percent(-figure if found["minus"] or brackets else figure, bool(found["sign"]) or after)


def _out_of_brackets(text: str) -> tuple[str, bool]:
    bare = " ".join(text.split()).removeprefix("£") if "(" in text else " ".join(text.split())
    brackets = bare.startswith("(") and bare.endswith(")")
    return (bare[1:-1].strip() if brackets else bare), brackets


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else f'{text[:60]}…'}”"

"""What stands in a cell of a plan's file. Each reads a text, and raises ValueError with a sentence and its remedy."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from accounts.models import User
from collab.calc.years import FinancialYear
from collab.db import MOST_PENCE
from programme.staffing.values import number

LONGEST = {"ref": 100, "title": 300, "service": 200, "source": 300, "description": 20_000, "depends_on": 20_000}
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
MOST_FTE = Decimal(99_999)

_MONEY = re.compile(r"([-−]?)\s*£?\s*([-−]?)([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.([0-9]{1,2})0*)?")


def same(text: str, value: str) -> bool:
    """Whether a cell says what is kept already, however its lines end."""
    return text.splitlines() == value.strip().splitlines()


def money(text: str) -> int:
    """Pence. An amount in brackets is below nothing, as in accounts."""
    brackets = text.startswith("(") and text.endswith(")")
    found = _MONEY.fullmatch(text[1:-1].strip() if brackets else text)
    signs = (found[1] + found[2]) if found else ""
    if found is None or len(signs) + brackets > 1:
        raise ValueError(f"{quoted(text)} is no amount. Write pounds in figures, for example 1250 or 1250.50.")
    pence = int(found[3].replace(",", "")) * 100 + int((found[4] or "0").ljust(2, "0"))
    if pence > MOST_PENCE:
        raise ValueError("The amount is larger than Collab can keep. Check it.")
    return -pence if signs or brackets else pence


def words(field: str, text: str) -> str:
    if len(text) > LONGEST[field]:
        raise ValueError(f"This has {len(text):,} characters; the most is {LONGEST[field]:,}. Shorten it.")
    return text


def choice(choices: Any, text: str) -> str:
    for value, label in choices.choices:
        if text.casefold() in (str(value).casefold(), str(label).casefold()):
            return str(value)
    raise ValueError(f"{quoted(text)} is not known. Write one of: {', '.join(choices.labels)}.")


def yes_or_no(text: str) -> bool:
    if text.lower() not in YES_NO:
        raise ValueError(f"{quoted(text)} is neither yes nor no. Write one of them.")
    return YES_NO[text.lower()]


def owner(people: Sequence[User], text: str) -> User:
    """By e-mail address, or by a name that one of them has."""
    found = [user for user in people if user.email.casefold() == text.casefold()]
    found = found or [user for user in people if user.name.casefold() == text.casefold()]
    if len(found) != 1:
        many = "more than one of the council’s people" if found else "none of the council’s own people"
        raise ValueError(f"{quoted(text)} is {many}. Write the e-mail address of one of them, or nothing.")
    return found[0]


def year(text: str) -> int:
    try:
        return FinancialYear.parse(text).start
    except ValueError:
        raise ValueError(f"{quoted(text)} is no financial year. Write it like 2013/14.") from None


def fte(text: str) -> Decimal:
    found = number(text)
    if found is None or not 0 < found <= MOST_FTE or found != round(found, 4):
        raise ValueError(f"{quoted(text)} is no FTE. Write how much of the post goes, for example 1 or 0.5.")
    return found


def reference(text: str, taken: Collection[str]) -> str:
    if not text:
        raise ValueError("The line has no reference. Write the council’s own, once in the plan.")
    if text in taken:
        raise ValueError(f"Another row before it has the reference {quoted(text)}. Give each line its own.")
    return words("ref", text)


def quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else f'{text[:60]}…'}”"

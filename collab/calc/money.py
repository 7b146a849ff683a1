"""Amounts in whole pence, as people write and read them."""

import re

# What is typed: pounds, with or without commas in the usual places, and pence or none.
WRITTEN = re.compile(r"(?P<minus>[-−])?£?(?P<pounds>[0-9]{1,3}(,[0-9]{3}){1,9}|[0-9]{1,30})(\.(?P<pence>[0-9]{2}))?")


def pounds(pence: int) -> str:
    """The amount as it is printed: "£1,250", "£1,250.50", "−£3"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def pence_of(text: str) -> int | None:
    """What "£1,250.50", "1250.50" or "1,250" is in pence; None for anything else, "1.4m" and "1,25" included."""
    found = WRITTEN.fullmatch(re.sub(r"\s", "", text))
    if found is None:
        return None
    amount = int(found["pounds"].replace(",", "")) * 100 + int(found["pence"] or 0)
    return -amount if found["minus"] else amount

"""The first page in words."""

from dataclasses import dataclass

from programme.presenters import in_words
from reporting.queries import Home


@dataclass(frozen=True)
class HomePage:
    headline: str
    found: Home
    names_programmes: bool


def present_home(found: Home) -> HomePage:
    """Where somebody takes part in one programme, its name need not stand beside everything."""
    return HomePage(_headline(found), found, names_programmes=len(found.programmes) > 1)


def _headline(found: Home) -> str:
    count, late = len(found.waiting), sum(row.is_late for row in found.waiting)
    if not count:
        return "Nothing waits for you"
    said = f"{in_words(count).capitalize()} {'thing waits' if count == 1 else 'things wait'} for you"
    if not late:
        return said
    if late == count:
        return f"{said}, and {'it is' if count == 1 else 'all of them are'} late"
    return f"{said}, {in_words(late)} of them late"

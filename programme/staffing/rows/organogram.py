"""The organograms on data.gov.uk: senior posts one by one, junior posts in groups."""

from collab.calc.money import to_the_penny
from programme.staffing import cells, values
from programme.staffing.lines import Draft, Line, quoted
from programme.staffing.values import Pay

# Stands where a senior post reports to nobody in the organisation.
NOBODY = "xx"


def read_senior(line: Line) -> Draft:
    draft = _read(line)
    draft.ref = cells.words(line, "ref")
    draft.vacant = cells.is_vacant(line.text("holder")) or cells.is_vacant(draft.title)
    if line.text("holder").lower() == "eliminated" or draft.title.lower() == "eliminated":
        line.error("title", "The post is marked as eliminated: leave the row out.")
    if line.texts.get("valid") in ("0", "0.0", "false", "False", "FALSE"):
        line.error("valid", "The file marks this row as not valid: write 1 if it is right, or leave the row out.")
    return draft


def read_junior(line: Line) -> Draft:
    draft = _read(line)
    draft.vacant = cells.is_vacant(draft.title)
    if draft.vacant:
        line.warn("title", f"{quoted(draft.title)} is read as vacant: write a job title if somebody is in the post.")
    return draft


def _read(line: Line) -> Draft:
    draft = Draft(
        title=cells.title(line),
        service=_service(line),
        grade=cells.words(line, "grade"),
        fte=cells.fte(line),
    )
    manager = cells.words(line, "reports_to")
    draft.reports_to = "" if manager.lower() == NOBODY else manager
    draft.salary_pence = _salary(line, draft)
    return draft


def _service(line: Line) -> str:
    named = next((name for name in ("service", "organisation", "department") if line.text(name)), None)
    line.texts["service"] = line.text(named) if named else ""
    return cells.words(line, "service")


def _salary(line: Line, draft: Draft) -> int:
    """The midpoint of the two columns; where only one of them says anything, that one."""
    pays = {name: values.pay(line.texts.get(name, "")) for name in ("floor", "ceiling")}
    given = {name: found for name, found in pays.items() if not found.is_nothing}
    if not given:
        return cells.no_pay(line, "floor")
    readable = [_is_one(line, name, found) for name, found in given.items()]
    if not all(readable):
        return 0
    if len(given) == 1:
        ((name, found),) = given.items()
        return _only(line, name, draft, found)
    low, high = pays["floor"].low, pays["ceiling"].low
    if high < low:
        ends = f"The pay ends at {to_the_penny(high)}, below where it begins, {to_the_penny(low)}"
        line.error("ceiling", f"{ends}: correct one of the two.")
    if high != low:
        draft.estimated.append(f"salary: the midpoint of {to_the_penny(low)} and {to_the_penny(high)}")
    return cells.plausible(line, "floor", values.middle(low, high))


def _is_one(line: Line, name: str, found: Pay) -> bool:
    if found.kind == "range":
        line.error(
            name,
            f"{quoted(line.texts[name])} is a range: write one amount here, and the other one in the other pay column.",
        )
        return False
    return cells.readable(line, name, found)


def _only(line: Line, name: str, draft: Draft, found: Pay) -> int:
    if found.kind == "open":
        return cells.floor_of_open(line, name, draft, found)
    line.warn(name, f"Only one of the two pay columns has an amount: {to_the_penny(found.low)} is taken (estimated).")
    draft.estimated.append(f"salary: {line.headings[name]} alone")
    return cells.plausible(line, name, found.low)

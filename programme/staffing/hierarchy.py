"""Who reports to whom: references found again, and tiers counted down from the top."""

from programme.staffing.lines import Draft, Line, quoted


def resolve(lines: list[tuple[Line, Draft]]) -> None:
    """Every manager's reference as the manager's own row writes it; says where there is no such row."""
    known = {_loosely(draft.ref): draft.ref for _, draft in reversed(lines)}
    refs = {draft.ref for _, draft in lines}
    for line, draft in lines:
        if draft.reports_to and draft.reports_to == draft.ref:
            line.warn("reports_to", "The post is said to report to itself: correct the reference.")
        if not draft.reports_to or draft.reports_to in refs:
            continue
        found = known.get(_loosely(draft.reports_to))
        if found:
            draft.reports_to = found
        else:
            line.warn(
                "reports_to",
                f"There is no post {quoted(draft.reports_to)} in the file for this one to report to. Correct the "
                "reference, or leave the cell empty if the post reports to nobody.",
            )


def _loosely(ref: str) -> str:
    """Programs drop zeros in front, and people write capitals as they please."""
    return ref.lower().lstrip("0")


def count_tiers(lines: list[tuple[Line, Draft]]) -> None:
    """Tier 1 for whoever reports to nobody, and one more for every step down; None where the way up is not whole."""
    managers = {draft.ref: draft.reports_to for _, draft in reversed(lines)}
    tiers: dict[str, int | None] = {"": 0}
    for line, draft in lines:
        way: list[str] = []
        ref = draft.ref
        while ref not in tiers and ref in managers and ref not in way:
            way.append(ref)
            ref = managers[ref]
        if ref in way and way != [ref]:
            line.warn(
                "reports_to",
                f"From here up the posts report to one another in a circle, by way of {quoted(ref)}: correct one.",
            )
        reached = tiers.get(ref)
        for step, below in enumerate(reversed(way), start=1):
            tiers[below] = None if reached is None else reached + step
        draft.tier = tiers.get(draft.ref)

"""Who took what of the joint saving: to each person as much of lines and posts as they may know."""

from collections.abc import Sequence
from dataclasses import dataclass

from collab.calc.money import to_the_penny, whole_pounds
from collab.calc.reassess import Effect, Reassessment
from programme.models import Council, ProgrammeCouncil
from programme.queries import May
from savings.presenters.comparison import Picture, drawn
from savings.presenters.words import about, in_a_row, less, plural, to_5000
from savings.queries import Case, LineSight, line_sight, told_of
from savings.queries.conflicts import NamedClaims
from savings.waterfall import Fall, Waterfall, narrow_waterfall, text_waterfall, wide_waterfall

# More steps than a picture bears, and more rows than a page.
MOST_STEPS, MOST_ROWS = 10, 60


@dataclass(frozen=True)
class Eyes:
    """Councils by slug: `told` are those whose posts this person sees one by one, `own` those whose every line."""

    told: frozenset[str]
    own: frozenset[str]

    def rounds(self, effects: Sequence[Effect]) -> bool:
        """Whether what one council's claims make is told to £5,000: one post makes it, and posts are not told."""
        return effects[0].claim.council not in self.told and len({row.claim.post for row in effects}) == 1


def eyes_of(may: May, case: Case) -> Eyes:
    """No query."""
    own = (row.council.slug for row in case.councils if line_sight(may, row.current) == LineSight.OWN)
    return Eyes(told_of(may, case), frozenset(own))


@dataclass(frozen=True)
class Loss:
    """What a line, or a council where its lines are not told, takes of the joint saving in the year."""

    part: ProgrammeCouncil
    ref: str
    title: str
    line: int | None
    posts: str
    shown_pence: int
    printed: str

    @property
    def label(self) -> str:
        return f"{self.ref}, {self.part.council.short_name}" if self.ref else self.part.council.short_name


@dataclass(frozen=True)
class Taken:
    """One claim on a post, for those who see posts; `kept`: the model keeps the post too, and loses as much."""

    part: ProgrammeCouncil
    ref: str
    line: int | None
    post: str
    from_year: str
    fte: str
    removed: str
    spared: str
    lost: str
    kept: bool


def present_losses(case: Case, found: Reassessment, at: int, eyes: Eyes, named: NamedClaims) -> list[Loss]:
    """Those that take something, in the order of the plans: line by line where lines' amounts are told."""
    groups: dict[tuple[str, str], list[Effect]] = {}
    for effect in found.effects:
        slug = effect.claim.council
        if effect.lost[at]:
            groups.setdefault((slug, effect.claim.line if slug in eyes.told | eyes.own else ""), []).append(effect)
    order = {row.council.slug: number for number, row in enumerate(case.councils)}
    parts = {row.council.slug: row.part for row in case.councils}
    return [
        _loss(parts[slug], ref, groups[slug, ref], at, eyes, named)
        for slug, ref in sorted(groups, key=lambda key: order[key[0]])
    ]


def _loss(
    part: ProgrammeCouncil, ref: str, effects: list[Effect], at: int, eyes: Eyes, named: NamedClaims
) -> Loss:  # fmt: skip
    pence = sum(effect.lost[at] for effect in effects)
    rounds = eyes.rounds(effects)
    posts = list(dict.fromkeys(effect.claim.post for effect in effects))
    tells = part.council.slug in eyes.told and len(posts) <= 3
    line, title = named.lines.get((part.council.slug, ref), (None, ""))
    said = ", ".join(posts) if tells else plural(len(posts), "post") if ref else ""
    return Loss(part, ref, title, line, said, to_5000(pence) if rounds else pence,
                less(pence, rounded=rounds))  # fmt: skip


def present_waterfall(found: Reassessment, at: int, losses: Sequence[Loss]) -> Picture | None:
    """None where nothing has been taken, or more than a picture bears."""
    if not losses:
        return None
    year = found.years[at]
    steps = [Fall(loss.label, loss.shown_pence, loss.printed) for loss in losses]
    if len(steps) > MOST_STEPS:
        steps = _by_council(losses)
    fall = Waterfall(
        found.as_validated, ("As validated", whole_pounds(found.as_validated)), tuple(steps), year.reassessed,
        (f"As it stands in {year.year}", whole_pounds(year.reassessed)),
    )  # fmt: skip
    lost = found.as_validated - year.reassessed
    verb = f"take {whole_pounds(lost)} of the joint saving" if lost >= 0 else f"add {whole_pounds(-lost)} to it"
    said = "; ".join(f"{step.label} {step.printed}" for step in steps)
    return drawn(
        (wide_waterfall, narrow_waterfall, text_waterfall), fall, title=f"Local lines {verb} in {year.year}",
        note="Joint saving, full year, gross. Bars start at nought.",
        description=f"From {whole_pounds(found.as_validated)} as validated: {said}; "
        f"to {whole_pounds(year.reassessed)} as it stands.",
    )  # fmt: skip


def _by_council(losses: Sequence[Loss]) -> list[Fall]:
    sums: dict[str, int] = {}
    for loss in losses:
        sums[loss.part.council.short_name] = sums.get(loss.part.council.short_name, 0) + loss.shown_pence
    return [Fall(name, pence, less(pence, rounded=False)) for name, pence in sums.items()]


def present_taken(case: Case, found: Reassessment, at: int, eyes: Eyes, named: NamedClaims) -> list[Taken]:
    """Claim by claim, of the councils whose posts are told, also what costs the joint saving nothing."""
    parts = {row.council.slug: row.part for row in case.councils}
    return [
        Taken(
            parts[claim.council], claim.line, named.lines.get((claim.council, claim.line), (None, ""))[0], claim.post,
            str(claim.from_year), f"{claim.fte.normalize():f}", to_the_penny(effect.removed[at]),
            to_the_penny(effect.spared[at]), to_the_penny(effect.lost[at]),
            bool(effect.removed[at]) and not effect.lost[at],
        )
        for effect in found.effects
        if (claim := effect.claim).council in eyes.told
    ]  # fmt: skip


def costs_nothing(found: Reassessment, at: int) -> str:
    """What lines take of posts that the model keeps as well, all councils together; empty where there is none."""
    kept = [effect for effect in found.effects if effect.removed[at] and not effect.lost[at]]
    if not kept:
        return ""
    number = len({effect.claim.place for effect in kept})
    one = number == 1
    pence = sum(effect.removed[at] for effect in kept)
    worth = about(pence) if one else whole_pounds(pence)
    return (
        f"Lines also take of {plural(number, 'post')}, worth {worth}, that the model keeps as "
        f"{'it is' if one else 'they are'}: its cost falls by as much, so the joint saving loses nothing."
    )


def few_posts(found: Reassessment, at: int, eyes: Eyes) -> dict[str, str]:
    """The councils whose erosion one post makes and whose posts are not told, with what is told of it."""
    own: dict[str, list[Effect]] = {}
    for effect in found.effects:
        if effect.removed[at]:
            own.setdefault(effect.claim.council, []).append(effect)
    return {slug: about(found.years[at].erosion.councils[slug]) for slug, rows in own.items() if eyes.rounds(rows)}


def told_together(councils: Sequence[Council]) -> str:
    """Why lines and posts of these are not told of a day gone by; empty where there are none."""
    if not councils:
        return ""
    names, verb = in_a_row([row.short_name for row in councils]), "has" if len(councils) == 1 else "have"
    return (
        f"Lines of {names} are told together: of those that counted then, {names} {verb} held back or given up one "
        "since, which only the council’s own people see now."
    )


@dataclass(frozen=True)
class Moved:
    """What has changed since a day gone by: whose, and by how much the joint saving is less or more for it."""

    label: str
    words: str


def present_moved(then: Sequence[Loss], now: Sequence[Loss], difference: int) -> tuple[str, list[Moved]]:
    """In a sentence, and line by line (council by council where lines are not told)."""
    before, after = ({loss.label: loss for loss in losses} for losses in (then, now))
    rows = []
    for label in dict.fromkeys((*before, *after)):
        was, became = before.get(label), after.get(label)
        if was and became and was.printed == became.printed:
            continue
        rows.append(Moved(label, f"{_took(was)} then, {_took(became)} now"))
    moved = f"{whole_pounds(abs(difference))} {'less' if difference < 0 else 'more'} now than then"
    return (moved if difference else "the same now as then"), rows


def _took(loss: Loss | None) -> str:
    return loss.printed if loss else "nothing"

"""A structure in words and as a picture: a nested list, the same as a drawing, how wide and deep it is, and whether the
officers whom every council needs are in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collab.calc.suppression import pay_band
from collab.web.charts import Picture
from programme import structure, structure_picture
from programme.enums import PostBasis, StatutoryPost
from programme.models import Council
from programme.presenters.baselines import plain_number
from programme.presenters.overview import in_words
from programme.presenters.staffing import in_band, joined
from programme.queries.structure import ModelStructure, Officer, Seen

# More boxes than that nobody reads in a picture; the list has them all.
MOST_BOXES = 120
NO_LINES = "Who leads whom is not said here, so the posts stand by tier and service."


@dataclass(frozen=True)
class StructurePage:
    """`facts` are layers and spans, in sentences."""

    tree: tuple[structure.Branch, ...]
    facts: list[str]
    picture: Picture | None


@dataclass(frozen=True)
class NeededOfficer:
    """One of the officers whom a council needs to have: by which posts it is covered."""

    name: str
    sign: str
    words: str


def present_structure(seen: Iterable[Seen], whose: str, councils: Mapping[str, str]) -> StructurePage:
    """`whose`: "Darlington" or "Model 3b". `councils` has short names by slug."""
    rows = list(seen)
    placed, unplaced = [row for row in rows if not row.unplaced], [row for row in rows if row.unplaced]
    lines = structure.by_lines([_item(row, councils, service=True) for row in placed])
    items = [_item(row, councils) for row in placed]
    tree = lines if lines is not None else structure.by_tier(items)
    tree += tuple(structure.Branch(row.title, row.notes) for row in (_item(row, councils) for row in unplaced))
    facts = _facts(lines) if lines is not None else [NO_LINES, _tiers(items)]
    facts += ["Counted of the posts that stand here one by one."] if unplaced and lines is not None else []
    return StructurePage(tree, [fact for fact in facts if fact], _picture(tree, whose, by_lines=lines is not None))


def _item(row: Seen, councils: Mapping[str, str], *, service: bool = False) -> structure.Item:
    """`service`: it is to be said of each, since nothing above it does."""
    title = _group_title(row) if row.is_group else row.title
    return structure.Item(
        title, row.service, row.tier, row.fte, row.posts, row.ref, row.reports_to,
        tuple(note for note in _notes(row, councils, service=service) if note), row.is_group,
    )  # fmt: skip


def _group_title(row: Seen) -> str:
    number = "A number of posts that is not shown" if row.posts is None else f"{row.posts:,} post{_s(row.posts)}"
    if not row.unplaced:
        return number
    if row.kept_of is not None:
        return f"{number} of {row.kept_of.short_name}, kept, below tier 3"
    return f"{number}, kept and not shown one by one"


def _notes(row: Seen, councils: Mapping[str, str], *, service: bool) -> Iterable[str]:
    fte = "" if row.fte is None else f"{plain_number(row.fte)} FTE"
    band = "" if row.band_from_pence is None else in_band(*pay_band(row.band_from_pence))
    yield ", ".join(
        part for part in (row.service if service else "", fte, band, "vacant" if row.vacant else "") if part
    )
    if row.basis:
        served = joined([councils.get(slug, slug) for slug in row.councils])
        yield f"{PostBasis(row.basis).label}{f': {served}' if served else ''}"
    if row.basis and row.kept_of is not None:
        yield f"Kept from {row.kept_of.short_name}"
    if not row.in_scope:
        yield "Out of scope"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _facts(tree: tuple[structure.Branch, ...]) -> list[str]:
    spans = structure.spans_of(tree)
    layers = f"{in_words(spans.layers).capitalize()} layer{_s(spans.layers)}, counted from the top."
    if not spans.leaders:
        return [layers]
    each = f"{spans.fewest}" if spans.fewest == spans.most else f"{spans.fewest} to {spans.most}"
    leaders = "One post leads" if spans.leaders == 1 else f"{in_words(spans.leaders).capitalize()} posts lead"
    return [layers, f"{leaders} others, each of them {each} post{_s(spans.most)} directly."]


def _tiers(items: list[structure.Item]) -> str:
    tiers = sorted({row.tier for row in items if row.tier is not None})
    return f"It has posts of tier{_s(len(tiers))} {joined([str(tier) for tier in tiers])}." if tiers else ""


def _picture(tree: tuple[structure.Branch, ...], whose: str, *, by_lines: bool) -> Picture | None:
    if not tree:
        return None
    drawn = structure.cut_to(tree, MOST_BOXES)
    if structure.size_of(drawn) > MOST_BOXES:
        return None
    title = f"{whose}: who leads whom" if by_lines else f"{whose}, tier by tier"
    description = "A box for each post or group, with a line to what stands above it. The list says the same in words."
    left_out = structure.size_of(tree) - structure.size_of(drawn)
    note = (
        f"{left_out:,} boxes of the lowest levels are left out of the picture; the list has them." if left_out else ""
    )
    return Picture(
        title, note, description,
        structure_picture.wide(drawn), structure_picture.narrow(drawn), structure_picture.in_text(drawn),
    )  # fmt: skip


# Officers whom every council needs


def present_officers(officers: Iterable[Officer], *, below: str = "A post below tier 3") -> list[NeededOfficer]:
    """Each of the five, and which posts are said to be it. `below` stands for one that may not be named."""
    rows = list(officers)
    found = []
    for needed in StatutoryPost:
        titles = Counter(row.title or below for row in rows if needed.value in row.statutory)
        named = [title if number == 1 else f"{title} ({number} posts)" for title, number in titles.items()]
        words = joined(named) if named else "No post is said to be it"
        found.append(NeededOfficer(str(needed.label).capitalize(), "done" if titles else "ring", words))
    return found


def present_officers_of_model(
    found: ModelStructure, councils: Iterable[Council]
) -> list[tuple[Council, list[NeededOfficer]]]:
    """For each council, by the posts of the model that serve it."""
    return [
        (
            council,
            present_officers([row for row in found.officers if council.slug in row.councils], below="A kept post"),
        )
        for council in councils
    ]


def present_bases(by_basis: Mapping[str, int]) -> str:
    """ "3 shared, 5 functional and 18 geographical posts"."""
    parts = [f"{by_basis[basis]:,} {basis.label.lower()}" for basis in PostBasis if by_basis.get(basis)]
    total = sum(by_basis.values())
    return f"{joined(parts)} post{_s(total)}" if parts else "no posts yet"

"""A structure as a tree: who leads whom where that is said, else tier by tier. Plain Python, without a query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Of more nobody has heard; what is in a file may say so none the less.
MOST_LAYERS = 12


@dataclass(frozen=True)
class Item:
    """A post, or `posts` of them that are counted together (None where the number is not shown, and then no FTE).

    `ref` and `reports_to` place it, and are printed nowhere. `notes` are what else is said of it.
    """

    title: str
    service: str
    tier: int | None
    fte: Decimal | None
    posts: int | None = 1
    ref: str = ""
    reports_to: str = ""
    notes: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True)
class Branch:
    """Something of a tree with what stands below it. `item` is None for a tier or a service that heads others."""

    title: str
    notes: tuple[str, ...]
    below: tuple["Branch", ...] = ()
    item: Item | None = None


@dataclass(frozen=True)
class Spans:
    """How deep a tree of posts is, how many posts lead others, and how many each of them leads."""

    layers: int
    leaders: int
    fewest: int
    most: int
    led: int


def by_lines(items: Sequence[Item]) -> tuple[Branch, ...] | None:
    """Each below the one that leads it, in the order in which they come; None where no such line is said, or where one
    leads through more than MOST_LAYERS. At the top are those whom nobody leads, or somebody who is not there. Where
    some lead each other in a ring, the first of them is put at the top."""
    known = {row.ref for row in items if row.ref}
    led: dict[str, list[int]] = defaultdict(list)
    top = []
    for at, row in enumerate(items):
        if row.reports_to in known and row.reports_to != row.ref:
            led[row.reports_to].append(at)
        else:
            top.append(at)
    if not led:
        return None
    level = dict.fromkeys(top, 1)
    below: dict[int, list[int]] = {}
    for start in [*top, *range(len(items))]:
        if start not in level:
            level[start] = 1
            top.append(start)
        queue = [] if start in below else [start]
        for at in queue:
            below[at] = [other for other in led.get(items[at].ref, ()) if other not in level] if items[at].ref else []
            level |= dict.fromkeys(below[at], level[at] + 1)
            queue += below[at]
    if max(level.values()) > MOST_LAYERS:
        return None
    made: dict[int, Branch] = {}
    for at in sorted(level, key=lambda at: -level[at]):
        made[at] = Branch(items[at].title, items[at].notes, tuple(made[other] for other in below[at]), items[at])
    return tuple(made[at] for at in top)


def by_tier(items: Iterable[Item]) -> tuple[Branch, ...]:
    """Tier, then service, then the posts. What has no tier comes last."""
    placed: dict[int | None, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for row in items:
        placed[row.tier][row.service].append(row)
    return tuple(
        Branch(
            "Tier not said" if tier is None else f"Tier {tier}", (),
            tuple(
                Branch(service or "Service not said", (),
                       tuple(Branch(row.title, row.notes, (), row) for row in placed[tier][service]))
                for service in sorted(placed[tier], key=lambda name: (not name, name))
            ),
        )
        for tier in sorted(placed, key=lambda tier: (tier is None, tier))
    )  # fmt: skip


def spans_of(tree: Sequence[Branch]) -> Spans:
    """Of a tree by lines. What is counted together counts as so many posts."""
    layers, level = 0, list(tree)
    led = []
    while level:
        layers += 1
        led += [sum(_posts(other) for other in row.below) for row in level if row.below]
        level = [other for row in level for other in row.below]
    return Spans(layers, len(led), min(led, default=0), max(led, default=0), sum(led))


def _posts(branch: Branch) -> int:
    return (branch.item.posts or 0) if branch.item else 0


def size_of(tree: Iterable[Branch]) -> int:
    found, level = 0, list(tree)
    while level:
        found += len(level)
        level = [other for row in level for other in row.below]
    return found


def cut_to(tree: Sequence[Branch], most: int) -> tuple[Branch, ...]:
    """The tree with at most so many in it: the lowest levels are left away, and it is said where."""
    fitting = [levels for levels in range(1, MOST_LAYERS + 1) if size_of(_cut(tree, levels)) <= most]
    return _cut(tree, max(fitting, default=1))


def _cut(tree: Sequence[Branch], levels: int) -> tuple[Branch, ...]:
    if levels > 1:
        return tuple(Branch(row.title, row.notes, _cut(row.below, levels - 1), row.item) for row in tree)
    return tuple(
        Branch(row.title, (*row.notes, f"{size_of(row.below)} below") if row.below else row.notes, (), row.item)
        for row in tree
    )

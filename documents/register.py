"""The register of figures: what every floor can tell of a programme, for one person, by key."""

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from accounts.roles import Role
from collab.figures import Block, Family, Figure
from programme.blocks import FAMILIES as BLOCKS_OF_PROGRAMME
from programme.figures import FAMILIES as OF_PROGRAMME
from programme.models import Programme
from programme.queries import May
from savings.blocks import FAMILIES as BLOCKS_OF_SAVINGS
from savings.figures import FAMILIES as OF_SAVINGS

FAMILIES: tuple[Family, ...] = (*OF_PROGRAMME, *OF_SAVINGS, *BLOCKS_OF_PROGRAMME, *BLOCKS_OF_SAVINGS)

# Who has no part in any council sees what may be told to everybody.
PUBLIC = May(frozenset({(Role.BOARD_MEMBER, None)}))


class Figures(Protocol):
    """Where a text finds the figures that it names: the register, or what was sealed with it."""

    def figure(self, key: str) -> Figure | None:
        """None where there is no such figure, or none that the reader may know of."""

    def block(self, key: str) -> Block | None: ...


class Register:
    """The figures of a programme as far as somebody may see them. Each family is worked out once, when the first of
    its figures is asked for, so that a text costs the same number of queries however many it names."""

    def __init__(self, programme: Programme, may: May) -> None:
        self.programme, self.may = programme, may
        self._figures: dict[Family, dict[str, Figure]] = {}
        self._blocks: dict[Family, dict[str, Block]] = {}

    @cached_property
    def _families(self) -> dict[str, Family]:
        return {name: family for family in FAMILIES for name in family.names}

    def figure(self, key: str) -> Figure | None:
        family = self._family(key)
        return self._of(family).get(key) if family else None

    def block(self, key: str) -> Block | None:
        family = self._family(key)
        return self._blocks_of(family).get(key) if family else None

    def figures(self) -> Iterable[Figure]:
        """All of them, floor by floor."""
        for family in FAMILIES:
            yield from self._of(family).values()

    def by_subject(self) -> dict[str, list[Figure]]:
        """All of them by what they are about, where there is any."""
        found = {family.subject: list(self._of(family).values()) for family in FAMILIES}
        return {subject: figures for subject, figures in found.items() if figures}

    def blocks(self) -> Iterable[Block]:
        """All tables and charts, floor by floor."""
        for family in FAMILIES:
            yield from self._blocks_of(family).values()

    def is_own(self, key: str) -> bool:
        """Whether a key is of this programme; one of another programme never says anything here."""
        return key.partition(".")[0] == f"p{self.programme.pk}"

    def _family(self, key: str) -> Family | None:
        parts = key.split(".")
        return self._families.get(parts[1]) if self.is_own(key) and len(parts) > 1 else None

    def _of(self, family: Family) -> dict[str, Figure]:
        if family not in self._figures:
            self._figures[family] = {figure.key: figure for figure in family.figures(self.programme, self.may)}
        return self._figures[family]

    def _blocks_of(self, family: Family) -> dict[str, Block]:
        if family not in self._blocks:
            self._blocks[family] = {block.key: block for block in family.blocks(self.programme, self.may)}
        return self._blocks[family]

"""A programme is made, and its councils come, go, and are put in order."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from accounts.roles import Role
from collab.errors import Refused
from collab.history import erase, record
from programme.enums import Stage
from programme.models import Council, Programme, ProgrammeCouncil
from programme.queries.people import may_set_up
from programme.queries.set_up import has_nothing_in, is_elsewhere
from programme.rules import set_up as rules
from programme.services.membership import give_role, lock, refuse
from programme.services.programmes import PARTS, keep_programme

if TYPE_CHECKING:
    from accounts.models import User

LETTERS = "bcdfghjkmnpqrstvwxz"


@transaction.atomic
def set_up_programme(
    *, name: str, summary: str, stage: Stage, stage_since: datetime.date, stage_reason: str, by: "User"
) -> Programme:
    """A programme without councils yet, whose administrator is its maker. Refused with code "not-allowed"."""
    refuse(rules.why_not_set_up(may_set_up(by)), "not-allowed")
    reason = "programme made"
    programme, _ = keep_programme(
        {
            "slug": new_slug(name), "name": " ".join(name.split()), "summary": summary, "stage": stage,
            "stage_since": stage_since, "stage_reason": stage_reason, "councils": [], **{part: [] for part in PARTS},
        },
        by=by, reason=reason,
    )  # fmt: skip
    give_role(user=by, programme=programme, role=Role.ADMINISTRATOR, council=None, by=by, reason=reason)
    return programme


def new_slug(name: str) -> str:
    """An address made from the name. It ends in random letters always: if it did so only where the address is taken,
    it would tell that there is another programme of that name."""
    stem = slugify(name)[:40].strip("-") or "programme"
    return f"{stem}-{get_random_string(5, LETTERS)}"


@transaction.atomic
def add_council(
    programme: Programme, council: Council, *, by: "User", executive: str = "", population: int | None = None,
    population_source: str = "",
) -> ProgrammeCouncil:  # fmt: skip
    """The council takes part from now on, as the last in order.

    Refused with code "takes-part" where it does already, or does in another programme and `by` neither keeps the
    councils of that one nor the installation.
    """
    lock(programme)
    # Two programmes that take in a new council at once: the later one knows of the earlier.
    Council.objects.select_for_update().get(pk=council.pk)
    takes_part = programme.programme_councils.filter(council=council).exists()
    elsewhere = not by.may_set_up and is_elsewhere(council, by)
    refuse(rules.why_not_add(takes_part=takes_part, is_elsewhere=elsewhere, name=council.name), "takes-part")
    part = ProgrammeCouncil(
        programme=programme, council=council, position=_last(programme) + 1, executive=executive,
        population=population, population_source=population_source,
    )  # fmt: skip
    record(part, by=by, reason="council added")
    return part


@transaction.atomic
def make_council(*, name: str, short_name: str, ons_code: str, by: "User") -> Council:
    """A council that is new to the installation. Refused with code "ons-code" where another has the code."""
    council = Council(
        slug=_council_slug(short_name, ons_code), name=" ".join(name.split()), short_name=" ".join(short_name.split()),
        ons_code=ons_code.strip().upper(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            record(council, by=by, reason="council added")
    except IntegrityError as error:
        other = Council.objects.filter(ons_code=council.ons_code).first()
        if other is None:
            raise
        raise Refused(
            f"{council.ons_code} is the code of {other.name}, which is known here. Choose it from the list instead.",
            code="ons-code",
        ) from error
    return council


def _council_slug(short_name: str, ons_code: str) -> str:
    stem = slugify(short_name)[:35].strip("-")
    taken = stem in ("", "new") or Council.objects.filter(slug=stem).exists()
    return f"{stem}-{ons_code.strip().lower()}".lstrip("-") if taken else stem


@transaction.atomic
def change_part(
    part: ProgrammeCouncil, *, executive: str, population: int | None, population_source: str, by: "User"
) -> None:
    """What the programme says of a council: its executive, and how many people, with the source.

    Refused with code "gone" where somebody has removed the council meanwhile.
    """
    lock(part.programme)
    found = part.programme.programme_councils.filter(pk=part.pk).first()
    if found is None:
        raise Refused(f"{part.council.name} takes part no more.", code="gone")
    part = found
    part.executive, part.population, part.population_source = executive, population, population_source
    record(part, by=by, reason="council’s particulars changed")


@transaction.atomic
def move_council(part: ProgrammeCouncil, *, up: bool, by: "User") -> bool:
    """Change places with the council before it, or after it; False where there is none."""
    lock(part.programme)
    parts = list(part.programme.programme_councils.select_related("council"))
    at = next((at for at, row in enumerate(parts) if row.pk == part.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(parts):
        return False
    here, there = parts[at], parts[to]
    old, new = here.position, there.position
    # No two have the same place, not even for a moment.
    for row, position in ((here, _last(part.programme) + 1), (there, old), (here, new)):
        row.position = position
        record(row, by=by, reason="moved up" if up is (row is here) else "moved down")
    return True


@transaction.atomic
def remove_council(part: ProgrammeCouncil, *, by: "User", reason: str) -> None:
    """The council takes part no more. Refused with code "in-use" while anything of it is in the programme."""
    lock(part.programme)
    if not part.programme.programme_councils.filter(pk=part.pk).exists():
        raise Refused(f"{part.council.name} takes part no more.", code="gone")
    refuse(rules.why_not_remove(part, is_empty=has_nothing_in(part)), "in-use")
    erase(part, by=by, reason=reason)


def _last(programme: Programme) -> int:
    found: dict[str, Any] = programme.programme_councils.aggregate(last=Max("position"))
    return found["last"] or 0

"""Which posts of an operating model one person may see. New posts are the programme's; a post that a model keeps stays
its council's, and is seen as far as the council's current baseline is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from collab.calc.suppression import pay_band
from programme.models import ModelPost, OperatingModel
from programme.queries.access import May
from programme.queries.sight import LISTED, Sight, sight_of
from programme.queries.staffing import CurrentBaseline

Sights = Mapping[int, Sight]


@dataclass(frozen=True)
class SeenModelPost:
    """`is_whole`: all that it says; otherwise as a post of another council's tiers 1 to 3 is seen. `reports_to` and
    `merges` have what of them may be seen, and `merges_unseen` counts the others."""

    row: ModelPost
    is_whole: bool
    reports_to: str
    merges: list[str]
    merges_unseen: int

    @property
    def whole(self) -> ModelPost | None:
        return self.row if self.is_whole else None

    @property
    def band_from_pence(self) -> int | None:
        """In place of the salary, where that is not seen."""
        return None if self.is_whole else pay_band(self.row.salary_pence)[0]

    @property
    def band_below_pence(self) -> int | None:
        return None if self.is_whole else pay_band(self.row.salary_pence)[1]


def sights_of_councils(may: May, currents: Iterable[CurrentBaseline]) -> dict[int, Sight]:
    """How much of each council's current baseline may be seen, by the council's key. No query."""
    return {row.council.pk: sight_of(may, row.baseline) if row.baseline else Sight.NOTHING for row in currents}


def model_posts_in_sight(model: OperatingModel, sights: Sights) -> QuerySet[ModelPost]:
    """By tier, service and title: an order that tells nothing of what somebody may not see."""
    listed = Q(LISTED, retains_council__in=_with(sights, Sight.GROUPS))
    rows = model.posts.filter(_whole(sights) | listed).select_related("retains_council")
    return rows.order_by(F("tier").asc(nulls_last=True), "service", "title", "position")


def as_seen(model: OperatingModel, rows: Iterable[ModelPost], sights: Sights) -> list[SeenModelPost]:
    """Posts of `model_posts_in_sight`. Two queries."""
    rows, open_to = list(rows), set(_with(sights, Sight.POSTS))
    slugs = set(model.programme.councils.filter(pk__in=open_to).values_list("slug", flat=True))
    above = model.posts.filter(_whole(sights), ref__in={row.reports_to for row in rows})
    known = set(above.values_list("ref", flat=True))
    found = []
    for row in rows:
        merges = [name for name in row.merges if name.partition(":")[0] in slugs]
        found.append(
            SeenModelPost(
                row, row.retains_council_id is None or row.retains_council_id in open_to,
                row.reports_to if row.reports_to in known else "", merges, len(row.merges) - len(merges),
            )
        )  # fmt: skip
    return found


def _with(sights: Sights, least: Sight) -> list[int]:
    return [council for council, sight in sights.items() if sight >= least]


def _whole(sights: Sights) -> Q:
    return Q(retains_council__isnull=True) | Q(retains_council__in=_with(sights, Sight.POSTS))

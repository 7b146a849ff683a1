"""What the operating models do with posts, and what they save besides, as far as somebody may see it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from collab.figures import Basis, Family, Figure, Kind, Value, key_of, stamp
from programme.figures.staffing import OF_ALL, basis_of
from programme.models import OperatingModel, OtherSavingYear, Programme
from programme.queries import May
from programme.queries.operating_models import ModelFigures, figures_of_models, models_of
from programme.queries.staffing_totals import sees_all_counts, totals_in_sight

FEW = "Fewer than {} of the posts that the model keeps are below tier 3, so that neither they nor what follows is told."
# By key: what it is called, and what it is. HIDDEN are not told where few of a council's own posts could be told apart,
# AGAINST not where it is not told how many posts there are today.
PARTS: dict[str, tuple[str, Kind, Callable[[ModelFigures], Value]]] = {
    "model-posts": ("Posts of model {}", Kind.COUNT, lambda found: found.model.posts),
    "model-fte": ("FTE of model {}", Kind.FTE, lambda found: found.model.fte),
    "model-kept": ("Posts that model {} keeps as they are", Kind.COUNT, lambda found: found.kept - found.changed),
    "model-changed": ("Posts that model {} keeps and changes", Kind.COUNT, lambda found: found.changed),
    "model-merged": ("Posts that model {} merges into new ones", Kind.COUNT, lambda found: found.merged),
    "model-removed": ("Posts that model {} removes", Kind.COUNT, lambda found: found.removed),
    "model-new": ("New posts of model {}", Kind.COUNT, lambda found: found.new),
    "model-shared": ("Posts of model {} shared between councils", Kind.COUNT, lambda found: found.shared),
}
HIDDEN = ("model-posts", "model-fte", "model-kept", "model-removed", "model-shared")
AGAINST = ("model-removed",)


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Of every model. Eight queries, however many there are."""
    if not may(Permission.MODEL_VIEW):
        return
    models = figures_of_models(programme, list(models_of(programme)))
    current = next((found.current for found in models.values()), ())
    today = sees_all_counts(current, totals_in_sight(may, current))
    for model, found in models.items():
        yield from _posts(model, found, today=today)
    yield from _others(programme)


def _posts(model: OperatingModel, found: ModelFigures, *, today: bool) -> Iterator[Figure]:
    for key, (name, kind, of) in PARTS.items():
        few = key in HIDDEN and found.has_few_below
        if key in AGAINST and found.missing:
            continue
        why_not = FEW.format(found.threshold) if few else OF_ALL if key in AGAINST and not today else ""
        yield Figure(
            key=key_of(model.programme, key, model),
            name=name.format(model.code),
            kind=kind,
            value=None if why_not else of(found),
            why_not=why_not,
            scope=f"model {model.code}, {model.name}",
            source=f"Operating model {model.code}",
            address=model.get_absolute_url(),
            as_at=model.programme.today,
            bases=_bases(key, model, found),
        )


def _bases(key: str, model: OperatingModel, found: ModelFigures) -> tuple[Basis, ...]:
    words = f"the posts of operating model {model.code}, version {model.version}"
    if key not in AGAINST:
        return (Basis(f"model.m{model.pk}.{key}", words, stamp(PARTS[key][2](found))),)
    own = Basis(f"model.m{model.pk}.{key}", words, stamp(found.kept, found.merged))
    return (*(basis_of(row.baseline) for row in found.current if row.baseline), own)


def _others(programme: Programme) -> Iterator[Figure]:
    """Other savings of the models, year by year: beside the staffing saving, and never added to it. One query."""
    rows: Any = OtherSavingYear.objects.filter(other_saving__model__programme=programme)
    for row in rows.select_related("other_saving__model").order_by("other_saving__model", "other_saving", "year"):
        other, year = row.other_saving, FinancialYear(row.year)
        model = other.model
        key = key_of(programme, "other-saving", str(other.pk), year)
        yield Figure(
            key=key,
            name=f"Other saving of model {model.code}: {other.title}, {year}",
            kind=Kind.MONEY,
            value=row.amount_pence,
            scope=f"model {model.code}, {other.get_kind_display().lower()}, {year}",
            source=other.source or f"Operating model {model.code}",
            address=reverse("model-detail", args=[programme.slug, model.code]),
            as_at=programme.today,
            taken="gross",
            price_base="prices of its year",
            bases=(Basis(key.partition(".")[2], f"“{other.title}” of model {model.code}", stamp(row.amount_pence)),),
        )


FAMILY = Family(frozenset({*PARTS, "other-saving"}), figures, subject="Posts of the operating models")

"""The posts that stand in the workbook of an appraisal: those that its reader may see."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from collab.calc.appraisal import Appraisal
from programme.models import Baseline, ModelPost, Post
from savings.queries.case import Case, ModelCase
from savings.workbook import Contents, ModelContents, PostRow

OF_A_POST = ("ref", "title", "service", "tier", "in_scope", "fte", "salary_pence", "on_cost_rate")
OF_A_MODEL = tuple(name for name in OF_A_POST if name != "in_scope")


def workbook_contents(
    case: Case,
    rows: Sequence[tuple[ModelCase, Appraisal]],
    *,
    notes: Sequence[str],
    sees: Callable[[Baseline], bool],
    most_posts: int | None = None,
) -> Contents:
    """Models of the case with their appraisals. At most three queries.

    `sees` says whether every post of a baseline, with its salary, is open to whoever gets the workbook. The posts of a
    model are there where that is so of every council of which it keeps posts; otherwise it has their cost together.
    `most_posts` is how many posts of councils may stand in it; of more there are none.
    """
    baselines = {row.current.baseline.pk: row.council.slug for row in case.councils
                 if row.current.baseline and sees(row.current.baseline)}  # fmt: skip
    if most_posts is not None and Post.objects.filter(baseline__in=list(baselines)).count() > most_posts:
        baselines = {}
    open_to = set(baselines.values())
    posts: dict[str, list[PostRow]] = {slug: [] for slug in baselines.values()}
    found = Post.objects.filter(baseline__in=list(baselines)).order_by("pk")
    for baseline, *values in found.values_list("baseline_id", *OF_A_POST).iterator(2000):
        posts[baselines[baseline]].append(PostRow(*values))
    kept, of_models = _model_posts([model for model, _ in rows])
    return Contents(
        title=case.programme.name,
        notes=notes,
        models=[
            ModelContents(
                model.model.code, model.model.name, figures,
                of_models[model.model.pk] if kept[model.model.pk] <= open_to else None,
            )
            for model, figures in rows
        ],
        posts=posts,
    )  # fmt: skip


def _model_posts(models: Sequence[ModelCase]) -> tuple[dict[int, set[str]], dict[int, list[PostRow]]]:
    """By model: the councils whose posts it keeps, and all its posts."""
    kept: dict[int, set[str]] = defaultdict(set)
    posts: dict[int, list[PostRow]] = defaultdict(list)
    found = ModelPost.objects.filter(model__in=[model.model for model in models]).order_by("position", "pk")
    for model, council, *values in found.values_list("model_id", "retains_council__slug", *OF_A_MODEL).iterator(2000):
        if council:
            kept[model].add(council)
        ref, title, service, tier, *figures = values
        posts[model].append(PostRow(ref, title, service, tier, True, *figures))
    return kept, posts

"""The table of posts of a model in words, and what ticking some of them would come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collab.calc.money import pounds
from programme.models import Council, ModelPost
from programme.presenters.operating_models import plain_fte, present_post
from programme.queries.model_posts import Chosen, OfferedPost
from programme.queries.operating_models import ModelFigures


@dataclass(frozen=True)
class ShownRow:
    """`tick` is what the box of the row sends; `own` the post of the model that can be changed, if there is one."""

    tick: str
    title: str
    note: str
    council: str
    service: str
    tier: str
    fte: str
    cost: str
    shape: str
    state: str
    own: ModelPost | None


@dataclass(frozen=True)
class Outcome:
    """What the model would come to; amounts in words. `more` is how the saving changes."""

    label: str
    posts: str
    cost: str
    saving: str
    more: str = ""


def present_rows(rows: Iterable[OfferedPost]) -> list[ShownRow]:
    return [_offered(row) for row in rows]


def _offered(row: OfferedPost) -> ShownRow:
    post, own = row.post, row.kept
    shown = own or post
    shape, state = "ring", "Removed"
    if own is not None:
        shape, state = ("half", "Changed") if row.changed else ("done", "Kept")
    elif row.merged is not None:
        shape, state = "square", f"Merged into {row.merged.ref}"
    note = ", ".join(part for part in (post.ref, post.grade, "vacant" if post.vacant else "") if part)
    if own is not None and row.changed:
        note += f"; in the baseline {plain_fte(post.fte)} FTE, {pounds(post.cost_pence)}"
    return ShownRow(
        f"b{post.pk}", shown.title, note, post.baseline.council.short_name, shown.service or "Not said",
        _tier(shown.tier), plain_fte(shown.fte), pounds(shown.cost_pence), shape, state, own or row.merged,
    )  # fmt: skip


def present_own(posts: Iterable[ModelPost], councils: Sequence[Council]) -> list[ShownRow]:
    """New posts of the model."""
    return [
        ShownRow(
            f"n{row.pk}", row.title, _note(row), present_post(row, councils).serves, row.service or "Not said",
            _tier(row.tier), plain_fte(row.fte), pounds(row.cost_pence), "done", "New", row,
        )
        for row in posts
    ]  # fmt: skip


def present_lost(posts: Iterable[ModelPost]) -> list[ShownRow]:
    """Kept posts that the current baseline has not in scope."""
    return [
        ShownRow(
            f"n{row.pk}", row.title, row.retains_ref, row.retains_council.short_name if row.retains_council else "",
            row.service or "Not said", _tier(row.tier), plain_fte(row.fte), pounds(row.cost_pence), "triangle",
            "Not in the baseline now", None,
        )
        for row in posts
    ]  # fmt: skip


def _note(row: ModelPost) -> str:
    merged = f", in place of {len(row.merges)} post{'' if len(row.merges) == 1 else 's'}" if row.merges else ""
    return f"{row.ref}, {row.get_basis_display().lower()}{merged}"


def _tier(tier: int | None) -> str:
    return "Not said" if tier is None else str(tier)


def present_outcomes(figures: ModelFigures, chosen: Chosen | None) -> list[Outcome]:
    """The model as it is; without the ticked posts that it has; and with those that it has not."""
    now = figures.model
    found = [_outcome("Now", figures, now.posts, now.cost_pence)]
    if chosen is not None and chosen.in_model:
        label = f"Without the {_count(chosen.in_model)} ticked"
        found.append(
            _outcome(label, figures, now.posts - chosen.in_model, now.cost_pence - chosen.in_pence, chosen.in_pence)
        )
    if chosen is not None and chosen.not_in_model:
        label = f"With the {_count(chosen.not_in_model)} ticked that it has not"
        posts, cost = now.posts + chosen.not_in_model, now.cost_pence + chosen.not_in_pence
        found.append(_outcome(label, figures, posts, cost, -chosen.not_in_pence))
    return found


def _count(posts: int) -> str:
    return f"{posts:,} post{'' if posts == 1 else 's'}"


def _outcome(label: str, figures: ModelFigures, posts: int, cost: int, more: int | None = None) -> Outcome:
    saving = None if figures.saving_pence is None else figures.today.cost_pence - cost
    change = "" if more is None else f"{pounds(abs(more))} {'more' if more >= 0 else 'less'} saved a year"
    return Outcome(label, f"{posts:,}", pounds(cost), "not known" if saving is None else pounds(saving), change)

"""A bundle's operating models are kept: a model that is named becomes what the bundle says of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from collab.errors import Refused
from collab.history import erase_many, record, record_many, record_values
from programme.bundle.keeping_staffing import ROWS_AT_ONCE, Count
from programme.bundle.parts import ModelPart, ModelPostRow, OtherSavingPart
from programme.bundle.rows import Signature, assign, in_order, keep_rows
from programme.enums import FROZEN
from programme.models import (
    Council,
    ModelPost,
    ModelYear,
    OperatingModel,
    OtherSaving,
    OtherSavingYear,
    Post,
    Programme,
)

FIELDS = (*(name for name in ModelPostRow._fields if name != "retains_council"), "position")
OF_YEAR = ("phasing", "one_off_pence", "one_off_what")


def keep_models(
    programme: Programme, parts: Sequence[ModelPart], councils: dict[str, Council], count: Count, signature: Signature
) -> None:
    """Refused with code "bundle" where a model keeps a post that no baseline of its council has in scope."""
    _check_retained(programme, parts, councils)
    there = {model.code: model for model in programme.operating_models.select_for_update()}
    _check_codes(parts, there)
    order = in_order(list(there), [part.code for part in parts])
    moved = order[: len(there)] != list(there)
    last = max((model.position for model in there.values()), default=0)
    for at, part in enumerate(parts, 1):
        signature.progress(f"Operating model {at} of {len(parts)}: {part.code}, {len(part.posts):,} posts")
        model = there.get(part.code) or OperatingModel(programme=programme, code=part.code)
        values = dict(part.values)
        if moved or model.pk is None:
            values["position"] = order.index(part.code) + 1 + (0 if moved else last - len(there))
        count("operating_models", _keep(model, part, values, councils, signature))
    prefers = any(part.values["preferred"] for part in parts)
    for code in there.keys() - {part.code for part in parts}:
        values = {"position": order.index(code) + 1} if moved else {}
        if assign(there[code], values | ({"preferred": False} if prefers else {})):
            there[code].version += 1
            record(there[code], by=signature.by, reason=signature.reason)


def _check_codes(parts: Sequence[ModelPart], there: Mapping[str, OperatingModel]) -> None:
    """People do not tell 3b from 3B."""
    known = {code.casefold(): code for code in there}
    for part in parts:
        if (other := known.get(part.code.casefold(), part.code)) != part.code:
            raise Refused(f"{part.place}.code is “{part.code}”, and there is a model {other} here.", code="bundle")


def _keep(
    model: OperatingModel, part: ModelPart, values: dict[str, Any], councils: dict[str, Council], signature: Signature
) -> bool:
    """Whether anything of it was made or changed. Its version counts that once."""
    made = model.pk is None
    changed = assign(model, values)
    if made:
        record(model, by=signature.by, reason=signature.reason)
    within = [
        _keep_posts(model, part.posts, councils, signature),
        _keep_years(model, part, signature),
        _keep_other_savings(model, part.other_savings, signature),
    ]
    if not made and (changed or any(within)):
        model.version += 1
        record(model, by=signature.by, reason=signature.reason)
    return made or changed or any(within)


def _keep_posts(
    model: OperatingModel, posts: Sequence[ModelPostRow], councils: dict[str, Council], signature: Signature
) -> bool:
    names = ("retains_council__slug" if name == "retains_council" else name for name in ModelPostRow._fields)
    if list(model.posts.values_list(*names)) == list(posts):
        return False
    if not model.posts.exists():
        _add_posts(model, posts, councils, signature)
        return True
    wanted = [
        ModelPost(
            model=model, position=position,
            **{**row._asdict(), "retains_council": councils[row.retains_council] if row.retains_council else None},
        )
        for position, row in enumerate(posts, 1)
    ]  # fmt: skip

    # A post that keeps another one than before is another post; so none is kept twice, not even for a moment.
    def key(post: ModelPost) -> tuple[Any, ...]:
        return post.ref, post.retains_council_id, post.retains_ref

    return keep_rows(model.posts.all(), wanted, key=key, fields=FIELDS, signature=signature)


def _add_posts(
    model: OperatingModel, posts: Sequence[ModelPostRow], councils: dict[str, Council], signature: Signature
) -> None:
    """To a model that has none, straight from their values: there may be very many."""
    names = (*ModelPostRow._fields[:-1], "retains_council_id", "model_id", "position")
    keys = {slug: council.pk for slug, council in councils.items()}
    rows: Iterator[tuple[Any, ...]] = (
        (*row[:-1], keys[row.retains_council] if row.retains_council else None, model.pk, position)
        for position, row in enumerate(posts, 1)
    )
    while some := list(islice(rows, ROWS_AT_ONCE)):
        record_values(ModelPost, names, some, by=signature.by, reason=signature.reason)


def _keep_years(model: OperatingModel, part: ModelPart, signature: Signature) -> bool:
    there = {row.year: row for row in model.years.all()}
    said = {name: _said(name, part, there) for name in OF_YEAR}
    years = {year for name in ("phasing", "one_off_pence") for year, value in said[name].items() if value is not None}
    rows = [
        ModelYear(
            model=model, year=year, phasing=said["phasing"].get(year), one_off_pence=said["one_off_pence"].get(year),
            one_off_what="" if said["one_off_pence"].get(year) is None else said["one_off_what"].get(year, ""),
        )
        for year in sorted(years)
    ]  # fmt: skip
    return keep_rows(there.values(), rows, key=lambda row: row.year, fields=OF_YEAR, signature=signature)


def _said(name: str, part: ModelPart, there: Mapping[int, ModelYear]) -> dict[int, Any]:
    """What the bundle says of the years; or, where it says nothing, what there is."""
    found: dict[int, Any] | None = getattr(part, name)
    return {year: getattr(row, name) for year, row in there.items()} if found is None else found


def _keep_other_savings(model: OperatingModel, said: Sequence[OtherSavingPart] | None, signature: Signature) -> bool:
    """All of them anew where any differs: they are few, and have nothing to be told apart by."""
    there = list(model.other_savings.prefetch_related("amounts"))
    if said is None or [_told(row) for row in there] == list(said):
        return False
    signed = {"by": signature.by, "reason": signature.reason}
    erase_many([amount for row in there for amount in row.amounts.all()], **signed)
    erase_many(there, **signed)
    rows = [
        OtherSaving(model=model, position=position, title=part.title, kind=part.kind, source=part.source)
        for position, part in enumerate(said, 1)
    ]
    record_many(rows, **signed)
    amounts = [
        OtherSavingYear(other_saving=row, year=year, amount_pence=pence)
        for row, part in zip(rows, said, strict=True) for year, pence in sorted(part.amounts.items())
    ]  # fmt: skip
    record_many(amounts, **signed)
    return True


def _told(row: OtherSaving) -> OtherSavingPart:
    amounts = {amount.year: amount.amount_pence for amount in row.amounts.all()}
    return OtherSavingPart(title=row.title, kind=row.kind, source=row.source, amounts=amounts)


def _check_retained(programme: Programme, parts: Sequence[ModelPart], councils: dict[str, Council]) -> None:
    """A post is known where a baseline of its council has it that was ever validated; or, where none was, any."""
    wanted: dict[str, set[str]] = {}
    for part in parts:
        for post in part.posts:
            if post.retains_council:
                wanted.setdefault(post.retains_council, set()).add(post.retains_ref)
    known = {slug: _known(programme, councils[slug], refs) for slug, refs in wanted.items()}
    for part in parts:
        for at, post in enumerate(part.posts):
            if not post.retains_council or (in_scope := known[post.retains_council].get(post.retains_ref)):
                continue
            what = "which no baseline has" if in_scope is None else "which is out of scope"
            raise Refused(
                f"{part.place}.posts[{at}].retains is “{post.retains_council}:{post.retains_ref}”, {what}.",
                code="bundle",
            )


def _known(programme: Programme, council: Council, refs: set[str]) -> dict[str, bool]:
    """Each reference that a baseline has, and whether it is in scope in any."""
    baselines = programme.baselines.filter(council=council)
    validated = baselines.filter(status__in=FROZEN)
    rows = Post.objects.filter(baseline__in=validated if validated.exists() else baselines).order_by()
    found: dict[str, bool] = {}
    for ref, in_scope in rows.values_list("ref", "in_scope").iterator(2000):
        if ref in refs:
            found[ref] = found.get(ref, False) or in_scope
    return found

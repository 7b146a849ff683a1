"""Baselines and operating models whose words and amounts are a council's own."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from collab.calc.costing import post_cost
from collab.calc.money import pence_of
from collab.history import Job, record, record_many
from programme.enums import BaselineStatus, OtherSavingKind, PostBasis
from programme.models import (
    Baseline,
    CaseParameters,
    Council,
    ModelPost,
    ModelVersion,
    ModelYear,
    OperatingModel,
    OtherSaving,
    OtherSavingYear,
    Post,
    Programme,
    StaffingUpload,
)
from programme.queries.model_versions import content_of
from programme.services.groups import keep_groups, keep_model_groups
from programme.services.posts import PostValues
from programme.services.staffing_files import reading_of
from programme.staffing import delimited
from programme.staffing.interpret import Wishes, interpret
from programme.staffing.tables import Table

JOB = Job("test")
REASON = "made for a test"
AS_AT = datetime.date(2012, 11, 30)
YEAR = 2013


@dataclass(frozen=True)
class StaffMarks:
    """What marks the posts of a council, by who may see it: `staff` its references, pay and the titles below tier 3,
    `senior` the titles of tiers 1 to 3, `holder` the names of people."""

    staff: Any
    senior: Any
    holder: Any


def post_values(mark: Any, number: int, title: str, **others: Any) -> dict[str, Any]:
    """What a post says; it costs its salary and no more."""
    values = {
        "ref": f"{mark.word}-{number:03}", "title": title, "service": "People Services", "tier": min(number + 1, 5),
        "fte": Decimal(1), "salary_pence": pence_of(mark.amount(number)), "on_cost_rate": Decimal(0), **others,
    }  # fmt: skip
    return {**values, "cost_pence": post_cost(values["salary_pence"], values["fte"], values["on_cost_rate"])}


def some_values(mark: Any, **others: Any) -> PostValues:
    """What somebody may type of a post of a draft."""
    values: dict[str, Any] = {
        "ref": f"{mark.word}-new", "title": mark.says("new post"), "service": "Housing", "tier": 4, "grade": "G4",
        "fte": Decimal("0.5"), "salary_pence": pence_of(mark.amount(1)), "on_cost_rate": Decimal("0.285"),
        "vacant": False, "in_scope": True, "reports_to": "", "statutory": [], "funding_source": "", "shared_with": [],
        "estimated": "", **others,
    }  # fmt: skip
    return PostValues(**values)


def make_baseline(
    programme: Programme, council: Council, marks: StaffMarks, *, posts: int = 9, as_at: datetime.date = AS_AT,
    status: BaselineStatus = BaselineStatus.VALIDATED, released: bool = True,
) -> Baseline:  # fmt: skip
    """Its first three posts are managers, each alone in a tier; the others are of tier 5, and the last is out of scope.
    Only what is validated can be released."""
    now = timezone.now() if status in (BaselineStatus.VALIDATED, BaselineStatus.SUPERSEDED) else None
    baseline = Baseline(
        programme=programme, council=council, as_at=as_at, status=status, source="Staffing file",
        note=marks.staff.says("note of the baseline"), validated_at=now, released_at=now if released else None,
    )  # fmt: skip
    record(baseline, by=JOB, reason=REASON)
    mark = marks.staff
    rows = [
        Post(
            baseline=baseline, grade=mark.says("grade"), in_scope=number < posts, vacant=number == 2,
            funding_source=mark.says("fund"), personal={"Name": marks.holder.says("holder")},
            **post_values(mark, number, (marks.senior if number < 3 else mark).says("post", number)),
        )
        for number in range(1, posts + 1)
    ]  # fmt: skip
    record_many(rows, by=JOB, reason=REASON)
    if baseline.is_frozen:
        keep_groups(baseline)
    return baseline


def staffing_csv(mark: Any) -> bytes:
    """A file in the layout of the template: one row that can be accepted, and one whose title is not said."""
    lines = (
        ("ref", "title", "service", "tier", "grade", "fte", "salary", "Name"),
        (f"{mark.word}-f1", mark.says("file post", 1), "People Services", "4", mark.says("grade", 2), "1",
         str(pence_of(mark.amount(3)) // 100), mark.says("file holder", 4)),
        (f"{mark.word}-f2", "", mark.says("file service", 5), "5", "", "1", "30000", ""),
    )  # fmt: skip
    return "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def make_upload(programme: Programme, council: Council, mark: Any, by: Any) -> StaffingUpload:
    """A staffing file that `by` has brought in, names and all, read without a process of its own."""
    data = staffing_csv(mark)
    table = Table.from_bytes(delimited.read(data))
    file = interpret(table, Wishes(Decimal("0.28"), True, {}, frozenset(), "the default"))
    return StaffingUpload.objects.create(
        by=by, programme=programme, council=council, as_at=AS_AT, file_name=f"{mark.word}-file.csv", data=data,
        keep_names=True, reading=reading_of(file),
    )  # fmt: skip


def make_operating_model(
    programme: Programme, mark: Any, baselines: Sequence[Baseline] = (), *, code: str = "3b", preferred: bool = True
) -> OperatingModel:
    """One new post for all the councils, and of each baseline the second post and the last ones kept."""
    model = OperatingModel(
        programme=programme, code=code, name=mark.says("model"), description=mark.says("description"),
        reasons=mark.says("reasons"), preferred=preferred, apportion_of="saving", apportion_by="equal",
        position=programme.operating_models.count() + 1,
    )  # fmt: skip
    record(model, by=JOB, reason=REASON)
    councils = [part.council.slug for part in programme.programme_councils.select_related("council")]
    new = post_values(mark, 1, mark.says("new post"), ref="M1")
    rows = [ModelPost(model=model, position=1, basis=PostBasis.SHARED, councils=councils, **new)]
    for baseline in baselines:
        posts = list(baseline.posts.filter(in_scope=True).order_by("pk"))
        rows += [_kept(model, baseline, post, len(rows) + at) for at, post in enumerate([posts[1], *posts[4:]], 1)]
    record_many(rows, by=JOB, reason=REASON)
    keep_model_groups(model)
    for at, (phasing, once) in enumerate((("0.5", pence_of(mark.amount(90))), ("1", None))):
        year = ModelYear(model=model, year=YEAR + at, phasing=Decimal(phasing), one_off_pence=once)
        record(year, by=JOB, reason=REASON)
    other = OtherSaving(
        model=model, position=1, title=mark.says("contract"), kind=OtherSavingKind.CONTRACT, source=mark.says("source")
    )
    record(other, by=JOB, reason=REASON)
    amount = OtherSavingYear(other_saving=other, year=YEAR, amount_pence=pence_of(mark.amount(91)))
    record(amount, by=JOB, reason=REASON)
    return model


def make_model_version(model: OperatingModel, mark: Any) -> ModelVersion:
    """A version that was kept before the model had any of the councils' posts, and was called otherwise."""
    content = content_of(model)
    content["posts"] = [post for post in content["posts"] if not post["retains"]]
    kept = ModelVersion(
        model=model, number=1, reason=mark.says("kept because"), content={**content, "name": mark.says("earlier")},
        posts=1, cost_pence=pence_of(mark.amount(1)), saving_pence=pence_of(mark.amount(94)), job=JOB.name,
    )  # fmt: skip
    kept.save()
    return kept


def _kept(model: OperatingModel, baseline: Baseline, post: Post, position: int) -> ModelPost:
    same = ("title", "service", "tier", "fte", "salary_pence", "on_cost_rate", "cost_pence", "funding_source")
    return ModelPost(
        model=model, position=position, ref=f"M{position}", basis=PostBasis.GEOGRAPHIC,
        councils=[baseline.council.slug], retains_council=baseline.council, retains_ref=post.ref,
        **{name: getattr(post, name) for name in same},
    )  # fmt: skip


def make_parameters(programme: Programme, mark: Any) -> CaseParameters:
    row = CaseParameters(
        programme=programme, number=1, agreed_on=datetime.date(2012, 12, 3), agreed_by=mark.says("agreed by"),
        scope=mark.says("scope"), as_at=AS_AT, first_year=YEAR, appraisal_years=10, discount_rate=Decimal("0.035"),
        price_base=2012, apportion_of="saving", apportion_by="equal", source=mark.says("source"),
    )  # fmt: skip
    record(row, by=JOB, reason=REASON)
    return row

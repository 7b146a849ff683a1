"""Who changed what, when and why: nothing with figures, words or decisions changes without a signature."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from accounts.roles import Role
from accounts.services import (
    change_name,
    choose_password,
    close_account,
    let_set_up,
    make_token,
    reopen_account,
    withdraw_token,
)
from collab.history import Job, erase, record
from collab.jobs import models as jobs
from documents import services
from documents.exemption import Exemption
from documents.models import Document, Edit, EditPart, Import
from documents.replacing import Search
from programme.enums import Stage
from programme.forms.records import form_for
from programme.models import BaselineGroup, InOrder, ModelGroup, ModelVersion, StaffingUpload
from programme.nouns import NOUN, NOUNS
from programme.queries.people import key_of
from programme.queries.posts import version_of
from programme.services import (
    accept,
    accept_with_account,
    add_council,
    add_record,
    change_part,
    change_record,
    change_stage,
    delete_record,
    give_another_role,
    give_role,
    invite,
    make_council,
    move_council,
    move_record,
    remove_council,
    send_again,
    set_up_programme,
    take_role,
    withdraw,
)
from programme.services import operating_models as models_kept
from programme.services.baselines import (
    discard_draft,
    release_baseline,
    return_baseline,
    submit_baseline,
    validate_baseline,
)
from programme.services.operating_models.posts import SAID as SAID_OF_POST
from programme.services.parameters import AGREED, KEYS, change_keys, change_parameters
from programme.services.posts import add_post, change_post, delete_post, put_in_scope
from reporting.models import Publication, SealedFigure, SealedFile
from savings.enums import EvidenceKind
from savings.models import PlanGroup, PlanVersion, Reminder
from savings.queries.plan_files import present_plan
from savings.services import plans as plans_kept
from savings.services.evidence import EvidenceFile, add_evidence, remove_evidence
from savings.services.plan_files import keep_plan_file
from tests.factories.kept import row_of, typed_record
from tests.factories.staffing import some_values
from tests.factories.world import JOB, MARKS, NEAR, REASON, World, counted_keys
from tests.house.asking import Asker, address, fast, form_of, noun_of, person_for
from tests.house.halves import asked_here, sizes
from tests.house.matrix import ROUTES
from tests.house.rows import Writes, comparable, known
from tests.house.source import APPS

# The list of changes itself and its parts; files that nobody has decided on yet; what a worker makes, which says
# itself how it stands and since when; sums of what has a history; and what is written once and never changed.
WITHOUT_HISTORY = {
    Edit, EditPart, Import, StaffingUpload, jobs.Job, jobs.Asking, jobs.Round, BaselineGroup, ModelGroup, ModelVersion,
    PlanGroup, PlanVersion, Reminder, Publication, SealedFigure, SealedFile,
}  # fmt: skip


def our_models() -> list[type[models.Model]]:
    found = [model for floor in APPS for model in apps.get_app_config(floor).get_models()]
    return [model for model in found if not hasattr(model, "instance_type")]


def historied_models() -> list[type[models.Model]]:
    return [model for model in our_models() if model not in WITHOUT_HISTORY]


def history_of(model: Any) -> type[models.Model]:
    return model.history.model


def test_every_model_keeps_history() -> None:
    assert {model for model in our_models() if not hasattr(model, "history")} == WITHOUT_HISTORY


@pytest.mark.parametrize("model", historied_models(), ids=lambda model: model.__name__)
def test_writes_that_leave_no_history_are_refused(db, model: Any) -> None:
    with pytest.raises(TypeError, match="keeps history"):
        model.objects.all().update(pk=1)
    with pytest.raises(TypeError, match="keeps history"):
        model.objects.bulk_create([model()])
    with pytest.raises(TypeError, match="keeps history"):
        model.objects.bulk_update([], ["pk"])


def test_related_managers_refuse_them_too(same_world: World) -> None:
    document = same_world.reports["alder"].document
    with pytest.raises(TypeError, match="keeps history"):
        document.sections.update(heading="x")
    with pytest.raises(TypeError, match="keeps history"):
        document.programme.milestones.all().update(text="x")


def unsigned(world: World) -> list[tuple[str, str]]:
    """What can be saved or deleted by nobody."""
    found = []
    for model in historied_models():
        row = model._base_manager.first()
        assert row is not None, model
        for act in (row.save, row.delete, model.objects.filter(pk=row.pk).delete):
            try:
                with transaction.atomic():
                    act()
                    found.append((model.__name__, act.__name__))
            except (TypeError, models.ProtectedError):
                continue
    return found


def test_nothing_is_saved_or_deleted_without_a_signature(same_world: World) -> None:
    assert unsigned(same_world) == []


def test_a_signature_is_used_once(same_world: World) -> None:
    """What was saved with a reason cannot be saved again under the same one."""
    milestone = same_world.near.milestones.get()
    milestone.text = "Signed"
    record(milestone, by=JOB, reason="said so")
    milestone.text = "Not signed"
    with pytest.raises(TypeError, match="by nobody"), transaction.atomic():
        milestone.save()
    milestone.refresh_from_db()
    assert milestone.text == "Signed"


@pytest.mark.parametrize(
    ("by", "reason"), [(None, "why"), ("a name", "why"), (Job(""), "why"), (JOB, ""), (JOB, "  ")]
)  # fmt: skip
def test_a_signature_needs_somebody_and_a_reason(same_world: World, by: Any, reason: str) -> None:
    milestone = same_world.near.milestones.get()
    for act in (record, erase):
        with pytest.raises((TypeError, ValueError)), transaction.atomic():
            act(milestone, by=by, reason=reason)
    milestone.refresh_from_db()
    rows = milestone.history.count()
    record(milestone, by=JOB, reason="why")
    assert milestone.history.count() == rows + 1


def keep_the_programme(world: World) -> None:
    """Each noun added, changed, put in order and deleted, and the stage changed."""
    near, manager = world.near, world.people["near programme_manager"]
    for noun in NOUNS:
        form = form_for(noun.model)(typed_record(near, noun.key, NEAR), programme=near)
        assert form.is_valid(), (noun.key, form.errors)
        row = add_record(noun.model, programme=near, values=form.values, by=manager)
        row = change_record(row, values={**form.values, "source": "elsewhere"}, version=1, by=manager, reason="why")
        if isinstance(row, InOrder):
            move_record(row, up=True, by=manager)
        if noun.key not in ("milestone", "risk"):
            delete_record(row, version=2, by=manager)
    delete_record(row_of(near, "workstream"), version=1, by=manager)
    delete_record(row_of(near, "review"), version=1, by=manager)
    change_stage(near, stage=Stage.CLOSED, since="2014", stage_reason="", stage_review_on=None, version=1, by=manager)


def every_service(world: World) -> None:
    """Each service that writes, once as a person and once as a job where a job may."""
    officer, made = world.people["alder officer"], world.reports["alder"]
    document, section = made.document, made.section
    for by in (officer, JOB):
        new = services.add_paragraph(section, body="new", by=by, follows=made.paragraph.key)
        new = services.change_paragraph(new, body="newer", version=1, by=by)
        services.move_paragraph(new, section=section, follows="", by=by)
        second = services.split_paragraph(new, at=3, version=2, by=by)
        services.join_paragraphs(new, second, version=3, second_version=1, by=by)
        services.replace_words(document, search=Search("new"), replacement="newest", wanted={new.key: (4, {0})}, by=by)
        services.remove_paragraph(new, version=5, by=by)
        heading = services.add_section(document, heading="New", level=2, by=by)
        heading = services.change_section(heading, heading="Newer", level=3, version=1, by=by)
        heading = services.classify_section(heading, exemption=Exemption((3,), "x", "x"), version=2, by=by)
        services.move_section(heading, follows=section.key, by=by)
        services.add_paragraph(heading, body="under it", by=by)
        services.remove_section(heading, by=by, seen={p.key: p.version for p in (heading, heading.paragraphs.get())})
        document.refresh_from_db()
        services.change_front(document, title=f"By {by}", meeting_date=None, front={}, version=document.version, by=by)
        if by is officer:
            services.undo(document, by=officer)
        services.begin_report(programme=world.near, council=world.councils["alder"], title="Another", front={}, by=by)
        copy = services.copy_report(document, council=world.councils["alder"], title=f"Copy by {by}", by=by)
        services.archive(copy, by=by, reason="not needed")
        services.bring_back(copy, by=by)
    services.archive(world.reports["near"].document, by=world.people["near programme_manager"], reason="taken over")
    services.begin_case(programme=world.near, title="Another", by=JOB)
    style = services.keep_style({**_style(), "name": "Another name"}, council=None, by=JOB)
    services.keep_import(world.waiting["alder"], style=style, title="Kept", by=officer)
    services.discard_import(world.waiting["birch"])
    keep_the_programme(world)
    given = give_role(
        user=officer, programme=world.near, role=Role.AUDITOR, council=None, by=world.people["near administrator"],
        reason="asked for",
    )  # fmt: skip
    take_role(given, by=world.people["near administrator"], reason="not needed")
    stranger = world.people["stranger"]
    change_name(stranger, name="Another Stranger", by=stranger)
    for _ in range(2):
        token, _ = make_token(name="Figures", days=30, by=stranger)
    withdraw_token(token, by=stranger)
    choose_password(stranger, password="three odd words", by=stranger, reason=REASON)
    let_set_up(stranger, by=JOB, reason=REASON)
    close_account(stranger, by=JOB, reason=REASON)
    reopen_account(stranger, by=JOB, reason=REASON)
    every_service_of_people(world)
    # Before another baseline of Alder stands.
    every_service_of_models(world)
    every_service_of_staffing(world)
    every_service_of_plans(world)


def every_service_of_models(world: World) -> None:
    """A model made, and everything about it changed, kept, put back and deleted; and what the case goes by."""
    manager, model = world.people["near programme_manager"], world.models["near"]
    for by, code in ((manager, "4"), (JOB, "5")):
        made = models_kept.make_model(world.near, code=code, name="x", copy_of=model if by is JOB else None, by=by)
        made = models_kept.change_model(made, values={"name": "y", "preferred": True}, version=1, by=by)
        alder = world.baselines["alder"].posts.all()
        made = models_kept.keep_posts(made, posts=alder, version=2, by=by)
        kept = models_kept.keep_version(made, version=3, by=by, reason="as it is")
        values = {name: getattr(made.posts.all()[0], name) for name in SAID_OF_POST} | {"fte": Decimal("0.5")}
        post = models_kept.add_post(made, values=values, merged=alder.filter(tier=5), version=3, by=by)
        models_kept.change_post(post, values={**values, "title": "z"}, version=4, by=by)
        made = models_kept.remove_posts(made, posts=alder.filter(tier=2), version=5, by=by)
        made = models_kept.change_years(made, years={2013: models_kept.YearSaid(Decimal(1), 1, "x")}, version=6, by=by)
        saving = {"title": "x", "kind": "contract", "source": "x", "amounts": {2013: 1}}
        other = models_kept.add_other_saving(made, **saving, version=7, by=by)
        other = models_kept.change_other_saving(other, **{**saving, "amounts": {2014: 2}}, version=8, by=by)
        models_kept.delete_other_saving(other, version=9, by=by)
        models_kept.restore_version(kept, version=10, by=by)
        gone = models_kept.make_model(world.near, code=f"{code}a", name="x", of_baselines=True, by=by)
        models_kept.delete_model(gone, version=1, by=by)
    now = world.near.parameters.first()
    values = {name: getattr(now, name) for name in AGREED} | {"scope": "another"}
    change_parameters(world.near, values=values, number=1, by=manager, reason="wider")
    part = world.near.programme_councils.all()[0]
    values = {name: getattr(part, name) for name in KEYS} | {"population": 1, "population_source": "x"}
    change_keys(part, values=values, by=manager)


def every_service_of_staffing(world: World) -> None:
    """A post added, changed, put out of scope and deleted; a draft through all its steps, and another thrown away."""
    lead, draft = world.people["alder finance_lead"], world.drafts["alder"]
    post = add_post(draft, values=some_values(MARKS["alder"]), by=lead)
    post = change_post(post, values=some_values(MARKS["alder"], ref="B2"), version=version_of(post), by=lead)
    put_in_scope(draft, service="People Services", in_scope=False, by=JOB)
    delete_post(post, version=version_of(post), by=lead, reason="not ours")
    draft.refresh_from_db()
    draft = submit_baseline(draft, version=draft.version, by=lead)
    draft = return_baseline(draft, version=draft.version, by=lead, reason="one is missing")
    draft = submit_baseline(draft, version=draft.version, by=lead)
    draft = validate_baseline(draft, version=draft.version, by=world.people["alder hr_lead"])
    release_baseline(draft, version=draft.version, by=lead)
    validate_baseline(world.submitted["birch"], version=1, by=JOB)
    discard_draft(world.drafts["birch"], version=1, by=JOB)


def every_service_of_plans(world: World) -> None:
    """A line made, changed, given posts, and another deleted."""
    lead, near, alder = world.people["alder finance_lead"], world.near, world.councils["alder"]
    said = {2013: plans_kept.LineYear(planned_pence=1), 2014: plans_kept.LineYear(planned_pence=2)}
    for by, ref in ((lead, "H1"), (JOB, "H2")):
        values = {"ref": ref, "title": "x", "kind": "other"}
        line = plans_kept.make_line(near, alder, values=values, years=said, by=by)
        years = {2013: plans_kept.LineYear(planned_pence=3), 2015: plans_kept.LineYear(cost_pence=4)}
        line = plans_kept.change_line(line, values={"title": "y"}, years=years, version=1, by=by)
        plans_kept.keep_posts(line, posts=[plans_kept.PostSaid("a", 2013, Decimal(1))], version=2, by=by)
        file = EvidenceFile("a.txt", EvidenceKind.TEXT, b"a")
        remove_evidence(add_evidence(line, file=file, title="x", what="x", by=lead), by=by, reason=REASON)
        gone = plans_kept.make_line(near, alder, values={**values, "ref": f"{ref}a"}, years=said, by=by)
        plans_kept.delete_line(gone, version=1, by=by)
        header, row = ["Reference", "Title", "Kind", "2014/15 planned"], [f"{ref}b", "z", "other", "5"]
        rows = json.dumps([[["", [[1, header], [2, row]]]], []])
        keep_plan_file(near, alder, rows=rows, seal=present_plan(near, alder).seal, by=by)


def every_service_of_people(world: World) -> None:
    admin, alder = world.people["near administrator"], world.councils["alder"]
    withdraw(world.invited["near"], by=admin, reason=REASON)
    new, _ = invite(programme=world.near, email="n@example.org", name="N", role=Role.OFFICER, council=alder, by=admin)
    _, account = accept_with_account(key_of(send_again(new, by=admin)), name="N", password="three odd words")
    known, _ = invite(
        programme=world.near, email=world.people["stranger"].email, name="S", role=Role.AUDITOR, council=None, by=admin
    )
    accept(key_of(known), user=world.people["stranger"])
    give_another_role(user=account, programme=world.near, role=Role.BOARD_MEMBER, council=None, by=admin, reason=REASON)
    made = set_up_programme(
        name="New", summary="", stage=Stage.FEASIBILITY, stage_since=world.near.today, stage_reason="", by=admin
    )
    for number in (1, 2):
        council = make_council(name=f"Elm {number}", short_name=f"Elm {number}", ons_code=f"E0600099{number}", by=admin)
        part = add_council(made, council, by=admin)
    change_part(part, executive="x", population=1, population_source="y", by=admin)
    move_council(part, up=True, by=admin)
    part.refresh_from_db()
    remove_council(part, by=admin, reason=REASON)


def _style() -> dict[str, Any]:
    from documents.styles import shipped_style

    return shipped_style("plain")


def test_every_row_of_history_has_somebody_and_a_reason(same_world: World) -> None:
    every_service(same_world)
    seen = 0
    for model in historied_models():
        for row in history_of(model)._base_manager.all():
            seen += 1
            assert bool(row.history_user_id) != bool(row.history_job), row
            assert row.history_change_reason.strip(), row
    assert seen > 250
    for edit in Edit.objects.all():
        assert bool(edit.by_id) != bool(edit.job), edit


def test_every_row_has_its_last_state_in_its_history(same_world: World) -> None:
    """History is not missing a change: the newest row of it is the thing as it is."""
    every_service(same_world)
    for model in historied_models():
        for row in model._base_manager.all():
            newest = row.history.order_by("-history_id").first()
            for field in newest.tracked_fields:
                assert getattr(newest, field.attname) == getattr(row, field.attname), (model, field.name)


def test_a_role_acts_on_the_next_request(same_world: World) -> None:
    world = same_world
    stranger, ask = world.people["stranger"], Asker(world)
    read, desk, overview = (address(world, name) for name in ("report-read", "report-desk", "programme-overview"))

    def sees() -> list[int]:
        return [ask("stranger", "GET", path).status for path in (overview, read, desk)]

    with fast():
        assert sees() == [404, 404, 404]
        steps = (
            (Role.BOARD_MEMBER, None, [200, 404, 404]),
            (Role.FINANCE_LEAD, "alder", [200, 200, 403]),
            (Role.OFFICER, "alder", [200, 200, 200]),
            (Role.OFFICER, "birch", [200, 404, 404]),
        )
        for role, council, expected in steps:
            given = give_role(
                user=stranger, programme=world.near, role=role, council=world.councils[council] if council else None,
                by=JOB, reason=REASON,
            )  # fmt: skip
            assert sees() == expected
            take_role(given, by=JOB, reason=REASON)
            assert sees() == [404, 404, 404]
        give_role(user=stranger, programme=world.near, role=Role.AUDITOR, council=None, by=JOB, reason=REASON)
        assert sees() == [200, 200, 403]
        close_account(stranger, by=JOB, reason=REASON)
        assert sees() == [302, 302, 302]


# Fields of every model of ours, and what else somebody might try.
EXTRA_WORDS = {"by": "2", "job": "x", "user": "2", "is_superuser": "1", "is_staff": "1", "pk": "1", "undoes": "1"}


def extras(world: World, taken: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = dict(EXTRA_WORDS)
    for model in our_models():
        for field in model._meta.concrete_fields:
            numeric = isinstance(field, models.IntegerField | models.ForeignKey | models.BooleanField)
            for name in (field.name, field.attname):
                # Where two fields are called alike, the number: words for it would only be refused.
                if numeric or name not in found:
                    found[name] = "1" if numeric else "taken-over"
    found |= {
        "council": world.councils["dogwood"].pk, "council_id": world.councils["dogwood"].pk,
        "programme": world.far.pk, "programme_id": world.far.pk, "created_by": world.people["stranger"].pk,
        "role": Role.PROGRAMME_MANAGER, "removed": "1", "rank": "1", "at": "2001-01-01", "created_at": "2001-01-01",
        "document": world.reports["dogwood"].document.pk, "section": world.reports["dogwood"].section.pk,
    }  # fmt: skip
    # What the form itself asks for, or would answer if it were asked, is no extra.
    return {name: value for name, value in found.items() if name not in taken}


def taking_more(world: World, only: str = "") -> tuple[list[str], int]:
    """What a form changes when every other field of every model is sent with it, and how many forms were sent. `only`
    narrows to one route."""
    ask, before, wrong, asked = Asker(world), known(), [], []
    with fast():
        for at, route in enumerate(ROUTES):
            if route.post == 405 or route.name != (only or route.name) or not (only or asked_here(at)):
                continue
            after: list[Any] = []
            # Of both: a table to which only the second writes differs.
            writes = Writes()
            for extra in (False, True):
                data = form_of(world, route.name)
                style = world.reports["alder"].document.style.style
                noun = noun_of(route.name)
                kept = NOUN[noun].model.asked if noun else ("stage_reason",) if "stage" in route.name else ()
                asks = {*data, *kept, "reason", *(field.key for field in style.front if route.name == "report-front")}
                data |= extras(world, asks) if extra else {}
                with counted_keys(1000):
                    person = (
                        "anonymous" if route.name in ("account_login", "invitation") else person_for(route.permission)
                    )
                    with connection.execute_wrapper(writes):
                        ask(
                            person, "POST", address(world, route.name), data,
                            then=lambda after=after, wrote=writes.tables: after.append(comparable(before, wrote)),
                        )  # fmt: skip
            asked.append(route.name)
            for table, rows in after[1].items():
                if rows != after[0].get(table):
                    different = set(rows) ^ set(after[0].get(table, []))
                    wrong.append(f"{route.name}, {table}: {sorted(different)}")
    return wrong, len(asked)


def test_only_listed_fields_change(same_world: World) -> None:
    """Sent with every other field of every model, a form does what it does without them: on whichever database."""
    wrong, asked = taking_more(same_world)
    assert not wrong, "\n".join(wrong)
    assert asked > sizes(80)[0]


def test_a_form_that_takes_too_much_is_noticed(same_world: World, monkeypatch) -> None:
    """With a view that saves what it is sent, the comparison above differs."""
    from documents.views.desk import ReportFront

    def post(self, request, **kwargs):
        document = Document.objects.get(pk=self.document.pk)
        document.council_id = request.POST.get("council", document.council_id)
        record(document, by=request.user, reason="x")
        return self.get(request, **kwargs)

    monkeypatch.setattr(ReportFront, "post", post)
    wrong, asked = taking_more(same_world, "report-front")
    assert asked == 1
    assert any(line.startswith("report-front, documents.Document:") for line in wrong)

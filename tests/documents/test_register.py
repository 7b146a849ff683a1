"""Figures that a text names: found in the register, printed as asked, and worked out once however many there are."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from collab.calc.money import to_the_penny
from collab.figures import printed, rounding
from collab.history import erase, record_many
from documents.notation import Chip
from documents.queries import read_text
from documents.register import FAMILIES, PUBLIC, Register
from documents.services import add_paragraph, change_paragraph
from programme.enums import MilestoneState
from programme.models import Milestone
from programme.queries import May
from savings.presenters import words
from savings.queries import appraisal_of
from tests.documents.moving import MANAGER, MOVES, keep, state_of, today
from tests.factories.staffing import AS_AT, make_operating_model
from tests.factories.world import JOB, NEAR, World


def test_a_figure_in_a_text_prints_as_the_appraisal_has_it(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]
    key = f"p{model.programme_id}.saving.m{model.pk}"
    figure = Register(model.programme, PUBLIC).figure(key)
    assert figure is not None
    assert figure.value == appraisal_of(model.programme, model.code).gross_saving.total

    body = f"It saves {{fig:{key}}}, or {{fig:{key};pence}}; {{fig:p0.saving.m1}} is of another programme."
    change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
    page = same_world.client("alder officer").get(made.document.get_absolute_url()).content.decode()
    amounts = f'#figure-{key}">{printed(figure)}</a>, or', f'#figure-{key};pence">{printed(figure, "pence")}</a>;'
    assert all(amount in page for amount in amounts)
    assert "[a figure that cannot be found] is of another" in page.replace("</a>", "")
    assert rounding(figure, "m1") == "to the nearest £0.1M"


def test_many_figures_cost_as_many_queries_as_one_of_each_family(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]

    def queries(keys: list[str]) -> int:
        body = " ".join(f"{{fig:{key}}}" for key in keys)
        change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
        made.paragraph.refresh_from_db()
        text = read_text(made.document)
        with CaptureQueriesContext(connection) as counted:
            said = [text.say(piece) for piece in map(Chip, keys)]
        assert len(set(said)) > 1 or len(keys) == 1
        return len(counted)

    one_of_each: dict[str, str] = {}
    for figure in Register(model.programme, PUBLIC).figures():
        one_of_each.setdefault(next(at for at in FAMILIES if figure.key.split(".")[1] in at.names).subject, figure.key)
    every = [figure.key for figure in Register(model.programme, PUBLIC).figures()]
    assert queries(list(one_of_each.values())) == queries(every) > queries(every[:1]) > 0


def test_exactly_those_figures_move_that_depend_on_what_changes(same_world: World) -> None:
    world = same_world
    model = world.models["near"]
    model.apportion_by = "population"
    keep(model)
    today(world)
    before = state_of(world.near)
    wrong = []
    for change, expected in MOVES:
        with transaction.atomic():
            change(world)
            after = state_of(world.near)
            transaction.set_rollback(True)
        model.refresh_from_db()
        keys = before.keys() | after.keys()
        rests = {key for key in keys if before.get(key, (0, 0))[1] != after.get(key, (0, 0))[1]}
        values = {key for key in keys if before.get(key, (0, 0))[0] != after.get(key, (0, 0))[0]}
        moved = {key.split(".")[1] for key in rests}
        if moved != expected:
            wrong.append(f"{change.__name__}: moved besides {sorted(moved - expected)}, not {sorted(expected - moved)}")
        if values - rests:
            wrong.append(f"{change.__name__}: other values on the same grounds {sorted(values - rests)[:5]}")
        if expected and not values:
            wrong.append(f"{change.__name__}: no value is another")
    assert not wrong, "\n".join(wrong)


def test_register_is_found_by_words_and_one_figure_tells_where_it_is_used(same_world: World) -> None:
    world, made = same_world, same_world.reports["alder"]
    key = f"p{world.near.pk}.saving.m{world.models['near'].pk}"
    body = f"It saves {{fig:{key};m1}}, and not {{fig:{key}.y2013}}."
    change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
    place = f"{made.document.get_absolute_url()}#p-{made.paragraph.key}"
    figure = Register(world.near, PUBLIC).figure(key)
    assert figure is not None

    def page(who: str, tail: str, status: int = 200) -> str:
        answer = world.client(who).get(f"/programmes/near/figures/{tail}")
        assert answer.status_code == status
        return answer.content.decode()

    listed = page("birch officer", "?words=joint+saving+3b&kind=money&order=-name")
    assert f"/programmes/near/figures/{key}/" in listed
    assert printed(figure) in listed
    assert "No figure was found" in page("birch officer", "?words=nowhere")
    assert "choose one of the list" in page("birch officer", "?kind=none", 422)
    for who, sees in (("alder officer", True), ("birch officer", False)):
        one = page(who, f"{key}/")
        assert (place in one) == (made.document.title in one) == sees
        assert figure.workings()[0].result in one
        assert printed(figure, "m1") in one
        assert f"{{fig:{key};m1}}" in one
    assert place not in page("alder officer", f"{key}.c{world.councils['alder'].pk}/")
    # What there is not, what is another programme's, and what somebody may not know of.
    others = f"p{world.far.pk}.saving.m{world.models['far'].pk}", f"p{world.near.pk}.saving.m0", "x"
    assert all(page("birch officer", f"{other}/", 404) for other in others)
    assert page("near administrator", f"{key}/", 404)
    milestones = page("near administrator", "")
    assert "Date of “" in milestones
    assert "Joint saving" not in milestones


def test_each_sees_of_figures_what_the_pages_tell(same_world: World) -> None:
    world, alder = same_world, same_world.councils["alder"]
    line = world.plans["alder"].lines.get(posts__isnull=False, held=False, posts__position=1)
    erase(line.posts.get(position=2), by=JOB, reason="x")
    own = Register(world.near, May(frozenset({(Role.OFFICER, alder.pk)})))
    team, board = Register(world.near, MANAGER), Register(world.near, PUBLIC)
    key = f"p{world.near.pk}.erosion.y2013.c{alder.pk}"
    exact, about = team.figure(key), board.figure(key)
    assert exact
    assert about
    assert isinstance(exact.value, int)
    # One post makes it.
    assert about.value == words.about(exact.value) == about.workings()[0].result
    assert "nearest £5,000" in about.scope
    assert to_the_penny(exact.value) == exact.workings()[0].result
    held, delivered = (f"p{world.near.pk}.{name}.y2013.c{alder.pk}" for name in ("planned.held", "delivered"))
    assert own.figure(held)
    assert not board.figure(held)
    assert not team.figure(held)
    known, told = own.figure(delivered), board.figure(delivered)
    assert known
    assert known.value is not None
    assert told
    assert told.value is None
    assert told.why_not
    # Birch has not released its baseline, so that its posts are not counted, and nobody's together.
    for council, value in (("alder", 8), ("birch", None)):
        figure = board.figure(f"p{world.near.pk}.baseline-posts.c{world.councils[council].pk}")
        assert figure
        assert figure.value == value
        assert bool(figure.why_not) == (value is None)
    together = board.figure(f"p{world.near.pk}.baseline-posts")
    assert together
    assert together.value is None


def test_pages_of_the_register_cost_the_same_at_one_and_at_thirty(same_world: World) -> None:
    world, made = same_world, same_world.reports["alder"]
    key = f"p{world.near.pk}.saving.m{world.models['near'].pk}"

    def queries(tail: str) -> int:
        client = world.client("alder officer")
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"/programmes/near/figures/{tail}").status_code == 200
        return len(counted)

    change_paragraph(made.paragraph, body=f"{{fig:{key}}}", version=made.paragraph.version, by=JOB)
    before = [queries(tail) for tail in ("", f"{key}/")]
    rows = [
        Milestone(programme=world.near, on=AS_AT, text=f"step {at}", source="x", state=MilestoneState.DONE)
        for at in range(30)
    ]
    record_many(rows, by=JOB, reason="x")
    make_operating_model(world.near, NEAR, [world.baselines["alder"]], code="more", preferred=False)
    for _ in range(30):
        add_paragraph(made.section, body=f"{{fig:{key}}}", by=JOB, follows=made.paragraph.key)
    assert [queries(tail) for tail in ("", f"{key}/")] == before


def test_a_figure_that_cannot_be_found_is_refused_where_it_is_new_and_kept_where_it_stood(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]
    client, key = same_world.client("alder officer"), f"p{model.programme_id}.saving.m{model.pk}"
    address = reverse("paragraph-edit", args=[model.programme.slug, made.document.slug, made.paragraph.key])

    def saved(body: str) -> tuple[int, str]:
        made.paragraph.refresh_from_db()
        answer = client.post(address, {"body": body, "version": made.paragraph.version, "numbers": "{}"})
        return answer.status_code, answer.content.decode()

    gone = f"p{model.programme_id}.saving.m999999"
    for typed, said in (
        ("{fig:p0.saving.m1}", "“p0.saving.m1” is a figure of another programme."),
        (f"{{fig:{gone}}}", f"There is no figure “{gone}”"),
        (f"{{fig:{key};zz}}", "cannot print as “zz”. Choose one of these: pounds, pence,"),
        (f"{{block:{gone}}}", f"There is no table or chart “{gone}”"),
    ):
        status, page = saved(typed)
        assert (status, page.count(said)) == (422, 2), "beside the field and in the list of errors"
    made.paragraph.refresh_from_db()
    change_paragraph(made.paragraph, body=f"{{fig:{gone}}}", version=made.paragraph.version, by=JOB)
    assert saved(f"Now {{fig:{gone}}} and {{fig:{key};m1}}")[0] == 302


def test_the_editor_is_given_what_it_may_put_in_with_the_words_that_it_then_prints(same_world: World) -> None:
    model, client = same_world.models["near"], same_world.client("alder officer")
    asked = client.get(
        reverse("figure-list", args=["near"]),
        {"words": f"joint saving {model.code}"},
        headers={"accept": "application/json"},
    )
    first, *_ = asked.json()["figures"]
    figure = Register(model.programme, PUBLIC).figure(f"p{model.programme_id}.saving.m{model.pk}")
    assert figure is not None
    assert first["name"] == figure.name
    assert {"typed": f"{{fig:{figure.key};m1}}", "printed": printed(figure, "m1")}.items() <= first["forms"][3].items()

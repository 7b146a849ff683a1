"""Figures that a text names: found in the register, printed as asked, and worked out once however many there are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab.figures import printed, rounding
from documents.notation import Chip
from documents.queries import read_text
from documents.register import FAMILIES, PUBLIC, Register
from documents.services import change_paragraph
from savings.queries import appraisal_of
from tests.factories.world import JOB, World


def test_a_figure_in_a_text_prints_as_the_appraisal_has_it(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]
    key = f"p{model.programme_id}.saving.m{model.pk}"
    figure = Register(model.programme, PUBLIC).figure(key)
    assert figure is not None
    assert figure.value == appraisal_of(model.programme, model.code).gross_saving.total

    body = f"It saves {{fig:{key}}}, or {{fig:{key};pence}}; {{fig:p0.saving.m1}} is of another programme."
    change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
    page = same_world.client("alder officer").get(made.document.get_absolute_url()).content.decode()
    amounts = f'value="{key}">{printed(figure)}</data>, or', f'value="{key};pence">{printed(figure, "pence")}</data>;'
    assert all(amount in page for amount in amounts)
    assert "[a figure that cannot be found] is of another" in page.replace("</data>", "")
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

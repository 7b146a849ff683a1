"""Live tables and charts of a text: the same on page, paper and in Word, and as cheap however many there are."""

import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Word

from collab.calc.money import whole_pounds
from documents.notation import plain_text
from documents.queries import read_text
from documents.register import PUBLIC, Register
from documents.services import change_paragraph
from reporting.html import paper, standalone
from reporting.presenters import present_report
from reporting.word import render_docx
from savings.queries import appraisal_of
from tests.factories.world import JOB, World


def put(made, body: str) -> None:
    change_paragraph(made.paragraph, body=body, version=made.paragraph.version, by=JOB)
    made.paragraph.refresh_from_db()


def test_a_table_in_a_text_prints_alike_everywhere(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]
    programme = model.programme
    found = appraisal_of(programme, model.code)
    key = f"p{programme.pk}.models-table"
    put(made, f"Compared:\n\n|+ Table 1 – typed\n| a | b |\n\n{{block:{key}}}\n\n{{block:p{programme.pk}.gone-table}}")
    page = same_world.client("alder officer").get(made.document.get_absolute_url()).content.decode()
    caption = "Table 2: Operating models compared: cost and saving a year, all councils together"
    amount = whole_pounds(found.gross_saving.total)
    for html in (page, paper(made.document), standalone(made.document)):
        assert f'<p class="table-caption">{caption}</p>' in html
        assert f'<td class="n">{amount}</td>' in html
        assert "<svg" in html
        assert "[a table or chart that cannot be found]" in html
    assert "Where this comes from" in page
    assert "Where this comes from" not in standalone(made.document)
    assert f"[{caption.partition(': ')[2]}]" in plain_text(made.paragraph.body, read_text(made.document).say)

    word = Word(io.BytesIO(render_docx(made.document)))
    table = next(table for table in word.tables if table.cell(0, 0).text == "Model")
    assert amount in [cell.text for row in table.rows for cell in row.cells]
    assert caption in [paragraph.text for paragraph in word.paragraphs]
    assert [shape.type for shape in word.inline_shapes]


def test_tables_cost_the_same_queries_however_often_they_stand_there(same_world: World) -> None:
    model, made = same_world.models["near"], same_world.reports["alder"]
    keys = [block.key for block in Register(model.programme, PUBLIC).blocks()]

    def queries(asked: list[str]) -> int:
        put(made, "\n".join(f"{{block:{key}}}" for key in asked))
        with CaptureQueriesContext(connection) as counted:
            present_report(read_text(made.document))
        return len(counted)

    assert queries(keys) == queries([*keys, *keys]) > 0

"""The figures in a text in its order, as far as their reader may see them, and what is quoted apart."""

import datetime
from dataclasses import replace

from django.test import Client

from accounts.models import User
from collab.figures import Basis, Block, Figure, Kind
from documents.models import Document, Paragraph
from documents.queries import read_text
from documents.services import change_paragraph
from reporting.annex import HEADINGS, annex_of, annex_tables
from tests.factories.report import JOB, ann, council, document, programme

__all__ = ["ann", "council", "document", "programme"]

SAVING = Figure(
    key="p1.saving.m1", name="Joint saving", kind=Kind.MONEY, value=140_836_250, scope="all councils",
    source="Model 3b", address="/", as_at=datetime.date(2012, 11, 30), taken="gross", price_base="2012/13 prices",
    bases=(Basis("model.m1", "operating model 3b, version 2", "2"),),
)  # fmt: skip
HIDDEN = replace(SAVING, key="p1.saving.m2", value=None, why_not="Only its own council may see it.")


class Known:
    def figure(self, key: str) -> Figure | None:
        return {row.key: row for row in (SAVING, HIDDEN)}.get(key)

    def block(self, key: str) -> Block | None:
        return None


BODY = (
    "We save **{fig:p1.saving.m1;m1}** and [over £100,000](quoted: report of 2013)\n(a) {fig:p1.saving.m2}\n"
    "  (i) {fig:p1.gone.m9}\n\n|+ Of {fig:p1.saving.m1;pence}\n| one |\n| {fig:p1.saving.m1} |"
)


def test_every_figure_is_listed_in_order_with_what_is_known_of_it(document: Document) -> None:
    paragraph = Paragraph.objects.get(body="Four")
    change_paragraph(paragraph, body=BODY, version=1, by=JOB)
    annex = annex_of(replace(read_text(document), figures=Known()))
    assert [(row.where, row.printed, row.exactly, row.rounded) for row in annex.figures] == [
        ("Paragraph 4", "£1.4M", "£1,408,362.50", "to the nearest £0.1M"),
        ("Paragraph 4", "[figure withheld]", "Only its own council may see it.", ""),
        ("Paragraph 4", "[a figure that cannot be found]", "It cannot be found.", ""),
        ("Paragraph 4", "£1,408,362.50", "£1,408,362.50", "to the penny"),
        ("Paragraph 4", "£1,408,363", "£1,408,362.50", "to the nearest pound"),
    ]
    assert [(row.printed, row.source) for row in annex.quoted] == [("over £100,000", "report of 2013")]
    figures, quoted = annex_tables(annex, "Vans")
    assert dict(zip(HEADINGS, figures.rows[0], strict=True)) | {} == {
        "Where": "Paragraph 4", "Printed": "£1.4M", "What it is": "Joint saving", "Exactly": "£1,408,362.50",
        "Rounded": "to the nearest £0.1M", "Scope": "all councils", "As at": "30 November 2012",
        "Gross or net": "gross", "Price base": "2012/13 prices", "Rests on": "operating model 3b, version 2",
        "Source": "Model 3b",
    }  # fmt: skip
    assert len(quoted.rows) == 1


def test_the_page_and_its_files_carry_them(document: Document, ann: User, client: Client) -> None:
    change_paragraph(Paragraph.objects.get(body="Four"), body=BODY, version=1, by=JOB)
    client.force_login(ann, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/programmes/{document.programme.slug}/reports/{document.slug}/figures/"
    page = client.get(address)
    assert page.status_code == 200
    assert "report of 2013" in page.text
    assert "It cannot be found." in page.text
    assert "over £100,000" in client.get(f"{address}?format=csv").content.decode("utf-8-sig")
    assert client.get(f"{address}?format=xlsx").status_code == 200
    assert client.get(f"{address}?format=doc").status_code == 404

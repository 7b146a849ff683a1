"""A savings plan comes in as a file: looked at, then kept whole or not at all."""

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from accounts.roles import Role
from collab.calc.money import plain
from collab.errors import Refused
from programme.models import Programme
from savings.models import SavingsLine, SavingsPlan
from savings.plan_file.values import money
from savings.queries.plan_files import present_plan
from savings.services.plan_files import READERS, keep_plan_file, read_plan_file, understand
from savings.services.plans import LineYear, PostSaid, change_line, keep_posts
from tests.factories.savings import make_line, make_plan
from tests.factories.world import SAVINGS, STAFF, World, make_member

AT = "/programmes/near/savings/alder"
HEADER = "Reference,Title,Kind,2013/14 planned"


class Site:
    """Alder's finance lead, and the plan of two released lines, one held and one proposed."""

    def __init__(self, near: Programme) -> None:
        self.near, self.alder = near, near.councils.get(slug="alder")
        self.lead = make_member(near, Role.FINANCE_LEAD, self.alder)
        self.plan: SavingsPlan = make_plan(near, self.alder, SAVINGS["alder"], STAFF["alder"].staff, self.lead)
        self.client = World(near, near, {}, {"lead": self.lead}, {}, {}).client("lead")

    def export(self, kind: str) -> bytes:
        return self.client.get(f"{AT}/export/{kind}/").content

    def upload(self, data: bytes, name: str = "plan.csv") -> Any:
        return self.client.post(f"{AT}/file/", {"file": SimpleUploadedFile(name, data)})

    def keep(self, page: Any, reason: str = "") -> Any:
        found = dict(re.findall(r'name="(rows|seal)" value="([^"]*)"', page.content.decode()))
        return self.client.post(f"{AT}/file/keep/", {**found, "reason": reason})

    def problems(self, text: str) -> list[tuple[str, str, str]]:
        proposal = understand(read_plan_file(text.encode(), filename="a.csv"), present_plan(self.near, self.alder))
        return [(row.place, row.column, row.sentence) for row in proposal.problems]

    def line(self, number: int) -> SavingsLine:
        return self.plan.lines.get(position=number)


@pytest.fixture
def site(near: Programme) -> Site:
    return Site(near)


def test_what_is_taken_away_comes_back_with_nothing_to_change(site: Site) -> None:
    """Also with words that a spreadsheet would reckon out, with several lines in a cell, quarters, and half a post."""
    odd = {"title": "=SUM(A1)", "description": "One\r\nand “two”, – 3", "service": "-x", "source": " A  B"}
    quarters = LineYear(1_000_01, None, 5, 400_01, 600_00, 0, 0)
    line = change_line(site.line(4), values=odd, years={2013: quarters}, version=1, by=site.lead)
    keep_posts(line, posts=[PostSaid("Q1", 2014, STAFF["alder"].staff and 1)], version=2, by=site.lead)
    for kind in ("xlsx", "csv"):
        answer = site.upload(site.export(kind), f"plan.{kind}")
        text = answer.content.decode()
        assert (answer.status_code, "Nothing to change" in text, "4 lines the same" in text) == (200, True, True), text
        assert 'id="keep"' not in text


def test_it_is_looked_at_in_as_many_queries_whatever_the_plan_holds(site: Site) -> None:
    found = []
    for number in (1, 29):
        for _ in range(number):
            make_line(site.near, site.alder, STAFF["alder"].staff, (1, 2013, "1"), owner=site.lead)
        data = site.export("csv")
        with CaptureQueriesContext(connection) as queries:
            assert "Nothing to change" in site.upload(data).content.decode()
        found.append(len(queries))
    assert found[0] == found[1]


def test_a_file_is_looked_at_and_then_kept_whole(site: Site) -> None:
    live, proposed = site.line(1), site.line(4)
    rows = list(csv.reader(io.StringIO(site.export("csv").decode("utf-8-sig"))))
    width, named = len(rows[0]), {row[0]: row for row in rows[1:5]}
    planned = rows[0].index("2013/14 planned")
    named[live.ref][planned], named[proposed.ref][1] = "£1,234.50", "Another title"
    new = ["N-1", "New", "Contract", "", "Housing", *[""] * (width - 5)]
    new[planned] = "10"
    total = ["", "Total", *[""] * (width - 2)]
    del named[site.line(3).ref]
    cents = sum(money(row[planned]) for row in [*named.values(), new])
    total[planned] = plain(cents)
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([["Our plan"], [], rows[0], *named.values(), new, total])
    before = site.plan.lines.get(pk=proposed.pk).history.count()

    page = site.upload(stream.getvalue().encode())
    text = page.content.decode()
    assert "The file brings 1 new line and changes 2" in text, text
    assert (f"<li>{escape(site.line(3))}</li>" in text, "Another title" in text, "£1,234.50" in text) == (True,) * 3
    assert site.keep(page).status_code == 409
    assert not site.plan.lines.filter(ref="N-1").exists()
    assert site.keep(page, "Cabinet asked").status_code == 302
    made = site.plan.lines.get(ref="N-1")
    assert (made.status, made.position, made.amounts.get().planned_pence) == ("proposed", 5, 10_00)
    assert site.line(1).amounts.get(year=2013).planned_pence == 1_234_50
    assert (site.line(4).title, site.line(4).version, site.line(2).version) == ("Another title", 2, 1)
    assert site.plan.lines.get(pk=proposed.pk).history.count() == before + 1
    assert site.line(4).history.latest("pk").history_change_reason == "Cabinet asked"
    assert site.line(1).posts.count() == 2
    assert sum(row.planned_pence for row in site.plan.groups.filter(service="Housing")) == 10_00
    # Kept once more from the same page: the plan is another by now.
    again = site.keep(page, "Cabinet asked")
    assert (again.status_code, "The plan has changed since you looked" in again.content.decode()) == (409, True)
    assert "Nothing to change" in again.content.decode()


def test_what_changed_meanwhile_is_not_overwritten(site: Site) -> None:
    ref = site.line(4).ref
    page = site.upload(f"Reference,Title\n{ref},Mine\n".encode())
    change_line(site.line(4), values={"title": "Theirs"}, years={}, version=1, by=site.lead)
    assert site.keep(page).status_code == 409
    assert site.line(4).title == "Theirs"
    spoilt = site.client.post(f"{AT}/file/keep/", {"rows": "W10:x:y", "seal": "0"})
    assert (spoilt.status_code, "did not come back whole" in spoilt.content.decode()) == (422, True)


def test_a_wrong_file_is_told_row_by_row_what_to_do(site: Site) -> None:
    line = site.line(1)
    known = f'{line.ref},"{line.title}",Staffing'
    confirmed = "What was delivered is confirmed by the finance lead"
    cases = [
        (f"{HEADER}\nN,New,Magic,1\n", "Row 2", "Kind", "“Magic” is not known. Write one of: Staffing, Contract"),
        (f"{HEADER}\nN,New,,1\n", "Row 2", "Kind", "A new line has a kind. Write one of: Staffing"),
        (f"{HEADER}\nN,,Other,1\n", "Row 2", "Title", "The line has no title. Write what is saved."),
        (f"{HEADER}\n,New,Other,1\n", "Row 2", "Reference", "The line has no reference."),
        (f"{HEADER}\nN,New,Other,1\nN,New,Other,1\n", "Row 3", "Reference", "Another row before it has the reference"),
        (f"{HEADER}\nN,New,Other,1.4m\n", "Row 2", "2013/14 planned", "“1.4m” is no amount. Write pounds in figures"),
        (f"{HEADER}\nN,New,Other,(5)\n", "Row 2", "2013/14 planned", "A line saves nothing or more."),
        ("Reference,Title,Kind,2013/14 cost to achieve\nN,New,Other,-5\n", "Row 2", "2013/14 cost to achieve",
         "A cost is nothing or more."),
        ("Reference,Title,Kind,2055/56 planned\nN,New,Other,5\n", "Row 2", "2055/56 planned",
         "2055/56: the plan has the years from"),
        (f"Reference,Title,Kind,2013/14 confirmed\n{known},5\n", "Row 2", "2013/14 confirmed", confirmed),
        ("Reference,Title,Kind,2014/15 confirmed\nN,New,Other,5\n", "Row 2", "2014/15 confirmed", confirmed),
        (f"Reference,Title,Kind,Status\n{known},Delivered\n", "Row 2", "Status",
         "A status is decided with an authority and a day."),
        ("Reference,Title,Kind,Status\nN,New,Other,Agreed\n", "Row 2", "Status", "In the file write “Proposed”."),
        ("Reference,Title,Kind,Owner\nN,New,Other,nobody@example.org\n", "Row 2", "Owner",
         "“nobody@example.org” is none of the council’s own people."),
        ("Reference,Title,Kind,Recurring\nN,New,Other,perhaps\n", "Row 2", "Recurring", "“perhaps” is neither yes"),
        ("Reference,Title,Kind,2013/14 planned April to June\nN,New,Other,5\n", "Row 2", "2013/14 planned",
         "Write all four quarters"),
        (f"{HEADER}\nN,New,Other,5\nTotal,,,7.50\n", "Row 3", "2013/14 planned",
         "The total is £7.50, £2.50 more than the £5.00 of its rows."),
        (f"{HEADER}\nN,New,Other,5\n\nLine,Post,From,FTE taken\nN,birch:H014,2013/14,1\n", "Row 5", "Post",
         "birch:H014 is a post of"),
        (f"{HEADER}\nN,New,Other,5\n\nLine,Post,From,FTE taken\nM,H014,2013/14,1\n", "Row 5", "Line",
         "The file has no line “M”."),
        (f"{HEADER}\nN,New,Other,5\n\nLine,Post,From,FTE taken\nN,H014,2013,1\n", "Row 5", "From",
         "“2013” is no financial year. Write it like 2013/14."),
        (f"{HEADER}\nN,New,Other,5\n\nLine,Post,From,FTE taken\nN,H014,2013/14,0\n", "Row 5", "FTE taken",
         "“0” is no FTE."),
    ]  # fmt: skip
    for text, place, column, sentence in cases:
        found = site.problems(text)
        assert len(found) == 1, (text, found)
        assert (found[0][0].capitalize(), found[0][1]) == (place, column), found
        assert sentence in found[0][2], found
    page = site.upload(cases[0][0].encode())
    assert (page.status_code, 'id="keep"' in page.content.decode()) == (200, False)
    rows = read_plan_file(cases[0][0].encode(), filename="a.csv")
    with pytest.raises(Refused, match="cannot be kept as it is"):
        keep_plan_file(
            site.near, site.alder, rows=rows, seal=present_plan(site.near, site.alder).seal, by=site.lead, reason="x"
        )


def test_a_file_that_is_no_plan_is_refused_with_what_to_do(site: Site) -> None:
    cases = [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"Name,Amount\nx,1\n", "No savings plan was found"),
        ("a.csv", b"Reference,Title,Title\nx,y,z\n", "Two columns have the heading “Title”"),
        ("a.csv", b"Reference,Title\nx,y\nReference,Title\n", "The file has two tables of lines"),
        ("a.csv", b"Reference,Title\n" + b"x,y\n" * 5_001, "more than 5,000 rows"),
        ("a.csv", b'Reference,Title\nx,"y\n', "A quotation mark is opened"),
        ("a.xlsx", b"PK\x03\x04 and no more", "Open it in the program"),
        ("a.pdf", b"%PDF-1.7", "a.pdf"),
    ]
    for name, data, sentence in cases:
        answer = site.upload(data, name)
        assert answer.status_code == 422, name
        assert escape(sentence) in answer.content.decode() or sentence in answer.content.decode(), (name, sentence)
    assert set(READERS) == {"csv", "xlsx"}


def test_the_template_is_read_as_it_is(site: Site) -> None:
    for kind in ("csv", "xlsx"):
        template = site.client.get(f"{AT}/file/?format={kind}").content
        page = site.upload(template, f"t.{kind}").content.decode()
        assert ("Nothing to change" in page, "not known" in page) == (True, False)

"""A tracker comes as a file and is held against ours; nothing of it is kept."""

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from collab.history import record
from programme.models import Council, Programme
from savings.models import NetBudget
from savings.tracker_file.values import amount, percent
from tests.factories.world import JOB, REASON, make_council, make_programme
from tests.house.rows import Writes
from tests.savings.test_tracker import SHAPE, THOUSAND, YEAR, client, line, pressure

PATH = "/programmes/near/savings/alder/tracker/"
HEADER = "Directorate;Proposed £000;Achieved;In-year pressures;Net unachieved;Net budget;% of net budget"
BRIGHTON = "\n".join(
    [
        "Savings tracker at outturn", HEADER,
        *(
            f"{name};{p:,};{a:,};({x});{p - a + x:,};{b:,};{Decimal(p - a + x) * 100 / b:.1f}%"
            for name, (p, a, x, b) in SHAPE.items()
        ),
        "Total;23,627;£19,195;(328);£4,760k;164,500;2.9%", "", "Source: the budget monitor",
    ]
)  # fmt: skip


class Site:
    def __init__(self) -> None:
        near = make_programme("near", [make_council("alder"), make_council("birch", 2)])
        alder = near.councils.get(slug="alder")
        for service, (proposed, achieved, pressures, budget) in SHAPE.items():
            line(near, alder, {"planned_pence": proposed * THOUSAND, "actual_pence": achieved * THOUSAND},
                 service=service)  # fmt: skip
            if pressures:
                pressure(near, alder, service=service, amount_pence=pressures * THOUSAND)
            self.budget(near, alder, service, budget)
        self.near, self.alder, self.client = near, alder, client(near, Role.FINANCE_LEAD, alder)

    def budget(self, near: Programme, alder: Council, service: str, thousands: int) -> None:
        row = NetBudget(
            programme=near, council=alder, year=YEAR, service=service, amount_pence=thousands * THOUSAND, source="x"
        )
        record(row, by=JOB, reason=REASON)

    def upload(self, data: bytes | str, name: str = "a.csv", unit: str = "thousands") -> Any:
        file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
        said = {"file": file, "year": "2011/12", "quarter": "4", "unit": unit}
        return self.client.post(f"{PATH}check/", said)

    def words(self, *args: Any, **kwargs: Any) -> str:
        answer = self.upload(*args, **kwargs)
        assert answer.status_code == 200, answer.content.decode()
        return words_of(answer)


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.fixture
def site(db: None) -> Site:
    return Site()


def test_what_is_taken_away_comes_back_and_agrees(site: Site) -> None:
    """Our own files to the penny, and what a council prints in thousands; no row is written for it."""
    writes = Writes()
    with connection.execute_wrapper(writes):
        for kind in ("csv", "xlsx"):
            data = site.client.get(f"{PATH}?format={kind}").content
            shown = site.words(data, f"a.{kind}", unit="pounds")
            # A workbook keeps 23627000.00 as a whole number of pounds.
            exact = "to the penny" if kind == "csv" else "to the nearest £1"
            assert f"The file agrees with the tracker, {exact}" in shown, shown
            assert "The file adds up" in shown
        shown = site.words(BRIGHTON)
        assert "The file agrees with the tracker, to the nearest £1,000" in shown, shown
        assert "The file adds up" in shown
        template = site.client.get(f"{PATH}check/?format=xlsx").content
        assert "no row below the headings" in site.words(template, "a.xlsx")
    assert writes.found == []
    found = []
    for more in (0, 29):
        for number in range(more):
            line(site.near, site.alder, {"planned_pence": 5}, service=f"S{number}")
        data = site.client.get(f"{PATH}?format=csv").content
        with CaptureQueriesContext(connection) as queries:
            assert "The file agrees" in site.words(data, unit="pounds")
        found.append(len(queries))
    assert found[0] == found[1]


def test_half_of_what_it_is_rounded_to_is_rounding_and_more_is_a_difference(site: Site) -> None:
    row = site.near.pressures.get(service="Adults")
    for pence, words in ((500_00, "+£500.00, by rounding"), (500_01, "differ from the tracker")):
        row.amount_pence = 128 * THOUSAND - pence
        record(row, by=JOB, reason=REASON)
        assert words in site.words(BRIGHTON)


def test_a_file_that_differs_is_told_row_by_row(site: Site) -> None:
    changed = BRIGHTON.replace("Housing", "Homes").replace("Total;23,627;£19,195", "Total;23,627;19,200")
    changed = changed.replace("Resources;5,100;4,952", "Resources;5,100;4,950")
    answer = site.upload(changed)
    shown = words_of(answer)
    assert "2 figures of the file differ from the tracker, 2 rows are in one of the two alone, and the file" in shown
    assert "Resources Achieved or anticipated £4,950,000.00 £4,952,000.00 −£2,000.00" in shown
    assert "Row 7, Total Achieved or anticipated The total is £19,200,000.00, £7,000.00 more than the" in shown
    assert "Homes, row 5: in the file alone" in shown
    assert "Housing: in ours alone" in shown
    carried = re.search(r'name="rows" value="([^"]*)"', answer.content.decode())
    assert carried
    for kind in ("csv", "xlsx"):
        taken = site.client.post(f"{PATH}check/file/", {"rows": carried[1], "format": kind})
        assert taken.status_code == 200
        assert "attachment" in taken["Content-Disposition"]
        if kind == "csv":
            rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
            assert ["Resources", "Achieved or anticipated", "4950000.00", "4952000.00", "-2000.00"] in [
                row[:5] for row in rows
            ]
    other = site.client.post("/programmes/near/savings/birch/tracker/check/file/", {"rows": carried[1]})
    assert other.status_code == 403
    spoilt = site.client.post(f"{PATH}check/file/", {"rows": f"{carried[1]}x", "format": "csv"})
    assert (spoilt.status_code, "did not come back whole" in spoilt.content.decode()) == (422, True)


def test_what_cannot_be_read_is_told_with_row_and_column(site: Site) -> None:
    def of(*rows: str) -> str:
        return "\n".join(["Service,Proposed,Achieved,Pressures,Net,% of net budget", *rows])

    cases = [
        (of("Adults,4.760,1,,"), "Row 2 Proposed “4.760” may be 4760 written with a point, or 4.760."),
        (of("Adults,1.234.5,1,,"), "Row 2 Proposed “1.234.5” is no amount."),
        (of("Adults,5,1.4x,,"), "Row 2 Achieved “1.4x” is no amount."),
        (of("Adults,5,1,,,five"), "Row 2 % of net budget “five” is no percentage."),
        (of("Adults,5,1,(2),", "Housing,5,1,3,"), "Row 3 Pressures Pressures before it are below nought"),
        (of("Adults,5,1,,", "adults,5,1,,"), "Row 3 Service “adults” stands in row 2 too."),
        (of(",5,1,,"), "Row 2 Service The row has amounts and no name."),
        (of("Total,5,1,,", "All of Alder,5,1,,"), "Row 3 Service There is a total before it, in row 2."),
    ]
    for text, words in cases:
        shown = site.words(text)
        assert "The file cannot be compared as it is" in shown, text
        assert words in shown, (words, shown)
    refused = [
        ("a.csv", "Name,Amount\nx,1\n", "No tracker was found"),
        ("a.csv", "Service,Proposed,Target,Achieved\n", "Two columns say the same: “Proposed” and “Target”"),
        ("a.csv", "Service,Proposed £m,Achieved\n", "is in millions"),
        ("a.csv", "", "is empty"),
        ("a.pdf", "%PDF-1.7", "a.pdf"),
    ]
    for name, text, words in refused:
        answer = site.upload(text, name)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), (words, words_of(answer))
    answer = site.upload(BRIGHTON, unit="pounds")
    assert (answer.status_code, "say thousands" in answer.content.decode()) == (422, True)


def test_figures_are_read_as_they_are_written() -> None:
    for text, unit, pence, step in (
        ("(328)", 100_000, -328_000_00, 100_000), ("−328", 100, -328_00, 100), ("-328.00", 100, -328_00, 1),
        ("£4,760k", 100_000, 4_760_000_00, 100_000), ("£4,760k", 100, 4_760_000_00, 100_000),
        ("£(328)", 100, -328_00, 100), ("4.76m", 100, 4_760_000_00, 1_000_000),
        ("19195.328", 100_000, 19_195_328_00, 100),
        ("0.328", 100_000, 328_00, 100), ("-", 100, 0, 0), ("4.7600", 100_000, 4_760_00, 10),
    ):  # fmt: skip
        found = amount(text, unit=unit)
        assert found is not None
        assert (found.pence, found.step) == (pence, step), text
    assert (amount("", unit=1), amount("n/a", unit=1), percent("–")) == (None, None, None)
    for text in ("4.760", "£4.760", "1,25", "--5", "(-5)", "1e3", "NaN", "٣", "4.760,00"):
        with pytest.raises(ValueError, match="“"):
            amount(text, unit=100_000)
    with pytest.raises(ValueError, match="below the penny"):
        amount("1.2345", unit=100)
    for text, figure in (("5.1%", "5.1"), ("(5.1)%", "-5.1"), ("(5.1%)", "-5.1"), ("−0.051", "-0.051")):
        read = percent(text)
        assert read is not None
        assert (read.figure, read.is_signed) == (Decimal(figure), "%" in text)

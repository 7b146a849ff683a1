"""A chart is drawn on the server, says what it shows, and carries nothing that the content policy would stop."""

import io

import pikepdf
import pytest
from lxml import etree

from collab.web import charts
from programme import timeline
from reporting.engine import render

DOTS = {
    "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 1}]},
    "mark": "point",
    "title": "Two <dots> & a line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}


def test_a_chart_says_what_it_shows_and_has_no_style_of_its_own() -> None:
    drawn = charts.draw(DOTS, title="Costs <fall> & rise", description="Two dots")
    root = etree.fromstring(drawn.encode())
    assert [(child.tag, child.text) for child in root][:2] == [
        (f"{charts.SVG}title", "Costs <fall> & rise"),
        (f"{charts.SVG}desc", "Two dots"),
    ]
    names = {str(name) for element in root.iter() for name in element.attrib}
    assert not names & {"style", "aria-label", "aria-roledescription", "onload", "href"}
    assert not {element.tag for element in root.iter()} & charts.LEFT_OUT
    assert root.get("role") == "img"
    # The words of the chart itself are text, in the typeface of the page.
    assert [text.text for text in root.iter(f"{charts.SVG}text") if "dots" in str(text.text)] == [DOTS["title"]]
    assert {text.get("font-family") for text in root.iter(f"{charts.SVG}text")} == {charts.FONT}


def test_signs_that_no_picture_can_hold_are_left_out() -> None:
    """A line break from Word, kept in what somebody typed, ended the whole process."""
    drawn = charts.draw({**DOTS, "title": "Two\x0b\x08 dots\ufffe"}, title="Co\x1bsts", description="Two\x0b dots")
    texts = [text.text for text in etree.fromstring(drawn.encode()).iter() if text.text]
    assert {"Two dots", "Costs"} <= set(texts)


def test_a_chart_is_drawn_once_for_what_is_in_it() -> None:
    charts._drawn.cache_clear()
    for definition, title in (
        (DOTS, "Costs"),
        (DOTS, "Costs"),
        ({**DOTS, "mark": "bar"}, "Costs"),
        (DOTS, "Costs fall"),
    ):
        charts.draw(definition, title=title, description="Two dots")
    assert charts._drawn.cache_info()[:2] == (1, 3), "found, drawn"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.csv", "https://example.org/x.csv", "file:///etc/hostname"])
def test_a_chart_fetches_nothing(address: str) -> None:
    definition = {**DOTS, "data": {"url": address, "format": {"type": "csv"}}}
    try:
        drawn = charts.draw(definition, title="Costs", description="None")
    except ValueError:
        return
    assert etree.fromstring(drawn.encode()).findall(f".//{charts.SVG}g[@class='mark-symbol']/*") == []
    assert "hostname" not in drawn


def test_the_same_drawing_is_a_figure_with_its_words_in_the_pdf() -> None:
    now = timeline.Point(timeline.datetime.date(2013, 2, 26), "26 February 2013", "Today: deferred", True)
    drawn = charts.draw(timeline.wide([], [], now), title="Nothing has happened", description="A line")
    page = f'<!DOCTYPE html><html lang="en-GB"><title>Dates</title><body><h1>Dates</h1>{drawn}<p>End</p></body></html>'
    with pikepdf.open(io.BytesIO(render(page.encode()))) as pdf:
        found = [row for row in pdf.objects if isinstance(row, pikepdf.Dictionary) and row.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in found] == ["Nothing has happened"]

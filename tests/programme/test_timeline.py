"""Where the dots and labels of a timeline stand."""

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from programme import timeline
from programme.timeline import Point, Stretch

TODAY = datetime.date(2013, 2, 26)
NOW = Point(TODAY, "26 February 2013", "Today: deferred", True)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
POINTS = st.lists(
    st.builds(
        Point,
        DAYS,
        st.sampled_from(["2012", "September 2012", "Autumn 2012"]),
        st.text("ab cde", max_size=90),
        st.booleans(),
    ),
    max_size=60,
)


def marks(definition: dict, kind: str) -> list[dict]:
    rows = [layer for layer in definition["layer"] if layer["mark"]["type"] == kind]
    return [{**value, **layer["mark"]} for layer in rows for value in layer["data"]["values"]]


@given(POINTS)
def test_every_milestone_is_a_dot_and_no_label_covers_another(points: list[Point]) -> None:
    definition = timeline.wide(points, [Stretch(datetime.date(2012, 1, 1), None, "January 2012", "Deferred")], NOW)
    assert len(marks(definition, "point")) == len(points) + 1
    assert all(0 <= dot["x"] <= timeline.WIDE for dot in marks(definition, "point"))
    rows = sorted(points, key=lambda point: point.on)
    labels = timeline._labels(rows, NOW, timeline._Scale([NOW.on, *(point.on for point in rows)], timeline.WIDE))
    boxes = [box for label in labels for box in timeline._boxes(label)]
    for at, label in enumerate(labels):
        own = boxes[2 * at : 2 * at + 2]
        assert not any(box.meets(other) for box in own for other in boxes if other not in own), label
        assert own[0].left >= 0
        assert own[0].right <= timeline.WIDE


@given(POINTS)
def test_a_phone_has_the_labels_one_under_the_other(points: list[Point]) -> None:
    definition = timeline.narrow(points, [], NOW)
    dots = sorted(dot["y"] for dot in marks(definition, "point"))
    assert len(dots) == min(len(points), timeline.MOST_LABELS) + 1
    assert all(later - earlier >= 2 * timeline.LINE - 5 for earlier, later in itertools.pairwise(dots))
    assert definition["height"] > dots[-1]


def test_what_is_known_of_each_date_stands_beside_its_dot() -> None:
    points = [
        Point(datetime.date(2011, 11, 1), "November 2011", "Three councils agree", True),
        Point(datetime.date(2014, 4, 1), "April 2014", "Plans begin", False),
    ]
    definition = timeline.wide(points, [Stretch(datetime.date(2012, 2, 1), None, "February 2012", "Deferred")], NOW)
    words = [" ".join(row["words"]) for row in marks(definition, "text")]
    for expected in (
        "November 2011",
        "Three councils agree",
        "April 2014",
        "Plans begin",
        "Today: deferred",
        "Deferred",
    ):
        assert expected in words
    full = {dot["x"]: dot["fill"] == timeline.DEEP for dot in marks(definition, "point")}
    assert [full[x] for x in sorted(full)] == [True, True, False]


def test_a_stretch_too_short_for_its_word_is_drawn_without_it() -> None:
    points = [Point(datetime.date(2000, 1, 1), "January 2000", "Long ago", True)]
    definition = timeline.wide(points, [Stretch(datetime.date(2013, 2, 1), None, "February 2013", "Deferred")], NOW)
    assert len(marks(definition, "rect")) == 1
    assert ["Deferred"] not in [row["words"] for row in marks(definition, "text")]

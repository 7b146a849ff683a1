"""Pictures placed by pixels: the marks of which a definition for collab.web.charts is put together.

A mark's x and y count from the top left of the picture. Every picture is drawn for three widths: WIDE for the page
of its subject, NARROW for a phone, and TEXT for a column of text or paper.
"""

from collections.abc import Iterable, Sequence
from typing import Any

WIDE, NARROW, TEXT = 1120, 280, 600
SIZE, LINE = 15, 19
# How wide a letter of Source Sans 3 is at this size: the average and a little over, so that what is placed also fits.
LETTER = 6.9
INK, SOFT, WHITE, PAPER = "#1f2426", "#545a59", "#ffffff", "#fbf8f1"
DEEP, MID, SAND, EDGE, RULE = "#10454f", "#3d7680", "#dccba2", "#7d7668", "#ddd5c4"

Mark = dict[str, Any]


def picture(width: float, height: float, layers: list[Mark]) -> dict[str, Any]:
    """The definition; a mark without anything to place is left out."""
    return {
        "width": width,
        "height": round(height),
        "padding": 0,
        "autosize": "none",
        "background": None,
        "view": {"stroke": None},
        "layer": [_placed(layer, width, height) for layer in layers if layer["data"]["values"]],
    }


def _placed(layer: Mark, width: float, height: float) -> Mark:
    """Fields x and y as pixels from the top left."""
    encoding = {}
    for name, length in (("x", width), ("y", height)):
        domain = [0, length] if name == "x" else [round(height), 0]
        scale = {"domain": domain, "nice": False, "zero": False}
        encoding[name] = {"field": name, "type": "quantitative", "scale": scale, "axis": None}
        if f"{name}2" in layer["data"]["values"][0]:
            encoding[f"{name}2"] = {"field": f"{name}2"}
    return {**layer, "encoding": {**encoding, **layer.get("encoding", {})}}


def rule(values: list[dict[str, float]], *, stroke: str, width: float, dash: list[int] | None = None) -> Mark:
    """Lines from x, y to x2, y2."""
    mark: dict[str, Any] = {"type": "rule", "stroke": stroke, "strokeWidth": width}
    return {"data": {"values": values}, "mark": {**mark, "strokeDash": dash} if dash else mark}


def bars(values: list[dict[str, float]], *, fill: str, stroke: str | None = None) -> Mark:
    """Rectangles from x, y to x2, y2."""
    edge: dict[str, Any] = {"stroke": stroke, "strokeWidth": 1} if stroke else {}
    return {"data": {"values": values}, "mark": {"type": "rect", "fill": fill, **edge}}


def dots(places: Iterable[tuple[float, float, bool]], *, size: int = 110) -> list[Mark]:
    """Discs, and rings for those that are not full."""
    rows = list(places)
    return [
        {
            "data": {"values": [{"x": x, "y": y} for x, y, done in rows if done is full]},
            "mark": {"type": "point", "shape": "circle", "size": size, "filled": True, "opacity": 1,
                     "fill": DEEP if full else PAPER, "stroke": DEEP, "strokeWidth": 2},
        }
        for full in (True, False)
    ]  # fmt: skip


def words(
    rows: Sequence[tuple[float, float, tuple[str, ...]]], *, align: str, bold: bool = False, fill: str = INK
) -> Mark:
    """Lines of text, the first of them below x, y."""
    return {
        "data": {"values": [{"x": x, "y": y, "words": list(lines)} for x, y, lines in rows if lines]},
        "mark": {"type": "text", "align": align, "baseline": "top", "fontSize": SIZE, "lineHeight": LINE,
                 "fontWeight": 600 if bold else 400, "fill": fill},
        "encoding": {"text": {"field": "words"}},
    }  # fmt: skip

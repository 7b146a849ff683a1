"""What stands in a document and is not text: noted with what it says of itself."""

from documents.readers.docx.notes import Findings
from documents.readers.docx.xml import WP, A, Element, O, V, W, plain

_CHART = "drawingml/2006/chart"
_DIAGRAM = "drawingml/2006/diagram"


def is_line(run: Element) -> bool:
    """Whether a horizontal line is drawn here."""
    return any(shape.get(O + "hr") in ("t", "true") for shape in run.iter(V + "rect"))


def look_at_drawing(drawing: Element, findings: Findings) -> None:
    boxes = [plain(box) for box in drawing.iter(W + "txbxContent") if not _within_box(box, drawing)]
    said = [box for box in boxes if box]
    for words in said:
        findings.add("text box", words)
    graphics = [graphic.get("uri", "") for graphic in drawing.iter(A + "graphicData")]
    if any(_CHART in uri or _DIAGRAM in uri for uri in graphics):
        findings.add("chart", _description(drawing))
    elif _holds_picture(drawing):
        findings.add("picture", _description(drawing))
    elif not said and not is_line(drawing):
        findings.add("drawing", _description(drawing))


def look_at_object(embedded: Element, findings: Findings) -> None:
    programs = [ole.get("ProgID", "") for ole in embedded.iter(O + "OLEObject")]
    findings.add("object", next((program for program in programs if program), ""))


def _within_box(box: Element, drawing: Element) -> bool:
    outer = next(box.iterancestors(W + "txbxContent", drawing.tag))
    return outer.tag == W + "txbxContent"


def _holds_picture(drawing: Element) -> bool:
    return next(drawing.iter(A + "blip", V + "imagedata"), None) is not None


def _description(drawing: Element) -> str:
    """The text for those who do not see it."""
    for properties in drawing.iter(WP + "docPr", V + "shape"):
        words = properties.get("descr") or properties.get("alt") or properties.get("title")
        if words:
            return words
    return ""

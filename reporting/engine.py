"""What runs in the child process: WeasyPrint, then a repair pass. Imports no Django.

WeasyPrint 70 leaves three things undone that readers of PDF/UA need, and the pass does them: running headers
and footers become artifacts, header cells say what they head, and the metadata claims PDF/UA beside PDF/A.
"""

import contextlib
import gc
import io
import logging
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from collab.child import tell
from collab.errors import Refused

ASSETS = Path(__file__).resolve().parent / "assets"
UA_SCHEMA = "http://www.aiim.org/pdfua/ns/id/"
# What the page calls the identifier of a publication; in the PDF's metadata it is the identifier of Dublin Core.
IDENTIFIER = "dcterms.identifier"
_MARK = re.compile(rb"(?<=\n)/\w+\n<</MCID (\d+)>>\nBDC(?=\n)")


def render(payload: bytes) -> bytes:
    """One HTML page in, PDF out."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        raise Refused(
            "A PDF needs system libraries that this machine lacks. Install them with: "
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            code="pdf-libraries",
        ) from error
    fonts = FontConfiguration()
    fetcher = asset_fetcher()
    styles = [CSS(filename=str(ASSETS / "paper.css"), font_config=fonts, url_fetcher=fetcher)]
    page = HTML(string=payload.decode("utf-8"), base_url="asset:/", url_fetcher=fetcher)
    with _no_collector(), _telling():
        document = page.render(stylesheets=styles, font_config=fonts)
        raw = document.write_pdf(pdf_variant="pdf/a-2a", pdf_tags=True)
        return repair(raw, document.metadata.custom.get(IDENTIFIER, ""))


class _Pages(logging.Handler):
    """WeasyPrint says to its log which page it sets; we say it to whoever waits."""

    def emit(self, record: logging.LogRecord) -> None:
        if found := re.search(r"Creating layout - Page (\d+)", record.getMessage()):
            tell(f"Setting page {found[1]}")
        elif "Creating PDF" in record.msg:
            tell("Writing the file")


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    log, handler = logging.getLogger("weasyprint.progress"), _Pages()
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """What is made for a page is needed until the last, so that looking for garbage costs a tenth and finds little."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def warm_up() -> None:
    """Import what a rendering needs, read the fonts and try everything once: for a parent that is kept warm."""
    with contextlib.suppress(Refused):
        render(b"<html lang=en><title>x</title><h1>x</h1><p><b>x</b> <i>x</i></p><table><tr><th>x<td>x</table>")


def asset_fetcher() -> Any:
    """A fetcher that knows the files beside this module and nothing else: no network, no other file."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = re.sub(r"^(?:asset:|file:)/+", "", url)
            path = (ASSETS / Path(name).name).resolve()
            if Path(name).name and path.parent == ASSETS and path.is_file():
                return URLFetcherResponse(url, body=path.read_bytes())
            raise ValueError("a report may use Collab's own assets only")

    return Assets()


def repair(raw: bytes, identifier: str = "") -> bytes:
    """The finished PDF: furniture as artifacts, header cells with a scope, both profiles claimed, and whose it is."""
    import pikepdf

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tree = _Tree(pdf)
        for number, page in enumerate(pdf.pages):
            _furniture_to_artifacts(pdf, page, tree.reached.get(number, set()))
        tree.mend()
        _claim(pdf, identifier)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class _Tree:
    """The structure tree: which marked content it reaches on each page, and what its elements lack."""

    def __init__(self, pdf: Any) -> None:
        import pikepdf

        self.array, self.dictionary, self.name = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name
        self.pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.reached: dict[int, set[int]] = {}
        self.elements: list[Any] = []
        self._walk(pdf.Root.StructTreeRoot)

    def _kids(self, element: Any) -> list[Any]:
        kids = element.get("/K", self.array())
        return list(kids) if isinstance(kids, self.array) else [kids]

    def _walk(self, root: Any) -> None:
        waiting: list[tuple[Any, int | None]] = [(kid, None) for kid in self._kids(root)]
        while waiting:
            element, page = waiting.pop()
            if "/Pg" in element:
                page = self.pages.get(element.Pg.objgen, page)
            self.elements.append(element)
            for kid in self._kids(element):
                if isinstance(kid, int):
                    self.reached.setdefault(page if page is not None else -1, set()).add(kid)
                elif "/S" in kid:
                    waiting.append((kid, page))
                elif "/MCID" in kid:
                    at = self.pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page
                    self.reached.setdefault(at if at is not None else -1, set()).add(int(kid.MCID))

    def mend(self) -> None:
        for element in self.elements:
            if element.S == "/TH":
                # The first row heads its columns; elsewhere a header cell heads its row.
                scope = "/Column" if self._in_head(element) else "/Row"
                attributes = element.get("/A", self.dictionary(O=self.name("/Table")))
                attributes.Scope = self.name(scope)
                element.A = attributes

    def _in_head(self, element: Any) -> bool:
        while element.get("/P") is not None and element.P.get("/S") is not None:
            element = element.P
            if element.S == "/THead":
                return True
            if element.S in ("/TBody", "/Table"):
                return False
        return False


def _furniture_to_artifacts(pdf: Any, page: Any, reached: set[int]) -> None:
    """Marked content that the tree does not reach is a running header or footer: an artifact of pagination.

    WeasyPrint writes each operator on a line of its own and text as numbers of glyphs, so that its marks can be told
    from the bytes. Taking the page apart operator by operator would cost three times as much as all else here.
    """
    orphans: list[int] = []

    def mark(found: re.Match[bytes]) -> bytes:
        mcid = int(found[1])
        if mcid in reached:
            return found[0]
        orphans.append(mcid)
        return b"/Artifact\n<</Type /Pagination>>\nBDC"

    content = _MARK.sub(mark, page.Contents.read_bytes())
    if not orphans:
        return
    page.Contents = pdf.make_stream(content)
    import pikepdf

    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
    for mcid in orphans:
        if mcid < len(parents):
            parents[mcid] = None


def _claim(pdf: Any, identifier: str) -> None:
    """The claim to PDF/UA-1, with the schema that PDF/A asks for before such a claim, and the identifier."""
    import pikepdf

    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    schema = (
        '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" '
        'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" '
        f'xmlns:pdfuaid="{UA_SCHEMA}"><pdfuaid:part>1</pdfuaid:part>'
        '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{UA_SCHEMA}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        "<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description></rdf:li>"
        "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
    if identifier:
        schema += (
            '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>{escape(identifier)}</dc:identifier>'
            "</rdf:Description>"
        )
    packet, done = re.subn(r"</(\w+:)?RDF>", lambda end: schema + end[0], packet, count=1)
    if not done:
        raise ValueError("the metadata has no RDF")
    pdf.Root.Metadata = pdf.make_stream(
        packet.encode("utf-8"), Type=pikepdf.Name("/Metadata"), Subtype=pikepdf.Name("/XML")
    )

"""Publications as they are read: the public version by all who take part, the full one by the council's own people."""

import re

from django.urls import reverse

from tests.factories.sealed import sealed
from tests.factories.world import World

PRIVATE = "only for Alder"


def test_a_publication_is_read_as_it_was_sealed_and_names_what_took_its_place(same_world: World) -> None:
    document = same_world.reports["alder"].document
    first = sealed(document, title="Update", full=PRIVATE)
    second = sealed(document, title="Update", full=PRIVATE, correction="the saving")
    board, officer = same_world.client("near board_member"), same_world.client("alder officer")
    pages = [reverse("publication", args=["near", row.identifier]) for row in (first, second)]
    files = {
        row: reverse("publication-file", args=["near", first.identifier, row, "html"]) for row in ("public", "full")
    }

    listed = board.get(reverse("publication-list", args=["near"])).content.decode()
    assert all(page in listed for page in pages)
    assert "Corrects version 2: the saving" in listed
    page = board.get(pages[0]).content.decode()
    assert "A later version has taken its place" in page
    assert "A later version has taken its place" not in board.get(pages[1]).content.decode()

    # The public version for the board, the full one beside it for the council's own people alone.
    kept = first.files.get(version="public")
    answer = board.get(files["public"])
    assert (answer.content, answer["ETag"]) == (bytes(kept.content), f'"{kept.sha256}"')
    assert kept.sha256 in page
    assert board.get(files["public"], headers={"If-None-Match": f'"{kept.sha256}"'}).status_code == 304
    assert board.get(files["full"]).status_code == 404
    assert PRIVATE not in page
    assert PRIVATE in officer.get(pages[0]).content.decode()
    assert officer.get(files["full"]).content == PRIVATE.encode()


def test_publications_are_found_by_words_and_asked_for_alike_however_many(same_world: World) -> None:
    board = same_world.client("near board_member")
    path = reverse("publication-list", args=["near"])
    for slug in ("alder", "birch"):
        sealed(same_world.reports[slug].document, title=f"Report of {slug}")
    found = board.get(path, {"words": "report BIRCH"}).content.decode()
    assert re.findall(r"Report of (\w+)<", found) == ["birch"]
    assert "Nothing that is published has all these words" in board.get(path, {"words": "nowhere"}).content.decode()

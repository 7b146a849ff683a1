"""What the security policy would refuse must not be there to begin with."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere_or_inlined(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "data:" not in text
    assert "sourceMappingURL" not in text
    assert "@import" not in text
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_file_that_a_stylesheet_names_is_there(path: Path) -> None:
    for name in re.findall(r"url\(\s*[\"']?([^)\"']+)", path.read_text(encoding="utf-8")):
        assert (path.parent / name).is_file(), name


def test_what_belongs_to_gov_uk_alone_is_left_out() -> None:
    text = (STATIC / "vendor/govuk-frontend/govuk-frontend.min.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in text
    assert "govuk-crest.svg" not in text
    assert "@font-face" not in text
    assert text.index("@layer govuk {") < text.index(":root")
    assert text.count("{") == text.count("}")


def test_licences_stand_beside_what_is_borrowed() -> None:
    assert "MIT License" in (STATIC / "vendor/govuk-frontend/LICENSE.txt").read_text(encoding="utf-8")
    for family in ("source-serif-4", "source-sans-3"):
        assert "SIL OPEN FONT LICENSE" in (STATIC / f"fonts/OFL-{family}.txt").read_text(encoding="utf-8")


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_of_councils_and_of_text_stand_out_from_the_paper() -> None:
    text = (STATIC / "css/collab.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", text))
    councils = [f"council-{number}" for number in range(1, 9)]
    assert len({colours[name] for name in councils}) == 8
    for name in [*councils, "ink", "soft", "deep", "clay", "green", "amber", "red", "blue"]:
        assert contrast(colours[name], colours["paper"]) >= 4.5, name

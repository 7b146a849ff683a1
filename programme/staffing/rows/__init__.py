"""How a row of each layout becomes a post."""

from collections.abc import Callable

from programme.staffing.lines import Draft, Line
from programme.staffing.rows import collab, organogram, transparency

READERS: dict[str, Callable[[Line], Draft]] = {
    "collab": collab.read,
    "transparency": transparency.read,
    "organogram-senior": organogram.read_senior,
    "organogram-junior": organogram.read_junior,
}

"""A sealed figure beside the one of today."""

from dataclasses import replace

from collab.figures import Basis, Figure, Kind
from reporting.since.compare import Compared, State, compared

BASELINE = Basis("baseline.c5", "the baseline of Alder as at 30 November 2012", "1")
LATER = Basis("baseline.c5", "the baseline of Alder as at 31 March 2013", "2")
MODEL = Basis("model.m3.cost", "the posts of operating model 3b, version 1", "a")
SAVING = Figure(
    "p1.saving.m3", "Saving", Kind.MONEY, 140_836_200, "all councils", "Model 3b", "/", bases=(BASELINE, MODEL)
)
SEALED = ("£1.4M", "m1", (BASELINE, MODEL))


def test_a_figure_moves_when_it_prints_otherwise_and_says_what_became_other() -> None:
    assert compared(*SEALED, SAVING) == Compared(State.SAME, "£1.4M")
    # A penny that the rounding does not show is no news to a reader.
    assert compared(*SEALED, replace(SAVING, value=140_836_300, bases=(LATER, MODEL))) == Compared(State.SAME, "£1.4M")
    moved = replace(SAVING, value=124_362_000)
    validated = f"{LATER.words} was validated, in place of {BASELINE.words}"
    changed = replace(MODEL, words="the posts of operating model 3b, version 3", stamp="b")
    for bases, because in (
        ((LATER, MODEL), (validated,)),
        ((LATER, changed), (validated, f"{changed.words} became other than at the sealing")),
        ((BASELINE, MODEL), ()),
        # A name that is another is no reason while the stamp is the same.
        ((replace(BASELINE, words="the baseline of Elder"), MODEL), ()),
        ((BASELINE,), (f"it no longer rests on {MODEL.words}",)),
    ):
        assert compared(*SEALED, replace(moved, bases=bases)) == Compared(State.MOVED, "£1.2M", because)


def test_what_is_gone_and_what_is_not_seen_are_told_apart() -> None:
    assert compared(*SEALED, None) == Compared(State.GONE)
    assert compared(*SEALED, replace(SAVING, value=None, why_not="not yours")) == Compared(State.UNSEEN)

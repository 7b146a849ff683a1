"""Words are found as a reader sees them."""

import pytest

from documents.finding import Needle
from documents.notation import plain_text

TEXT = "The **Business** Case – for children’s care – was *accept*ed in [March](https://x.example/July).\n(a) Élan"


@pytest.mark.parametrize(
    "words",
    [
        "business case", "BUSINESS  case", "children's", "children’s", "case - for", "accepted in march", "ÉLAN",
        "(a) élan",
    ],
)  # fmt: skip
def test_words_are_found_whatever_their_case_and_marks(words: str) -> None:
    needle = Needle(words)
    assert needle.may_be_in(TEXT)
    assert needle.is_in(plain_text(TEXT))


@pytest.mark.parametrize("words", ["July", "case for", "**Business**", ".*", "businesscase", "care was"])
def test_what_no_reader_sees_is_not_found(words: str) -> None:
    assert not Needle(words).is_in(plain_text(TEXT))


def test_a_text_without_the_words_is_known_at_once() -> None:
    assert not Needle("levy").may_be_in(TEXT)
    assert not Needle("business levy").may_be_in(TEXT)


def test_a_cut_has_whole_words_around_it() -> None:
    cut = Needle("the middle").cut(f"{'before ' * 30}The\nMiddle{' after' * 30}")
    assert cut is not None
    assert cut.found == "The Middle"
    assert cut.before.startswith("…\u00a0before ")
    assert cut.after.endswith(" after\u00a0…")
    assert len(cut.before) < 75 > len(cut.after)
    short = Needle("b").cut("a b c")
    assert short is not None
    assert (short.before, short.found, short.after) == ("a ", "b", " c")
    assert Needle("d").cut("a b c") is None

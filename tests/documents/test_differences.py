"""Two texts word by word."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.differences import Run, word_differences


def test_word_differences_shows_words_and_not_letters() -> None:
    assert word_differences("It saves £1.4M a year.", "It would save £1.2M a year.") == [
        Run("same", "It "),
        Run("removed", "saves £1.4M"),
        Run("added", "would save £1.2M"),
        Run("same", " a year."),
    ]


@pytest.mark.parametrize("text", ["", "one", "one two"])
def test_word_differences_of_the_same_text(text: str) -> None:
    assert [run.kind for run in word_differences(text, text)] == (["same"] if text else [])


@given(st.text(max_size=60), st.text(max_size=60))
def test_word_differences_holds_both_texts_whole(before: str, after: str) -> None:
    runs = word_differences(before, after)
    assert "".join(run.words for run in runs if run.kind != "removed") == after
    assert "".join(run.words for run in runs if run.kind != "added") == before


LONG = " ".join(f"Sentence {at} says what costs {at * 7 % 90} and what does not." for at in range(900))


def test_two_long_texts_are_compared_sentence_by_sentence_in_no_time() -> None:
    """50,000 characters, of which every hundredth word is another: difflib alone takes minutes."""
    words = LONG.split(" ")
    after = " ".join("changed" if at % 100 == 99 else word for at, word in enumerate(words))
    started = time.monotonic()
    runs = word_differences(LONG, after)
    assert time.monotonic() - started < 2
    assert "".join(run.words for run in runs if run.kind != "removed") == after
    assert [run.words for run in runs if run.kind == "added"] == ["changed"] * (len(words) // 100)


@pytest.mark.parametrize("letters", ["a", "abcdefghij", "a. b"])
def test_what_repeats_itself_takes_no_longer(letters: str) -> None:
    chance = random.Random(1)
    before, after = (" ".join(chance.choices(letters, k=25_000)) for _ in range(2))
    started = time.monotonic()
    runs = word_differences(before, after)
    assert time.monotonic() - started < 3
    assert "".join(run.words for run in runs if run.kind != "added") == before

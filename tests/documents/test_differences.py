"""Two texts word by word."""

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

"""Two suites side by side leave nothing out between them."""

from tests.house.halves import HALVES, asked_here, share, sizes


def test_nothing_is_left_out_and_nothing_asked_twice() -> None:
    board = [(row, column) for row in range(7) for column in range(5)]
    first, second = ({place for place in board if asked_here(*place, half=half)} for half in HALVES)
    assert first.isdisjoint(second)
    assert first | second == {*board} == {place for place in board if asked_here(*place, half=None)}
    assert {len(first), len(second)} == {*sizes(len(board), "first")} == {17, 18}
    for some in (first, second):
        assert {row for row, _ in some} == {*range(7)}
        assert {column for _, column in some} == {*range(5)}


def test_a_list_is_shared_out_between_them() -> None:
    assert share("abcde", "first") + share("abcde", "second") == [*"acebd"]
    assert share("abcde", None) == [*"abcde"]
    assert sizes(35, None) == (35,)

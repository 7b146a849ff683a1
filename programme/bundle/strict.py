"""Reading a bundle strictly: every problem is named with its place, and as many as can be found are named at once."""

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any, NoReturn

from collab.errors import Refused

# More would be a wall of text, and most come from one mistake.
SHOWN = 8


class Unfit(ValueError):
    """What is wrong with a value, as the end of a sentence that begins with its place: "is no date"."""


class Problems:
    """What is wrong with a bundle. Counts all, and remembers the first ones."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[str] = []
        self._said: set[str] = set()

    def say(self, place: str, what: str) -> None:
        sentence = f"{place} {what}."
        if sentence in self._said:
            return
        self.count += 1
        if len(self.first) < SHOWN:
            self._said.add(sentence)
            self.first.append(sentence)

    def refuse_any(self) -> None:
        """Raises Refused with all that is remembered, where there is any."""
        if not self.count:
            return
        rest = self.count - len(self.first)
        more = f" And {rest} more." if rest else ""
        raise Refused(f"The bundle cannot be brought in. {' '.join(self.first)}{more}", code="bundle")


class Record:
    """One object of the bundle, whose keys have been checked; its values are checked as they are asked for."""

    def __init__(
        self, value: Any, place: str, problems: Problems, *, required: Collection[str], optional: Collection[str] = ()
    ) -> None:
        self.place, self.problems = place, problems
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            problems.say(place, f"is {kind_of(value)}, where an object is needed")
            return
        for key in value:
            if key not in required and key not in optional:
                problems.say(self.at(key), "is no key of the format")
        for key in required:
            if key not in value:
                problems.say(self.at(key), "is missing")

    def at(self, key: str) -> str:
        """The place of a value: `baselines[1].posts[3].salary`."""
        shown = key if key.isidentifier() else json.dumps(short(key), ensure_ascii=False)
        return f"{self.place}.{shown}" if self.place else shown

    def take(self, key: str, fit: Callable[[Any], Any], default: Any = None) -> Any:
        """What `fit` makes of the value; `default` where the key is left out or the value does not fit."""
        if key not in self.value:
            return default
        try:
            return fit(self.value[key])
        except Unfit as unfit:
            self.problems.say(self.at(key), str(unfit))
            return default

    def rows(self, key: str) -> Iterator[tuple[str, Any]]:
        """Each value of a list with its place. They are let go as they are read, since there may be very many."""
        values = self.value.get(key, [])
        if not isinstance(values, list):
            self.problems.say(self.at(key), f"is {kind_of(values)}, where a list is needed")
            return
        place = self.at(key)
        for number, value in enumerate(values):
            values[number] = None
            yield f"{place}[{number}]", value

    def pairs(self, key: str, fit: Callable[[Any], Any]) -> Iterator[tuple[Any, str, Any]]:
        """Each key of an object as `fit` makes it, with the place and the value."""
        values = self.value.get(key, {})
        if not isinstance(values, dict):
            self.problems.say(self.at(key), f"is {kind_of(values)}, where an object is needed")
            return
        for name, value in values.items():
            place = f"{self.at(key)}[{json.dumps(short(name), ensure_ascii=False)}]"
            try:
                yield fit(name), place, value
            except Unfit as unfit:
                self.problems.say(place, str(unfit))


def kind_of(value: Any) -> str:
    """What a value is, in words."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    names = {str: "a text", int: "a number", Number: "a number", list: "a list", dict: "an object"}
    return names[type(value)]


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:50]}…"


class Number(str):
    """A number with a decimal point, as it is written: no amount of a bundle is one, and none becomes binary."""


def read_json(data: bytes) -> Any:
    """The value that the bytes are in JSON. Refused for what JSON itself has not, and for a key that comes twice."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"The bundle is not in UTF-8: byte {error.start + 1} is wrong.", code="bundle") from error
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=Number, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise Refused(
            f"The bundle is not JSON: line {error.lineno}, column {error.colno} is where it goes wrong.", code="bundle"
        ) from error
    except RecursionError as error:
        raise Refused("The bundle has lists within lists, deeper than the format goes.", code="bundle") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(f"An object of the bundle has the key “{short(twice)}” twice.", code="bundle")
    return found


def _no_number(word: str) -> NoReturn:
    raise Refused(f"The bundle has {word} in it, which is no number.", code="bundle")


def _whole(digits: str) -> int | Number:
    # Longer ones are no count of anything, and slow to read.
    return int(digits) if len(digits) <= 18 else Number(digits)

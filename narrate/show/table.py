"""A table of TOML, read strictly: every key is asked for by name, and what nobody asked for is refused."""

import difflib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from narrate.errors import InputError

_Choice = TypeVar("_Choice", bound=StrEnum)
_Plain = TypeVar("_Plain", str, int, float, bool)

_CALLED = {str: "a text, in quotes", int: "a whole number", float: "a number", bool: "true or false"}


class Table:
    """A table. Tell ``close`` when all has been asked for.

    Every method but ``close`` gives a key's value, or the default where the key is not there, and raises an
    ``InputError`` that names the key where the value is of another kind, or where there is neither.
    """

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self._values = values
        self._where = where
        self._asked: list[str] = []

    def text(self, key: str, default: str | None = None) -> str:
        """A text, white space folded."""
        return " ".join(self._plain(key, str, default).split())

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._plain(key, bool, default)

    def count(self, key: str, default: int) -> int:
        """A whole number, 0 or more."""
        number = self._plain(key, int, default)
        if number < 0:
            raise self.wrong(key, f"must be 0 or more, not {number}")
        return number

    def number(self, key: str, default: float, bounds: tuple[float, float]) -> float:
        """A number within bounds."""
        found = self._ask(key)
        number = float(found) if type(found) is int else self._plain(key, float, default)
        least, most = bounds
        if not least <= number <= most:
            raise self.wrong(key, f"must be from {least} to {most}, not {number:g}")
        return number

    def choice(self, key: str, default: _Choice) -> _Choice:
        """One of the default's kind."""
        given, known = self.text(key, default.value), [one.value for one in type(default)]
        if given not in known:
            raise self.wrong(key, f"cannot be {given!r}", nearest(given, known))
        return type(default)(given)

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        found = self._ask(key)
        if found is None:
            return tuple(default)
        if not (isinstance(found, list) and all(isinstance(one, str) for one in found)):
            raise self.wrong(key, "must be a list of texts", f'write {key} = ["one", "two"]')
        return tuple(" ".join(one.split()) for one in found)

    def table(self, key: str) -> "Table":
        """A table; empty where it is not there."""
        found = self._ask(key)
        if not isinstance(found, Mapping | None):
            raise self.wrong(key, "must be a table", f"write [{key}], and its keys under it")
        return Table(found or {}, f"{self._where} [{key}]")

    def tables(self, key: str) -> "tuple[Table, ...]":
        """A list of tables."""
        found = self._ask(key)
        if found is None:
            return ()
        if not (isinstance(found, list) and all(isinstance(one, Mapping) for one in found)):
            raise self.wrong(key, "must be a list of tables", f"write [[{key}]], and the keys of one under it")
        return tuple(Table(one, f"{self._where} [[{key}]] {number}") for number, one in enumerate(found, start=1))

    def close(self) -> None:
        """Refuses what was not asked for.

        Raises:
            InputError: There is a key that nobody knows.
        """
        for key in self._values:
            if key not in self._asked:
                raise InputError(f"{self._where}: unknown key {key!r}", nearest(key, self._asked))

    def wrong(self, key: str, what: str, hint: str = "") -> InputError:
        """What to raise of a key's value."""
        return InputError(f"{self._where}: {key} {what}", hint)

    def _ask(self, key: str) -> object:
        self._asked.append(key)
        return self._values.get(key)

    def _plain(self, key: str, kind: type[_Plain], default: _Plain | None) -> _Plain:
        found = self._ask(key)
        if found is None:
            if default is None:
                raise InputError(f"{self._where}: {key} is missing", f"give it, as {_CALLED[kind]}")
            return default
        if type(found) is not kind:
            raise self.wrong(key, f"must be {_CALLED[kind]}, not {found!r}")
        return found


def nearest(given: str, known: Sequence[str]) -> str:
    """A hint: what was probably meant, or all that could be."""
    near = difflib.get_close_matches(given, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"

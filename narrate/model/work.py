"""What a stage is given beside its values: whom to tell how far it is, and where to keep what took long."""

from collections.abc import Callable

Report = Callable[[int, int], None]
"""How far a long piece of work is: called with how much of it is done, and how much there is."""

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""What is kept under a name; made and kept where there is none. The name tells all that decides on it."""


def anew(name: str, make: Callable[[], bytes]) -> bytes:  # noqa: ARG001 - the signature of all that keep
    """Keeps nothing."""
    return make()

"""What a file was made with: the options that decide on what is said and how, as it tells them in a tag."""

import json
from collections.abc import Iterable, Iterator, Mapping

_KINDS: Mapping[str, type] = {
    "voice": str,
    "rate": float,
    "pauses": float,
    "variation": float,
    "timing_variation": float,
    "seed": int,
    "roles": bool,
    "byline": bool,
    "aloud": list,
    "disclosed_at": str,
    "disclosure_text": str,
    "voice_credit": bool,
    "loudness": float,
    "digest": bool,
    "title": str,
    "day": str,
}
NAMES = frozenset(_KINDS)
"""As the commands call their options; none of them tells of the machine that a file was made on."""
TAG = "settings"
_OTHER_TAGS = ("description", "encoded_by")  # where M4B and WAV keep what they have no name for, by line
_PREFIX = f"{TAG}: "
_LARGEST = 2.0**32  # of a number: seeds end there


def written(options: Mapping[str, object]) -> str:
    """The options that have a value, as a tag.

    Raises:
        ValueError: One is none of those that a file tells.
    """
    if unknown := options.keys() - NAMES:
        raise ValueError(f"no file tells of {', '.join(sorted(unknown))}")
    told = {name: value for name, value in options.items() if value not in (None, "", [], ())}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read(tags: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The options that a file tells of; none where it tells nothing that can be read."""
    return next(filter(None, map(_options, _candidates({name.lower(): value for name, value in tags}))), {})


def _candidates(tags: Mapping[str, str]) -> Iterator[str]:
    """What may be the tag."""
    yield tags.get(TAG, "")
    for name in _OTHER_TAGS:
        lines = tags.get(name, "").split("\n")  # not at what else ends a line: a text may hold such a character
        yield from (one.removeprefix(_PREFIX) for one in lines if one.startswith(_PREFIX))


def _options(tag: str) -> dict[str, object]:
    """What a tag tells, without what is of no use: another narrate, or anybody, may have written it."""
    try:
        told = json.loads(tag)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: value for name, value in told.items() if name in NAMES and _fits(value, _KINDS[name])}


def _fits(value: object, kind: type) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(one, str) for one in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return kind in {float, type(value)} and abs(value) < _LARGEST  # which is not true of NaN
    return type(value) is kind

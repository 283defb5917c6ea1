"""What a file was made with: the options that decide on what is said and how, as it tells them in a tag."""

import json
from collections.abc import Iterable, Mapping

_NAMES = frozenset(
    "voice rate pauses variation timing_variation seed roles byline aloud disclosed_at disclosure_text voice_credit "
    "loudness digest title day".split()
)
"""As the commands call their options; none of them tells of the machine that a file was made on."""
TAG = "settings"
_OTHER_TAGS = ("description", "encoded_by")  # where M4B and WAV keep what they have no name for


def written(options: Mapping[str, object]) -> str:
    """The options as a tag: those that are known here and have a value."""
    told = {name: value for name, value in options.items() if name in _NAMES and value not in (None, "", [], ())}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read(tags: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The options that a file tells of; none where it tells nothing that can be read."""
    by_name = {name.lower(): value for name, value in tags}
    for line in "\n".join(by_name.get(name, "") for name in (TAG, *_OTHER_TAGS)).splitlines():
        try:
            told = json.loads(line.removeprefix(f"{TAG}: "))
        except ValueError:
            continue
        if isinstance(told, dict):
            return {name: value for name, value in told.items() if name in _NAMES}
    return {}

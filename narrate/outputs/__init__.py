"""The seam to file formats. A format is one file here (or in any package), one ``narrate.outputs`` entry point."""

from enum import StrEnum
from importlib.metadata import entry_points
from typing import BinaryIO, Protocol

from narrate.errors import UsageError
from narrate.model import Keep, Track, anew


class Profile(StrEnum):
    """What a file is for: the same sound at two sizes."""

    PODCAST = "podcast"
    COMPACT = "compact"


class Output(Protocol):
    """Writes tracks as files of one format. Made from a ``Profile``."""

    @property
    def suffix(self) -> str:
        """Of the files' names: ``.mp3``."""

    @property
    def has_chapters(self) -> bool:
        """Whether the format can hold chapters; title and sound it always can."""

    @property
    def fingerprint(self) -> str:
        """All that changes the bytes written for the same track: versions and settings."""

    def write(self, track: Track, file: BinaryIO, keep: Keep = anew) -> None:
        """Writes the track, with chapters and tags where the format has them. The same track, the same bytes.

        Reads ``track.sound`` as a stream. ``file`` is empty and can seek. What takes long to make of a stretch of the
        sound may be given to ``keep``, for the next file that has the same stretch.

        Raises:
            OSError: From the file.
        """


def load_output(name: str, profile: str = Profile.PODCAST) -> Output:
    """The output format of that name, at the size of the profile.

    Raises:
        UsageError: No installed package offers it, or there is no such profile.
    """
    if profile not in set(Profile):
        raise UsageError(f"there is no profile {profile!r}", f"choose {' or '.join(Profile)}")
    for entry in entry_points(group="narrate.outputs", name=name):
        output: Output = entry.load()(Profile(profile))
        return output
    known = ", ".join(output_names()) or "none: is narrate installed?"
    raise UsageError(f"there is no output format {name!r}", f"installed: {known}")


def output_names() -> list[str]:
    """The formats that are installed."""
    return sorted(entry_points(group="narrate.outputs").names)

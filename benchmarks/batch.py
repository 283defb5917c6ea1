"""A show under hard use: builders killed at random moments, and a build of many episodes with nothing to do.

python benchmarks/batch.py kills [100]
python benchmarks/batch.py idle [1000]
"""

import random
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from paired import cost_of

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from shows import Studio

from narrate.batch.gather import digest_of
from narrate.show.records import guid_of
from narrate.show.showfile import read_show
from narrate.show.values import EpisodeRecord, File, State
from narrate.sources import Item

_PAGES = 12
_JOBS = 2


def kills(home: Path, rounds: int) -> None:
    """Kills so many builders; what must hold at any moment is checked after each, and the whole at the end."""
    studio, chance, killed = Studio(home).begin(_PAGES), random.Random(rounds), 0  # noqa: S311 - no secret
    guids: dict[str, str] = {}
    for number in range(rounds):
        killed += studio.killed_after(chance.uniform(0.5, 9.0), "--jobs", str(_JOBS))
        studio.check()
        now = studio.guids()
        assert guids.items() <= now.items()  # noqa: S101 - that is what is measured
        guids = now
        if all(record.state is State.PUBLISHED for record in studio.records.read()):
            studio.write(number % _PAGES + 1, f"Round {number} has something more to tell.")
    assert studio.build().returncode == 0  # noqa: S101
    studio.check()
    said = studio.said()
    print(f"{killed} of {rounds} builders killed; {len(guids)} episodes, none lost or doubled, feed valid throughout")
    print(
        f"{len(said)} utterances spoken, {len(said) - len(set(said))} of them twice; at most {killed * _JOBS} allowed"
    )


def idle(home: Path, episodes: int) -> None:
    """What a build costs that finds nothing to do."""
    studio = Studio(home).begin(1)
    studio.change('from = "pages"', 'from = "pages"\nmost = 0')
    studio.build()
    show, first = read_show(studio.folder.path), studio.records.read()[0]
    assert first.episode  # noqa: S101
    for number in range(2, episodes + 1):
        studio.write(number)
        key = f"pages/{number:04}.md"
        guid = guid_of(show, key)
        episode = _moved(studio, first.episode, first.guid, guid)
        seen = digest_of(Item(key, f"{number:04}", key), studio.folder.path)
        studio.records.write(replace(first, guid=guid, key=key, url=key, seen=seen, aliases=(), episode=episode))
    studio.build()
    studio.said()
    feed = studio.folder.public / "feed.xml"
    written = feed.stat().st_mtime_ns
    cost = cost_of(studio.command("feed", "build", studio.folder.path), **studio.environment)
    touched = "untouched" if feed.stat().st_mtime_ns == written else "WRITTEN"
    print(f"{episodes} episodes, nothing new: {cost.cpu:.2f} CPU s, {cost.wall:.2f} s wall; feed {touched};")
    print(f"{len(studio.said())} utterances spoken")


def _moved(studio: Studio, episode: EpisodeRecord, old: str, new: str) -> EpisodeRecord:
    """A copy of an episode, with its files, as another's."""

    def moved(file: File) -> File:
        path = file.path.replace(old, new)
        target = studio.folder.public / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(studio.folder.public / file.path, target)
        return replace(file, path=path)

    return replace(
        episode,
        audio=tuple(map(moved, episode.audio)),
        transcripts=tuple(map(moved, episode.transcripts)),
        chapters_file=episode.chapters_file and moved(episode.chapters_file),
        page=episode.page and moved(episode.page),
        cover=episode.cover and moved(episode.cover),
    )


def main() -> None:
    """Runs what is asked for, in a folder that is removed afterwards."""
    what, *count = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        if what == "kills":
            kills(Path(home), int(count[0]) if count else 100)
        else:
            idle(Path(home), int(count[0]) if count else 1000)


if __name__ == "__main__":
    main()

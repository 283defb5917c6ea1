"""The command that shows and clears what is kept to be used again."""

from enum import StrEnum
from typing import Annotated

import typer

from narrate.cli.options import AsJson

_MEGABYTE = 1e6


class Action(StrEnum):
    """What to do with the cache."""

    SHOW = "show"
    CLEAR = "clear"


def cache(
    action: Annotated[Action, typer.Argument(help="Show what is kept, or remove it.")] = Action.SHOW,
    *,
    as_json: AsJson = False,
) -> None:
    """Show or clear what is kept to be used again: clips, finished files, rewritten models."""
    import json

    from narrate.cache import open_cache
    from narrate.folders import cache_folder

    folder = cache_folder()
    clips, models = open_cache(), [path for path in (folder / "models").glob("*") if path.is_file()]
    if action is Action.CLEAR:
        clips.clear()
        for path in models:
            path.unlink(missing_ok=True)
        models = []
    sizes = {"clips": clips.sizes(), "models": tuple(path.stat().st_size for path in models)}
    if as_json:
        kept = {name: {"files": len(each), "bytes": sum(each)} for name, each in sizes.items()}
        typer.echo(json.dumps({"folder": str(folder), "limit_bytes": clips.limit_bytes} | kept))
        return
    typer.echo(
        f"{folder}\n"
        f"  clips and finished files: {len(sizes['clips'])}, {sum(sizes['clips']) / _MEGABYTE:.1f} MB"
        f" of at most {clips.limit_bytes / _MEGABYTE:.0f}\n"
        f"  rewritten models: {len(sizes['models'])} files, {sum(sizes['models']) / _MEGABYTE:.1f} MB"
    )

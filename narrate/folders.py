"""Where narrate keeps things on this machine."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path


def cache_folder() -> Path:
    """What can be made again: clips and prepared models. ``NARRATE_CACHE`` moves it."""
    moved = os.environ.get("NARRATE_CACHE")
    return Path(moved) if moved else user_cache_path("narrate")


def config_folder() -> Path:
    """What the user wrote: voice profiles."""
    return user_config_path("narrate")


def voices_folder() -> Path:
    """Voices that were fetched. ``NARRATE_VOICES`` moves it."""
    moved = os.environ.get("NARRATE_VOICES")
    return Path(moved) if moved else user_data_path("narrate") / "voices"

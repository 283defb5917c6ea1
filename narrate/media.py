"""How published files are told to those who fetch them: their media types, and how long they may be kept."""

_TYPES = (  # by the ends of names, the longer first; the system's own table knows half of them, and not everywhere
    (".chapters.json", "application/json+chapters"),
    (".json", "application/json"),
    (".xml", "application/rss+xml; charset=utf-8"),
    (".vtt", "text/vtt; charset=utf-8"),
    (".srt", "application/x-subrip; charset=utf-8"),
    (".html", "text/html; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".mp3", "audio/mpeg"),
    (".m4a", "audio/x-m4a"),
    (".m4b", "audio/x-m4a"),
    (".opus", "audio/ogg"),
    (".wav", "audio/wav"),
    (".jpg", "image/jpeg"),
    (".png", "image/png"),
)
_FOR_EVER = "public, max-age=31536000, immutable"  # the names of sounds tell their content
_FOR_A_WHILE = "public, max-age=300"  # players look for new episodes a few times an hour
_SOUNDS = ("audio/",)


def media_type(name: str) -> str:
    """The media type of a file by its name; empty where that is not one of a show's."""
    return next((kind for end, kind in _TYPES if name.lower().endswith(end)), "")


def cache_control(name: str) -> str:
    """How long those who fetch a file may keep it without asking again."""
    return _FOR_EVER if media_type(name).startswith(_SOUNDS) else _FOR_A_WHILE

"""``show.toml`` to a show; read strictly, so that a slip is told by name."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from narrate.errors import InputError
from narrate.feed import categories, is_language
from narrate.model import Disclosure, When
from narrate.show.files import picture
from narrate.show.table import Table, nearest
from narrate.show.values import File, Making, Retention, Show
from narrate.sources import Origin

SHOW_FILE = "show.toml"
_PICTURES = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
_RATES, _PAUSES = (0.5, 2.0), (0.0, 4.0)  # as the flags of `narrate speak` have them
_ITEM_MINUTES = (0.05, 1440.0)
_MOST_ITEMS = 20  # of a source: what a feed has for a day, not its archive, which would take a week to speak


def read_show(folder: Path) -> Show:
    """The show in a folder.

    Raises:
        InputError: There is none, or its ``show.toml`` is not valid.
    """
    path = folder / SHOW_FILE
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as exc:
        raise InputError(f"there is no {path}", "'narrate feed init FOLDER' writes one") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"cannot read {path}: {exc}") from exc
    except tomllib.TOMLDecodeError as exc:
        raise InputError(f"{path} is not TOML: {exc}") from exc
    table = Table(values, str(path))
    show = _show(table, folder)
    table.close()
    return show


def _show(table: Table, folder: Path) -> Show:
    category, subcategory = _category(table)
    owner = table.table("owner")
    image_path = _file(table, "image", folder)
    show = Show(
        id=_id(table),
        title=_needed(table, "title"),
        author=_needed(table, "author"),
        description=_needed(table, "description"),
        language=_language(table),
        category=category,
        subcategory=subcategory,
        base_url=_address(table, "base_url").rstrip("/") + "/",
        link=_address(table, "link", default=""),
        explicit=table.flag("explicit", default=False),
        owner_name=owner.text("name", ""),
        owner_email=_email(owner),
        image=_picture(table, image_path),
        image_path=image_path,
        making=_making(table, folder),
        retention=_retention(table.table("retention")),
        item_minutes=table.number("item_minutes", 30.0, _ITEM_MINUTES),
        origins=tuple(_origin(one) for one in table.tables("sources")),
    )
    owner.close()
    return show


def _id(table: Table) -> str:
    given = table.text("id")
    try:
        return str(UUID(given))
    except ValueError as exc:
        raise table.wrong(
            "id", f"must be a UUID, not {given!r}", "keep the one that 'narrate feed init' wrote"
        ) from exc


def _needed(table: Table, key: str) -> str:
    given = table.text(key)
    if not given:
        raise table.wrong(key, "is empty", "say something: listeners and directories see it")
    return given


def _language(table: Table) -> str:
    given = table.text("language")
    if not is_language(given):
        raise table.wrong("language", f"must be a language's code (BCP 47), not {given!r}", "such as en, en-GB or uk")
    return given


def _category(table: Table) -> tuple[str, str]:
    known, given = categories(), table.text("category")
    if given not in known:
        raise table.wrong("category", f"{given!r} is none of Apple's", nearest(given, tuple(known)))
    under = table.text("subcategory", "")
    if under and under not in known[given]:
        raise table.wrong("subcategory", f"{under!r} is none of Apple's in {given}", nearest(under, known[given]))
    return given, under


def _address(table: Table, key: str, default: str | None = None) -> str:
    given = table.text(key, default)
    if not given and default is not None:
        return given
    try:
        parts = urlsplit(given)
        whole = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        whole = ""
    if not (whole and given.isascii()):
        raise table.wrong(key, f"must be an address on the web, not {given!r}", "such as https://example.org/show/")
    return given


def _email(owner: Table) -> str:
    given = owner.text("email", "")
    if given and not re.fullmatch(r"[^@\s]+@[^@\s]+", given):
        raise owner.wrong("email", f"must be an address of e-mail, not {given!r}")
    return given


def _file(table: Table, key: str, folder: Path) -> Path | None:
    """A file that a key names, from the show's folder."""
    given = table.text(key, "")
    return _existing(table, key, folder / given) if given else None


def _files(table: Table, key: str, folder: Path) -> tuple[Path, ...]:
    return tuple(_existing(table, key, folder / given) for given in table.texts(key))


def _existing(table: Table, key: str, path: Path) -> Path:
    if not path.is_file():
        raise table.wrong(key, f"names a file that is not there: {path}")
    return path


def _picture(table: Table, path: Path | None) -> File | None:
    """A picture as it will stand in ``public/``."""
    if path is None:
        return None
    content = path.read_bytes()
    for start, suffix in _PICTURES.items():
        if content.startswith(start):
            return picture(content, suffix)
    raise table.wrong("image", f"must be a PNG or a JPEG, which {path} is not")


def _making(table: Table, folder: Path) -> Making:
    voice, sound, disclosure = table.table("voice"), table.table("sound"), table.table("disclosure")
    making = Making(
        voice=_voice(voice, folder),
        rate=voice.number("rate", 1.0, _RATES),
        pauses=voice.number("pauses", 1.0, _PAUSES),
        lexicons=_files(voice, "lexicons", folder),
        byline=table.flag("byline", default=True),
        sites=_files(table, "sites", folder),
        profile=sound.text("profile", "podcast"),
        formats=sound.texts("formats", ("mp3",)),
        intro=_file(sound, "intro", folder),
        outro=_file(sound, "outro", folder),
        bed=_file(sound, "bed", folder),
        sting=_file(sound, "sting", folder),
        disclosure=Disclosure(
            disclosure.choice("when", When.END),
            disclosure.text("text", ""),
            credit=disclosure.flag("credit", default=False),
        ),
    )
    if not making.formats:
        raise sound.wrong("formats", "is empty", 'write formats = ["mp3"]')
    for one in (voice, sound, disclosure):
        one.close()
    return making


def _voice(table: Table, folder: Path) -> str:
    """A voice's name; where that is a file, from the show's folder."""
    name = _needed(table, "name")
    return str(folder / name) if name.partition("#")[0].endswith((".toml", ".onnx")) else name


def _retention(table: Table) -> Retention:
    retention = Retention(table.count("episodes", 0), table.count("days", 0), table.count("grace_days", 7))
    table.close()
    return retention


def _origin(table: Table) -> Origin:
    origin = Origin(
        name=_needed(table, "from"),
        most=table.count("most", _MOST_ITEMS),
        newest_days=table.count("days", 0),
        include=table.texts("include"),
        exclude=table.texts("exclude"),
        own_text=table.flag("own_text", default=False),
    )
    table.close()
    return origin

"""A show's published folder to where the world finds it: a folder, a machine by rsync, storage that speaks S3."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from narrate.atomic import write_whole
from narrate.errors import InputError, OutputError, UsageError
from narrate.feed import FEED, check_feed
from narrate.media import cache_control, media_type
from narrate.show.showfile import SHOW_FILE

_S3 = "s3://"
_BLOCK_BYTES = 1 << 20

Report = Callable[[str], None]
"""Told the path of each file that has arrived, or is gone."""


class Host(Protocol):
    """Where files are put, one by one."""

    def listing(self) -> dict[str, str]:
        """The paths that are there, with the MD5 of each where it is known."""

    def put(self, path: str, file: Path) -> None:
        """A file to a path, whole or not at all."""

    def delete(self, path: str) -> None:
        """What is at a path goes."""


def send(public: Path, target: str, *, delete: bool, report: Report) -> None:
    """Brings a published folder to its target: what the feed names first, the feed last, deletions after that.

    A player that reads the feed at any moment finds all that it names.

    Args:
        public: The folder.
        target: A folder, ``host:path`` for rsync, or ``s3://bucket/path``.
        delete: Whether files go that are in the folder no more; it keeps those that players may still be fetching. Only
            within the folders that it has itself: whatever else lies at the target is not the show's.
        report: Told what is done.

    Raises:
        InputError: The feed is missing or not valid.
        UsageError: The target is where the show itself lies.
        OutputError: The target cannot be written; what has arrived stays, and is not sent again.
    """
    _check(public)
    if ":" in target and not target.startswith(_S3):
        _send_by_rsync(public, target, delete=delete, report=report)
        return
    if not target.startswith(_S3):
        _keep_apart(public, Path(target))
    host: Host = S3Host(target) if target.startswith(_S3) else FolderHost(Path(target))
    files, there = dict(_files(public)), host.listing()
    for path in sorted(files, key=_turn):
        if there.get(path) != _digest(files[path]):
            host.put(path, files[path])
            report(path)
    ours = _folders(files)
    for path in sorted(there.keys() - files.keys()) if delete else ():
        if path.partition("/")[0] in ours:
            host.delete(path)
            report(path)


class FolderHost:
    """A folder, such as one that a web server shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listing(self) -> dict[str, str]:
        """The files that are there."""
        return {path: _digest(file) for path, file in _files(self._folder)}

    def put(self, path: str, file: Path) -> None:
        """A copy."""
        with file.open("rb") as source, write_whole(self._folder / path, move="by another target") as target:
            shutil.copyfileobj(source, target, _BLOCK_BYTES)

    def delete(self, path: str) -> None:
        """A file goes; its folder stays."""
        try:
            (self._folder / path).unlink(missing_ok=True)
        except OSError as exc:
            raise OutputError(f"cannot delete {self._folder / path}: {exc.strerror or exc}") from exc


class S3Host:
    """A bucket, or a part of it, of any storage that speaks S3; its keys are in the environment (``AWS_…``)."""

    def __init__(self, url: str) -> None:
        try:
            import obstore
            from obstore.exceptions import BaseError
            from obstore.store import S3Store
        except ModuleNotFoundError as exc:
            raise UsageError(f"{url} needs {exc.name}", "pip install 'narrate-audio[s3]'") from exc
        self._library, self._errors, self._url = obstore, (BaseError, FileNotFoundError, ValueError), url
        with self._told():
            self._store = S3Store.from_url(url)

    def listing(self) -> dict[str, str]:
        """The objects that are there."""
        with self._told():
            each = (one for page in self._library.list(self._store) for one in page)
            return {one["path"]: (one["e_tag"] or "").strip('"') for one in each}

    def put(self, path: str, file: Path) -> None:
        """An object, with its media type and how long it may be kept."""
        told = {"Content-Type": media_type(path) or "application/octet-stream", "Cache-Control": cache_control(path)}
        with self._told():  # in one part: only then is the tag that S3 keeps the MD5
            self._library.put(self._store, path, file, attributes=told, use_multipart=False)

    def delete(self, path: str) -> None:
        """An object goes."""
        with self._told():
            self._library.delete(self._store, path)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._errors as exc:
            reason = " ".join(str(exc).split())[:300]
            hint = "are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT right?"
            raise OutputError(f"cannot write {self._url}: {reason}", hint) from exc


def _send_by_rsync(public: Path, target: str, *, delete: bool, report: Report) -> None:
    """In runs of their own: the files, the feed, the deletions."""
    program = shutil.which("rsync")
    if program is None:
        raise UsageError(f"{target} needs rsync, which is not installed", "install it, or name a folder or s3://…")
    files = frozenset(path for path, _ in _files(public))

    def told(line: str) -> None:  # it names folders, too, and what it leaves out
        if line in files:
            report(line)

    base = [program, "--recursive", "--times", "--exclude=.*", "--no-links", "--out-format=%n"]
    _run([*base, f"--exclude=/{FEED}", "--", f"{public}/", f"{target.rstrip('/')}/"], target, told)
    _run([*base, "--", str(public / FEED), f"{target.rstrip('/')}/"], target, told)
    for folder in sorted(_folders(files)) if delete else ():

        def told_gone(line: str, folder: str = folder) -> None:
            gone = line.removeprefix("deleting ")
            if gone != line:
                report(f"{folder}/{gone}")

        _run([*base, "--delete", "--", f"{public}/{folder}/", f"{target.rstrip('/')}/{folder}/"], target, told_gone)


def _run(words: list[str], target: str, report: Report) -> None:
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - no shell
    for line in done.stdout.splitlines():
        report(line)
    if done.returncode:
        raise OutputError(f"cannot write {target}: rsync says: {' '.join(done.stderr.split())[:300]}")


def _check(public: Path) -> None:
    try:
        content = (public / FEED).read_bytes()
    except OSError as exc:
        raise InputError(f"there is no {FEED} in {public}", "build the show first") from exc
    wrong = [breach for breach in check_feed(content, public) if breach.fatal]
    if wrong:
        told = f"{wrong[0].rule}, {wrong[0].where}: {wrong[0].message}"
        raise InputError(f"{public / FEED} is not valid: {told}", f"'narrate feed check {public}' tells all")


def _keep_apart(public: Path, target: Path) -> None:
    """A folder is not published into itself, nor among the sources and records of its show."""
    home, place = public.resolve(), target.resolve()
    home = home.parent if (home.parent / SHOW_FILE).exists() else home
    if place == home or home in place.parents:
        raise UsageError(f"{target} is where the show itself lies", "name a folder elsewhere")


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders that paths start with."""
    return frozenset(path.partition("/")[0] for path in paths if "/" in path)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in a folder and below, by their paths from it; none that is hidden, or that only leads elsewhere."""
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in path.parts):
            yield path.as_posix(), file


def _turn(path: str) -> tuple[bool, bool, str]:
    """Pages after what they show, the feed after all."""
    return path == FEED, path.endswith(".html"), path


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()

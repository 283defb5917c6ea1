"""A show's published folder to where the world finds it: a folder, a machine by rsync, storage that speaks S3."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from narrate.atomic import write_whole
from narrate.errors import InputError, OutputError, UsageError
from narrate.feed import FEED, check_feed
from narrate.media import cache_control, media_type
from narrate.show.showfile import SHOW_FILE

_S3 = "s3://"
_BLOCK_BYTES = 1 << 20
_DELETING = "deleting "  # how rsync tells of a deletion

Report = Callable[[str], None]
"""Told the path of each file that has arrived, or is gone."""


class Host(Protocol):
    """Where files are put, one by one."""

    def listing(self) -> dict[str, str]:
        """The paths that are there, with the MD5 of each where it is known."""

    def put(self, path: str, content: BufferedReader) -> None:
        """A file's content to a path, whole or not at all."""

    def delete(self, path: str) -> None:
        """What is at a path goes."""


Expired = Callable[[Collection[str]], Collection[str]]
"""Of the paths that are missed here and stand at the target, those that may go."""


def send(public: Path, target: str, *, delete: Expired | None, report: Report) -> None:
    """Brings a published folder to its target: what the feed names first, the feed last, deletions after that.

    A player that reads the feed at any moment finds all that it names.

    Args:
        public: The folder.
        target: A folder, ``host:path`` for rsync, or ``s3://bucket/path``.
        delete: Which files go that are in the folder no more; None keeps them all. Only within the folders that it has
            itself: whatever else lies at the target is not the show's.
        report: Told what is done.

    Raises:
        InputError: The feed is missing or not valid.
        UsageError: The target is where the show itself lies.
        OutputError: The target cannot be written; what has arrived stays, and is not sent again.
    """
    if _is_folder(target):
        _keep_apart(public, Path(target))
    with _held(public) as feed:
        if host := _host_of(target):
            _send_to_host(public, feed, host, delete=delete, report=report)
        else:
            _send_by_rsync(public, feed, target, delete=delete, report=report)


def place_of(target: str) -> str:
    """The one name of a target, however it is written."""
    return str(Path(target).resolve()) if _is_folder(target) else target.rstrip("/")


def _is_folder(target: str) -> bool:
    return ":" not in target


def _host_of(target: str) -> Host | None:
    """What puts files there one by one; None where rsync is to bring them."""
    if target.startswith(_S3):
        return S3Host(target)
    return FolderHost(Path(target)) if _is_folder(target) else None


@contextmanager
def _held(public: Path) -> Iterator[Path]:
    """A copy of the feed: a build may write another meanwhile, which names what is not sent yet."""
    with TemporaryDirectory() as folder:
        try:
            feed = Path(shutil.copy2(public / FEED, folder))  # with its time, by which rsync knows it
        except OSError as exc:
            raise InputError(f"there is no {FEED} in {public}", "build the show first") from exc
        _check(feed, public)
        yield feed


def _send_to_host(public: Path, feed: Path, host: Host, *, delete: Expired | None, report: Report) -> None:
    files, there = dict(_files(public)) | {FEED: feed}, host.listing()
    for path in sorted(files, key=_turn):
        with suppress(FileNotFoundError), files[path].open("rb") as content:  # a build may delete it meanwhile
            if there.get(path) != _digest(content):
                content.seek(0)
                host.put(path, content)
                report(path)
    ours = _folders(files)
    missed = [path for path in there if path not in files and path.partition("/")[0] in ours]
    for path in sorted(delete(missed)) if delete else ():
        host.delete(path)
        report(path)


class FolderHost:
    """A folder, such as one that a web server shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listing(self) -> dict[str, str]:
        """The files that are there."""
        there = {}
        for path, file in _files(self._folder):
            with suppress(FileNotFoundError), file.open("rb") as content:  # another may publish there, too
                there[path] = _digest(content)
        return there

    def put(self, path: str, content: BufferedReader) -> None:
        """A copy."""
        with write_whole(self._folder / path, move="by another target") as target:
            shutil.copyfileobj(content, target, _BLOCK_BYTES)

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

    def put(self, path: str, content: BufferedReader) -> None:
        """An object, with its media type and how long it may be kept."""
        told = {"Content-Type": media_type(path) or "application/octet-stream", "Cache-Control": cache_control(path)}
        with self._told():  # in one part: only then is the tag that S3 keeps the MD5
            self._library.put(self._store, path, content, attributes=told, use_multipart=False)

    def delete(self, path: str) -> None:
        """An object goes."""
        with self._told():
            self._library.delete(self._store, path)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._errors as exc:
            raise _told_of_s3(self._url, str(exc)) from exc


_S3_SIGNS = (  # in what the library tells: what is wrong, and what to do about it
    ("Unable to recognise URL", "it names no bucket", "write s3://BUCKET/PATH"),
    (
        "169.254.169.254",
        "there are no keys",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ),  # where clouds have them
    ("builder error", "AWS_ENDPOINT is no https address", "correct it, or set AWS_ALLOW_HTTP=true for plain http"),
    ("error sending request", "its server cannot be reached", "is AWS_ENDPOINT right, and this machine online?"),
    ("NoSuchBucket", "there is no such bucket", "make it, or correct the name, AWS_REGION and AWS_ENDPOINT"),
    ("AuthorizationHeaderMalformed", "it is in another region", "set AWS_REGION to the bucket's"),
    ("PermanentRedirect", "it is in another region", "set AWS_REGION to the bucket's"),
    ("401 Unauthorized", "the keys are not right", "are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY?"),
    (
        "403 Forbidden",
        "the keys are wrong, or lack the right to write here",
        "look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and their rights",
    ),
)
_STATUS = re.compile(r"status code: (\d+)")
_DEBUG = "\n\nDebug"  # where what the library tells is no longer for people


def _told_of_s3(url: str, told: str) -> OutputError:
    for sign, what, hint in _S3_SIGNS:
        if sign in told:
            return OutputError(f"cannot write {url}: {what}", hint)
    hint = "try again later; are AWS_REGION and AWS_ENDPOINT right?"
    if status := _STATUS.search(told):
        return OutputError(f"cannot write {url}: its server answers {status[1]}", hint)
    return OutputError(f"cannot write {url}: {' '.join(told.partition(_DEBUG)[0].split())}", hint)


def _send_by_rsync(public: Path, feed: Path, target: str, *, delete: Expired | None, report: Report) -> None:
    """In runs of their own: the files, the feed, the deletions."""
    program = shutil.which("rsync")
    if program is None:
        raise UsageError(f"{target} needs rsync, which is not installed", "install it, or name a folder or s3://…")
    files, there = frozenset(path for path, _ in _files(public)), f"{target.rstrip('/')}/"

    def told(lines: Iterable[str]) -> None:  # it names folders, too, and what it leaves out
        for line in lines:
            if line in files:
                report(line)

    base = [program, "--recursive", "--times", "--exclude=.*", "--no-links", "--out-format=%n"]
    told(_run([*base, f"--exclude=/{FEED}", "--", f"{public}/", there], target))
    told(_run([*base, "--", str(feed), there], target))
    if delete is None:
        return
    missed: list[str] = []
    for folder in sorted(_folders(files)):
        lines = _run([*base, "--dry-run", "--delete", "--", f"{public}/{folder}/", f"{there}{folder}/"], target)
        gone = (line.removeprefix(_DELETING) for line in lines if line.startswith(_DELETING))
        missed += (f"{folder}/{one}" for one in gone if not one.endswith("/"))
    if gone_for_good := sorted(delete(missed)):
        _delete_by_rsync(program, gone_for_good, target, there)
        for path in gone_for_good:
            report(path)


def _delete_by_rsync(program: str, paths: Collection[str], target: str, there: str) -> None:
    """Files go, as an empty folder lacks them that has their folders: rsync wants those, though the show has none."""
    with TemporaryDirectory() as empty:
        for path in paths:
            (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
        words = [program, "--delete-missing-args", "--files-from=-", "--", f"{empty}/", there]
        _run(words, target, "".join(f"{path}\n" for path in paths))


def _run(words: list[str], target: str, given: str = "") -> list[str]:
    """The lines that it printed, given what it reads."""
    done = subprocess.run(  # noqa: S603 - no shell
        words, input=given, capture_output=True, text=True, errors="surrogateescape", check=False
    )
    if done.returncode:
        raise OutputError(f"cannot write {target}: rsync says: {' '.join(done.stderr.split())[:300]}")
    return done.stdout.splitlines()


def _check(feed: Path, public: Path) -> None:
    wrong = [breach for breach in check_feed(feed.read_bytes(), public) if breach.fatal]
    if wrong:
        told = f"{wrong[0].rule}, {wrong[0].where}: {wrong[0].message}"
        raise InputError(f"{public / FEED} is not valid: {told}", f"'narrate feed check {public}' tells all")


def _keep_apart(public: Path, target: Path) -> None:
    """A folder is not published into itself, nor among the sources and records of its show."""
    show, place = public.absolute().parent, target.resolve()  # public itself may lead elsewhere
    homes = {public.resolve(), *([show.resolve()] if (show / SHOW_FILE).exists() else ())}
    if homes & {place, *place.parents}:
        raise UsageError(f"{target} is where the show itself lies", "name a folder elsewhere")


def _folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders that paths start with."""
    return frozenset(path.partition("/")[0] for path in paths if "/" in path)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in a folder and below, by their paths from it; none that is hidden, or that only leads elsewhere."""
    for where, folders, names in os.walk(folder):  # which, unlike rglob, takes it that a folder may go meanwhile
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in (Path(where) / name for name in names if not name.startswith(".")):
            if file.is_file() and not file.is_symlink():
                yield file.relative_to(folder).as_posix(), file


def _turn(path: str) -> tuple[bool, bool, str]:
    """Pages after what they show, the feed after all."""
    return path == FEED, path.endswith(".html"), path


def _digest(content: BufferedReader) -> str:
    return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()

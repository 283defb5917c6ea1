"""A voice of the catalogue comes whole, checked and with its licence told, or not at all."""

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from conftest import segment, write_model

from narrate import catalogue
from narrate.catalogue import fetch_voice
from narrate.engines import load_engine
from narrate.errors import InputError, OutputError, VoiceError
from narrate.fetch import Web, dial, web
from narrate.voice import load_voice, profiles

NAME = "pt_PT-tugão-low"
CARD = """# Model card for tugão (low)

* Language: pt_PT (Portuguese, Portugal)
* Speakers: 3

## Dataset

* URL: https://example.org/tug%C3%A3o
* License: CC BY 4.0 "unported"

## Training

Finetuned from another voice, which has a
* License: of its own
"""


class Mirror(BaseHTTPRequestHandler):
    """A real server of a small catalogue; ``server.files`` are its contents, ``server.odd`` what it does with some."""

    def do_GET(self):
        path = unquote(self.path.partition("?")[0]).removeprefix("/mirror/")
        odd = next((odd for end, odd in self.server.odd.items() if path.endswith(end)), None)
        content = self.server.files.get(path)
        if odd is not None:
            odd(self, content)
        elif content is None:
            self.send_error(404)
        else:
            self.answer(content)

    def answer(self, content, *, told=None):
        self.send_response(200)
        if told is None or told:
            self.send_header("Content-Length", str(told or len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Keeps the tests' output clean."""


def index_of(files):
    return json.dumps(
        {
            NAME: {
                "key": NAME,
                "files": {
                    path: {
                        "size_bytes": len(content),
                        "md5_digest": hashlib.md5(content, usedforsecurity=False).hexdigest(),
                    }
                    for path, content in files.items()
                },
            },
            "de_DE-thorsten-medium": {"files": {}},
            "de_DE-kerstin-low": {"files": {"a.onnx": 3}},
            "../../en_US-evil-low": {"files": {}},
        }
    ).encode()


@pytest.fixture
def mirror(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
    model = write_model(tmp_path / "made.onnx", language={"code": "pt_PT"})
    files = {
        f"pt/pt_PT/tugão/low/{NAME}.onnx": model.read_bytes(),
        f"pt/pt_PT/tugão/low/{NAME}.onnx.json": (tmp_path / "made.onnx.json").read_bytes(),
        "pt/pt_PT/tugão/low/MODEL_CARD": CARD.encode(),
        "pt/pt_PT/tugão/low/samples/speaker_0.mp3": b"sound",
    }
    server.files = files | {"voices.json": index_of(files)}
    server.odd = {}
    server.quiet = threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}/mirror"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.quiet.set()
    server.shutdown()
    thread.join()
    server.server_close()


def get(mirror, name=NAME, report=lambda done, total: None):
    return fetch_voice(name, catalogue=mirror.url, web=Web(private=True, gap_s=0), report=report)


def kept(tmp_path):
    return sorted(path.name for path in (tmp_path / "voices").glob("*")) if (tmp_path / "voices").exists() else []


def test_a_fetched_voice_is_listed_and_speaks(mirror):
    voice = get(mirror)

    assert NAME in profiles()
    assert load_voice(NAME).language == voice.language == "pt-PT"
    assert load_engine(load_voice(f"{NAME}#bert")).speak(segment("Um sino.")).length > 1000


def test_licence_and_credit_are_what_the_card_says(mirror):
    voice = get(mirror)

    assert voice.licence == 'CC BY 4.0 "unported"'
    assert voice.credit == "Voice: tugão, trained for Piper from https://example.org/tug%C3%A3o"


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        ("", "unknown"),
        ("* License:\n* URL: https://example.org/a", "unknown"),
        ("* License: Unknown", "unknown"),
        ("* License: See URL\n* URL: https://example.org/a", "see https://example.org/a"),
        ("* License: see URL", "unknown"),
        ('* License: \x1b[31m"\\u0000"""', '[31m"\\u0000"""'),
        ("- licence: MIT\r\n- url: x\r\n", "MIT"),
        (b"* License: \xff\xfe", "��"),
        ("* License: " + "x" * 5000, "x" * 300),
    ],
)
def test_a_card_of_any_content_makes_a_valid_profile(mirror, card, licence):
    content = card if isinstance(card, bytes) else card.encode()
    files = {
        path: content if path.endswith("CARD") else old for path, old in mirror.files.items() if "json" not in path
    }
    files |= {path: old for path, old in mirror.files.items() if path.endswith(".onnx.json")}
    mirror.files = files | {"voices.json": index_of(files)}

    assert get(mirror).licence == licence


def test_a_voice_without_a_card_is_of_unknown_licence(mirror):
    files = {path: content for path, content in mirror.files.items() if not path.endswith(("CARD", "voices.json"))}
    mirror.files = files | {"voices.json": index_of(files)}

    assert get(mirror).licence == "unknown"


def test_the_report_counts_the_bytes_of_all_files_up_to_the_last(mirror):
    seen = []

    get(mirror, report=lambda done, total: seen.append((done, total)))

    total = sum(len(content) for path, content in mirror.files.items() if path.endswith((".onnx", "onnx.json", "CARD")))
    assert seen == sorted(seen)
    assert seen[-1] == (total, total)


@pytest.mark.parametrize("end", ["voices.json", ".onnx", ".onnx.json", "MODEL_CARD"])
@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (lambda site, content: site.send_error(403), "the server answers 403"),
        (lambda site, content: site.send_error(404), "the server answers 404"),
        (lambda site, content: site.answer(content[:-7], told=len(content)), "cannot fetch"),
        (lambda site, content: site.connection.close(), "cannot fetch"),
    ],
    ids=["refused", "missing", "cut short", "hung up"],
)
def test_a_file_that_does_not_come_leaves_nothing(mirror, tmp_path, end, odd, message):
    mirror.odd[end] = odd

    with pytest.raises(InputError, match=message) as caught:
        get(mirror)

    assert f"{NAME}.onnx" in caught.value.hint
    assert kept(tmp_path) == []
    assert NAME not in profiles()


@pytest.mark.parametrize("end", [".onnx", ".onnx.json", "MODEL_CARD"])
@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (lambda site, content: site.answer(bytes(len(content))), "came damaged"),
        (lambda site, content: site.answer(content[:-7], told=0), r"came damaged: \d+ bytes of \d+"),
        (lambda site, content: site.answer(content + b"more"), "larger than it should be"),
    ],
    ids=["other bytes", "cut short without a word", "too long"],
)
def test_a_file_that_is_not_the_catalogues_leaves_nothing(mirror, tmp_path, end, odd, message):
    mirror.odd[end] = odd

    with pytest.raises(InputError, match=message):
        get(mirror)

    assert kept(tmp_path) == []


def test_a_voice_that_was_there_stays_when_a_new_one_does_not_come(mirror, tmp_path):
    get(mirror)
    before = {name: (tmp_path / "voices" / name).read_bytes() for name in kept(tmp_path)}
    mirror.odd[".onnx"] = lambda site, content: site.answer(content[:100], told=0)

    with pytest.raises(InputError):
        get(mirror)

    assert {name: (tmp_path / "voices" / name).read_bytes() for name in kept(tmp_path)} == before
    assert len(before) == 3


def test_a_server_that_falls_silent_is_given_up(mirror, monkeypatch, tmp_path):
    monkeypatch.setattr(dial, "_SILENCE_S", 1.0)

    def stall(site, content):
        site.send_response(200)
        site.send_header("Content-Length", str(len(content)))
        site.end_headers()
        site.wfile.write(content[:1000])
        site.wfile.flush()
        site.server.quiet.wait(5)

    mirror.odd[".onnx"] = stall

    with pytest.raises(InputError, match="no answer within"):
        get(mirror)
    assert kept(tmp_path) == []


def test_a_server_that_drips_is_given_up(mirror, monkeypatch, tmp_path):
    monkeypatch.setattr(web, "_FILE_S", 1.5)
    dripped = []

    def drip(site, content):
        site.send_response(200)
        site.end_headers()
        while not site.server.quiet.wait(0.05):
            dripped.append(1)
            site.wfile.write(b"x")
            site.wfile.flush()

    mirror.odd[".onnx"] = drip
    start = time.monotonic()

    with pytest.raises(InputError, match="snail"):
        get(mirror)

    assert time.monotonic() - start < 15
    assert len(dripped) > 3
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("de_DE-torsten-medium", "de_DE-thorsten-medium"),
        ("de", "de_DE-thorsten-medium, de_DE-kerstin-low"),
        ("thorsten", "de_DE-thorsten-medium"),
        ("zzzz", "it has 3"),
        ("../../en_US-evil-low", "de_DE-kerstin-low"),
    ],
)
def test_a_name_that_the_catalogue_lacks_is_answered_with_the_nearest(mirror, name, hint):
    with pytest.raises(VoiceError, match="has no voice") as caught:
        get(mirror, name)

    assert hint in caught.value.hint


@pytest.mark.parametrize("content", [b"<html>a log-in page</html>", b"[]", b"3", b"\xff", b"null"])
def test_what_is_no_catalogue_is_an_input_error(mirror, content):
    mirror.files["voices.json"] = content

    with pytest.raises(InputError, match="does not tell the files"):
        get(mirror)


@pytest.mark.parametrize("name", ["de_DE-thorsten-medium", "de_DE-kerstin-low"])
def test_a_catalogue_that_names_no_files_is_an_input_error(mirror, name):
    with pytest.raises(InputError, match="does not tell the files"):
        get(mirror, name)


def test_a_configuration_that_is_none_leaves_nothing(mirror, tmp_path):
    files = {
        path: b"{}" if path.endswith(".onnx.json") else content
        for path, content in mirror.files.items()
        if path != "voices.json"
    }
    mirror.files = files | {"voices.json": index_of(files)}

    with pytest.raises(VoiceError, match="no Piper configuration"):
        get(mirror)

    assert kept(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_an_output_error(mirror, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "file" / "voices"))

    with pytest.raises(OutputError, match="cannot write") as caught:
        get(mirror)

    assert "NARRATE_VOICES" in caught.value.hint


def test_a_full_disk_says_so_and_leaves_nothing(mirror, small_disk, monkeypatch):
    monkeypatch.setenv("NARRATE_VOICES", str(small_disk))
    (small_disk / "other").write_bytes(bytes(240 << 10))

    with pytest.raises(OutputError) as caught:
        get(mirror)

    assert "disk is full" in caught.value.hint
    assert [path.name for path in small_disk.iterdir()] == ["other"]


def test_the_command_fetches_from_where_it_is_told_and_the_voice_then_reads(mirror, narrate, tmp_path):
    fetched = narrate("voices", "get", NAME, env={"NARRATE_VOICES_URL": f"{mirror.url}/", "NARRATE_ALLOW_PRIVATE": "1"})
    said = narrate("say", "Um sino.", "--voice", f"{NAME}#carla", "-o", "sino.wav")

    assert (fetched.returncode, said.returncode) == (0, 0), fetched.stderr + said.stderr
    assert "licence CC BY 4.0" in fetched.stdout
    assert "fetched" in fetched.stderr
    assert f"{NAME}" in narrate("voices").stdout
    listed = {one["name"]: one for one in json.loads(narrate("voices", "--json").stdout)}
    assert listed[NAME]["speakers"] == ["anna", "bert", "carla"]
    assert (tmp_path / "sino.wav").stat().st_size > 1000


def test_the_command_tells_where_the_licence_is_unknown(mirror, narrate):
    files = {path: content for path, content in mirror.files.items() if not path.endswith(("CARD", "voices.json"))}
    mirror.files = files | {"voices.json": index_of(files)}

    done = narrate("voices", "get", NAME, "--from", mirror.url, "--allow-private")

    assert done.returncode == 0
    assert "the licence of pt_PT-tugão-low is unknown" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["xx"], 4, "has no voice 'xx'"),
        ([NAME, "--from", "http://127.0.0.1:1"], 3, "cannot fetch"),
        ([NAME, "--from", "ftp://example.org"], 3, "is refused: only http"),
        ([], 2, "NAME"),
    ],
)
def test_the_commands_errors_are_one_line(mirror, narrate, words, code, line):
    done = narrate("voices", "get", *words, env={"NARRATE_VOICES_URL": mirror.url, "NARRATE_ALLOW_PRIVATE": "1"})

    assert done.returncode == code
    assert line in done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1


def test_by_default_it_is_pipers_own_catalogue():
    from piper import download_voices

    assert f"{catalogue.CATALOGUE}/voices.json?download=true" == download_voices.VOICES_JSON
    assert download_voices.URL_FORMAT.startswith(f"{catalogue.CATALOGUE}/")

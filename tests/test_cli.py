"""What a person at the keyboard meets: results, one-line errors, exit codes."""

import json
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import mutagen
import pytest
from conftest import ROOT

from narrate.cli.place import file_name


def one_line(text):
    """The text is a single line of ours, without a traceback."""
    return text.startswith("narrate: ") and text.count("\n") == 1 and "Traceback" not in text


def test_speak_makes_a_file_named_after_the_title_and_tells_what_it_is(narrate, article, tmp_path):
    done = narrate("speak", article, "--voice", "tone")

    assert done.returncode == 0
    assert (tmp_path / "the-bell-of-orrin-vale.mp3").stat().st_size > 10_000
    assert done.stdout.startswith("the-bell-of-orrin-vale.mp3\n")
    assert all(word in done.stdout for word in ("3 chapters", "LUFS", "times faster than real time", "A crack in the"))
    assert "bell.md: spoken 10 of 10" in done.stderr


def test_speak_json_is_one_object_a_line(narrate, article):
    done = narrate("speak", article, "--voice", "tone", "--json")

    episode = json.loads(done.stdout)
    assert episode["path"] == "the-bell-of-orrin-vale.mp3"
    assert episode["chapters"][0] == {
        "title": "The bell of Orrin Vale",
        "start_ms": 0,
        "end_ms": episode["chapters"][1]["start_ms"],
        "url": "",
    }
    assert episode["loudness"]["integrated_lufs"] == pytest.approx(-19, abs=0.5)


@pytest.mark.parametrize(
    ("out", "made"),
    [
        ("new/episode.mp3", "new/episode.mp3"),
        ("folder/", "folder/the-bell-of-orrin-vale.mp3"),
        ("folder", "folder/the-bell-of-orrin-vale.mp3"),
        (".", "the-bell-of-orrin-vale.mp3"),
    ],
)
def test_o_is_a_file_or_a_folder(narrate, article, tmp_path, out, made):
    done = narrate("speak", article, "--voice", "tone", "-o", out)

    assert done.returncode == 0
    assert (tmp_path / made).is_file()


def test_standard_input_is_a_source(narrate, article, tmp_path):
    done = narrate("speak", "-", "--voice", "tone", "-o", "x.mp3", stdin=article.read_bytes())

    assert done.returncode == 0
    assert mutagen.File(tmp_path / "x.mp3")["TIT2"].text == ["The bell of Orrin Vale"]


def test_several_sources_make_several_files_and_one_bad_one_stops_no_other(narrate, article, tmp_path):
    done = narrate("speak", article, "missing.txt", article, "--voice", "tone", "-o", "out/")

    assert done.returncode == 7
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "the-bell-of-orrin-vale-2.mp3",
        "the-bell-of-orrin-vale.mp3",
    ]
    assert "there is no file missing.txt" in done.stderr
    assert "1 of 3 sources failed; the rest are done" in done.stderr


def test_a_faster_rate_makes_a_shorter_episode(narrate, article):
    lengths = [
        json.loads(narrate("speak", article, "--voice", "tone", "--json", *more).stdout)["duration_ms"]
        for more in ([], ["--rate", "1.5"])
    ]

    assert lengths[1] < 0.9 * lengths[0]


def test_the_environment_sets_what_no_flag_sets(narrate, article):
    done = narrate("speak", article, "--json", env={"NARRATE_VOICE": "tone"})
    beaten = narrate("speak", article, "--json", "--voice", "tone", env={"NARRATE_VOICE": "nobody"})

    assert (done.returncode, beaten.returncode) == (0, 0)


def test_clean_prints_the_article(narrate, article):
    done = narrate("clean", article)

    assert done.stdout.startswith("# The bell of Orrin Vale\n\n")
    assert "\n\n## The repair\n\n" in done.stdout


def test_what_clean_prints_cleans_to_itself(narrate, article):
    once = narrate("clean", article).stdout

    twice = narrate("clean", "-", stdin=once.encode()).stdout

    assert once == twice


def test_the_receipt_has_a_line_for_each_line_of_the_source(narrate, article):
    done = narrate("clean", "--receipt", article)

    written = [line for line in article.read_text().splitlines() if line.strip()]
    assert len(done.stdout.splitlines()) == len(written)
    assert all(line[0] in "+-" for line in done.stdout.splitlines())


def test_the_receipt_as_a_page_goes_into_a_file(narrate, article, tmp_path):
    done = narrate("clean", "--html", article, "-o", tmp_path / "receipt.html")

    assert done.stdout == ""
    assert (tmp_path / "receipt.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("name", "starts"), [("a.wav", b"RIFF"), ("a.opus", b"OggS"), ("a.mp3", b"ID3")])
def test_a_files_name_says_which_format_it_is_to_be(narrate, article, tmp_path, name, starts):
    narrate("speak", article, "--voice", "tone", "-o", name)

    assert (tmp_path / name).read_bytes().startswith(starts)


def test_a_page_that_looks_like_no_article_is_refused_and_read_with_force(narrate, tmp_path):
    links = "".join(f"<li><a href='/{number}'>Headline number {number} of the day</a></li>" for number in range(60))
    (tmp_path / "front.html").write_text(f"<!doctype html><html><body><h1>The Post</h1><ul>{links}</ul></body></html>")

    refused, forced = (narrate("clean", "front.html", *more) for more in ([], ["--force"]))

    assert (refused.returncode, refused.stdout) == (3, "")
    assert one_line(refused.stderr)
    assert "--force" in refused.stderr
    assert forced.returncode == 0
    assert "Headline number 7 of the day" in forced.stdout


def test_clean_tells_machines_title_language_and_blocks(narrate, article):
    facts = json.loads(narrate("clean", "--json", article).stdout)

    assert (facts["title"], facts["language"]) == ("The bell of Orrin Vale", "en")
    assert [block["kind"] for block in facts["blocks"]][:3] == ["title", "byline", "paragraph"]


def test_the_body_alone_has_no_title_and_no_byline(narrate, article):
    whole, body = (narrate("clean", article, *more).stdout for more in ([], ["--body"]))

    assert whole.startswith("# ")
    assert body == whole.split("\n\n", 2)[2]


def test_a_page_and_json_cannot_be_had_at_once(narrate, article):
    done = narrate("clean", article, "--html", "--json")

    assert done.returncode == 2
    assert one_line(done.stderr)


def test_script_prints_what_is_said_with_pauses_and_chapters(narrate, article):
    done = narrate("script", article, "--voice", "tone")

    assert "## The repair\n" in done.stdout
    assert "It cost one thousand two hundred dollars." in done.stdout
    assert "[800 ms]" in done.stdout


def test_script_shows_the_phonemes_where_they_are_wanted(narrate, article):
    done = narrate("script", article, "--phonemes")

    assert "The repair.  [800 ms]\n  ðə ɹᵻpˈɛɹ.\n" in done.stdout


def test_a_lexicon_on_the_command_line_wins(narrate, tmp_path):
    (tmp_path / "mine.toml").write_text('[words]\nKyiv = "/kˈɛv/"\n', encoding="utf-8")

    shipped = narrate("say", "Kyiv is awake.")
    mine = narrate("say", "Kyiv is awake.", "--lexicon", "mine.toml")

    assert shipped.stdout == "Kyiv is awake.\n  kˈiːɪv ɪz ɐwˈeɪk.\n"
    assert mine.stdout == "Kyiv is awake.\n  kˈɛv ɪz ɐwˈeɪk.\n"


def test_say_speaks_into_a_wav_file(narrate, tmp_path):
    done = narrate("say", "It cost $5. Who paid?", "--voice", "tone", "-o", "x.wav")

    with wave.open(str(tmp_path / "x.wav")) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 22050)
        assert done.stdout.endswith(f"x.wav: {sound.getnframes() / 22050:.1f} s\n")
    assert "It cost five dollars." in done.stdout


@pytest.mark.parametrize(
    "words", [["say", "—"], ["say", ""], ["say", "x", "--lexicon", "no.toml"], ["say", "x", "-o", "/proc/x.wav"]]
)
def test_say_tells_what_is_wrong_in_one_line(narrate, words):
    done = narrate(*words)

    assert done.returncode in {3, 4, 6}
    assert one_line(done.stderr)


def test_normalize_with_lines_gives_one_line_for_each(narrate):
    done = narrate("normalize", "--lines", stdin="One. Two 2.\n\n\u00a35m — ‘yes’\n".encode() + b"\xff\n")

    assert done.stdout.splitlines()[:3] == ["One. Two two.", "", "five million pounds, yes"]
    assert len(done.stdout.splitlines()) == 4


def test_normalize_gives_a_sentence_a_line(narrate, tmp_path):
    (tmp_path / "x.txt").write_text("He paid $5. She paid 10%.\n")

    assert narrate("normalize", "x.txt").stdout == "He paid five dollars.\nShe paid ten percent.\n"


def test_voices_tells_language_licence_and_whether_installed(narrate):
    done = narrate("voices")

    (joe,) = [line.split() for line in done.stdout.splitlines() if line.startswith("en_US-joe-medium")]
    assert joe == ["en_US-joe-medium", "en-US", "CC0-1.0", "1", "yes"]
    assert json.loads(narrate("voices", "--json").stdout)[0]["installed"] is True


@pytest.mark.parametrize("command", ["clean", "normalize", "say", "script", "speak", "voices"])
def test_each_commands_help_shows_an_example(narrate, command):
    done = narrate(command, "--help")

    assert done.returncode == 0
    assert f"Example: narrate {command}" in done.stdout


def test_the_version_is_the_packages(narrate):
    from narrate import __version__

    assert narrate("--version").stdout == f"narrate {__version__}\n"


def test_the_shell_can_complete_voices():
    words = {"_NARRATE_COMPLETE": "complete_bash", "COMP_WORDS": "narrate speak --voice en_", "COMP_CWORD": "3"}

    done = subprocess.run(
        [Path(sys.executable).with_name("narrate")], env=os.environ | words, capture_output=True, text=True, check=False
    )

    assert done.stdout.split() == ["en_US-joe-medium"]


NOT_TEXT = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["speak", "missing.txt"], 3, "there is no file missing.txt"),
        (["speak", "empty.txt"], 3, "empty.txt"),
        (["speak", "picture.png"], 3, "picture.png"),
        (["speak", "menu.html"], 3, "menu.html"),
        (["speak", "."], 3, "is a folder"),
        (["speak", "bell.md", "--voice", "jo"], 4, "there is no voice 'jo'"),
        (["speak", "bell.md", "--voice", "gone.onnx"], 4, "gone.onnx"),
        (["speak", "bell.md", "--format", "ogg"], 2, "no output format 'ogg'"),
        (["speak", "bell.md", "-o", "x.wav", "--format", "mp3"], 2, "should end in .mp3"),
        (["speak", "bell.md", "-o", "x.aac"], 2, "should end in .mp3"),
        (["speak", "bell.md", "bell.md", "-o", "x.mp3"], 2, "cannot go into one file"),
        (["speak", "bell.md", "-o", "bell.md/x.mp3"], 6, "is not a folder"),
        (["speak", "bell.md", "--voice", "tone", "-o", "/proc/x.mp3"], 6, "cannot write /proc/x.mp3"),
        (["clean", "missing.txt"], 3, "there is no file"),
        (["script", "empty.txt"], 3, "empty.txt"),
    ],
)
def test_an_error_is_one_line_with_the_code_of_its_kind_and_leaves_no_file(
    narrate, article, tmp_path, words, code, says
):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.png").write_bytes(NOT_TEXT)
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    (tmp_path / "menu.html").write_text(f"<!doctype html><html><body><ul>{links}</ul></body></html>")
    before = {path for path in tmp_path.rglob("*") if "cache" not in path.parts}

    done = narrate(*words)

    assert done.returncode == code
    assert says in done.stderr
    assert one_line(done.stderr.splitlines(keepends=True)[-1])
    assert done.stdout == ""
    assert {path for path in tmp_path.rglob("*") if "cache" not in path.parts} == before


MISUSED = {
    "speak": "missing argument 'SOURCE...' ('narrate speak --help'",
    "clean --colour": "no such option: --colour ('narrate clean --help'",
    "sing": "no such command 'sing' ('narrate --help'",
    "speek": "did you mean 'speak'?",
    "--nope": "no such option: --nope",
    "clean one two": "unexpected extra argument",
    "speak x --rate 9": "'--rate'",
    "speak x --rate abc": "'--rate'",
    "speak x --rate": "'--rate' requires an argument",
    "speak x --loudness loud": "'--loudness'",
    "speak x --disclosure middle": "'middle' is not one of 'start', 'end', 'off'",
    "speak x --digest --date soon": "'soon' does not match",
    "script x --pauses -1": "'--pauses'",
    "say": "missing argument 'TEXT'",
    "normalize --line": "--lines",
    "names": "missing argument 'SOURCE'",
    "inspect": "missing argument 'FILE'",
    "check": "missing argument 'FILE'",
    "cache empty": "'empty' is not one of 'show', 'clear'",
    "voices get": "missing argument 'NAME'",
    "feed bild": "did you mean 'build'?",
    "feed watch x --every often": "'--every'",
    "feed build x --jobs -1": "'--jobs'",
}


@pytest.mark.parametrize(("words", "says"), MISUSED.items(), ids=MISUSED)
def test_a_wrong_word_is_told_in_one_line_that_says_where_to_look(narrate, words, says):
    done = narrate(*words.split())

    assert done.returncode == 2
    assert one_line(done.stderr)
    assert says.lower() in done.stderr.lower()
    assert done.stderr.endswith("--help' tells more)\n")
    assert done.stdout == ""


@pytest.mark.parametrize("words", [[], ["feed"]])
def test_a_command_without_words_shows_its_help(narrate, words):
    done = narrate(*words)

    assert (done.returncode, done.stderr) == (2, "")
    assert f"Usage: {' '.join(['narrate', *words])} " in done.stdout


def test_a_bug_is_one_line_and_its_traceback_only_with_debug():
    broken = "import narrate.cli as cli, narrate.fetch as f; f.load = lambda *_: 1 / 0; cli.main()"

    plain, debug = (
        subprocess.run([sys.executable, "-c", broken, *more, "clean", "x"], capture_output=True, text=True, check=False)
        for more in ([], ["--debug"])
    )

    assert plain.returncode == debug.returncode == 1
    assert one_line(plain.stderr)
    assert "ZeroDivisionError" in plain.stderr
    assert "Traceback" in debug.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_leaves_no_file_and_the_next_run_goes_on_from_there(tmp_path, number):
    source = tmp_path / "long.md"
    sentences = "\n\n".join(f"Sentence number {n} of a long and quiet story goes on and on." for n in range(150))
    source.write_text(f"# Long\n\n{sentences}\n")
    command = [sys.executable, "-m", "narrate", "speak", str(source), "--voice", "tone", "-o", "out/"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert "spoken" in running.stderr.readline()
    running.send_signal(number)
    running.send_signal(number)  # people press twice

    _, printed = running.communicate(timeout=30)

    assert running.returncode == 128 + number
    assert printed.splitlines()[-1].startswith("narrate: interrupted; ")
    assert not list((tmp_path / "out").glob("*"))
    assert not list(tmp_path.rglob("*.part"))
    kept = len(list((tmp_path / "cache").rglob("*.clip")))
    assert kept > 0
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert len(list((tmp_path / "cache").rglob("*.clip"))) > kept


def test_what_is_interrupted_before_anything_is_spoken_does_not_tell_of_speech(tmp_path):
    ready = "import narrate.cli as cli, narrate.fetch as f, sys, time\n"
    ready += "f.load = lambda *_: (print('reading', file=sys.stderr, flush=True), time.sleep(60))\n"
    ready += "sys.argv[1:] = ['--verbose', 'clean', '-']\ncli.main()"
    running = subprocess.Popen([sys.executable, "-c", ready], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert "reading" in running.stderr.readline()
    running.send_signal(signal.SIGINT)

    _, printed = running.communicate(timeout=30)

    assert running.returncode == 130
    assert printed.splitlines()[-1] == "narrate: interrupted; no file was left behind"


@pytest.mark.parametrize("form", ["--receipt", "--html"])
def test_a_receipt_of_the_body_alone_is_refused(narrate, article, form):
    done = narrate("clean", article, "--body", form)

    assert done.returncode == 2
    assert one_line(done.stderr)
    assert form in done.stderr
    assert "--body" in done.stderr


def test_the_names_of_what_looks_like_no_article_are_listed_with_force(narrate, tmp_path):
    page = tmp_path / "front.html"
    rows = "".join(f"<li><a href='/{n}'>Quillhampton News {n}</a></li>" for n in range(40))
    page.write_text(f"<!doctype html><html><body><ul>{rows}</ul></body></html>")

    refused, forced = narrate("names", page), narrate("names", page, "--force")

    assert refused.returncode == 3
    assert "--force" in refused.stderr
    assert forced.returncode == 0


def test_a_script_shows_the_pauses_that_are_asked_for(narrate, article):
    own, half = (narrate("script", article, "--voice", "tone", *more).stdout for more in ((), ("--pauses", "0.5")))

    assert "[380 ms]" in own
    assert "[190 ms]" in half
    assert "[380 ms]" not in half


def test_what_was_made_before_comes_from_the_cache_and_says_so(narrate, article):
    narrate("speak", article, "--voice", "tone")

    again = narrate("speak", article, "--voice", "tone")

    assert "taken from the cache" in again.stdout
    assert "is there already: it will be replaced" in again.stderr


def test_an_article_in_another_language_than_the_voices_is_told(narrate, tmp_path):
    (tmp_path / "fr.md").write_text(
        "# Le pont\n\nLe conseil de la ville a décidé que le pont sera fermé pour les voitures et les camions.\n",
        encoding="utf-8",
    )

    done = narrate("script", "fr.md")

    assert done.returncode == 0
    assert "fr.md is in fr; the voice en_US-joe-medium speaks en-US" in done.stderr


@pytest.mark.parametrize("out", ["-", ".mp3", "x" * 300, "y/" + "x" * 300 + ".mp3"])
def test_a_place_that_is_none_is_refused_in_one_line(narrate, article, out):
    done = narrate("speak", article, "--voice", "tone", "-o", out)

    assert done.returncode in {2, 6}
    assert one_line(done.stderr.splitlines(keepends=True)[-1])


def test_verbose_tells_each_step(narrate, article):
    done = narrate("--verbose", "speak", article, "--voice", "tone")

    assert all(step in done.stderr for step in ("blocks in en", "utterances", "spoken", "assembled", "written"))


def test_a_full_standard_output_is_no_bug(article):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "narrate", "clean", article],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 6
    assert "cannot print: No space left" in done.stderr


def test_a_terminal_without_the_letters_gets_question_marks(narrate, tmp_path):
    (tmp_path / "city.md").write_text(
        "# Київ\n\nThe city of Київ woke up early on a bright morning.\n", encoding="utf-8"
    )

    done = narrate("clean", "city.md", env={"PYTHONIOENCODING": "latin-1"})

    assert done.returncode == 0
    assert "The city of ???? woke up" in done.stdout


def test_output_into_a_closed_pipe_ends_quietly(article):
    command = [sys.executable, "-m", "narrate", "clean", article]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        printed = running.stderr.read()

    assert printed == b""
    assert running.returncode in {0, 1}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ukraine, Russia ‘in unison’ on talks", "ukraine-russia-in-unison-on-talks"),
        ("It's 5 p.m. — $3.5 million?", "its-5-p-m-3-5-million"),
        ("Київ: день перший", "київ-день-перший"),
        ("../../etc/passwd", "etc-passwd"),
        ("***", "episode"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("x" * 300, "x" * 80),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_title_becomes_a_safe_and_readable_file_name(title, name):
    assert file_name(title) == name


def test_the_package_ships_its_types_and_its_voices():
    assert (ROOT / "narrate" / "py.typed").is_file()
    assert (ROOT / "voices" / "en_US-joe-medium.toml").is_file()

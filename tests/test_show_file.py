"""``show.toml``: what is written can be read, and every slip is told by its name."""

import tomllib

import pytest

from narrate.errors import InputError, UsageError
from narrate.feed import categories
from narrate.model import Disclosure, When
from narrate.show.showfile import read_show
from narrate.show.template import write_template
from narrate.show.values import Retention

AWKWARD = 'Nina\'s "morning" \\ <show> & ünïcode \x7f \U0001f399'


@pytest.fixture
def folder(tmp_path):
    write_template(tmp_path, title="Morning", base_url="https://example.org/m", voice="tone", sources=["pages"])
    return tmp_path


@pytest.fixture
def changed(folder):
    """Reads the show once something of its file is another."""

    def read(old: str, new: str):
        path = folder / "show.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return read_show(folder)

    return read


def test_a_new_show_can_be_read_and_has_its_own_id(folder, tmp_path):
    write_template(tmp_path / "other", title="", base_url="", voice="tone", sources=[])

    show, other = read_show(folder), read_show(tmp_path / "other")

    assert (show.title, show.base_url, show.making.voice) == ("Morning", "https://example.org/m/", "tone")
    assert [origin.name for origin in show.origins] == ["pages"]
    assert other.title == "other"
    assert show.id != other.id


def test_any_title_survives_the_file(tmp_path):
    write_template(tmp_path, title=AWKWARD, base_url="", voice="tone", sources=[AWKWARD])

    show = read_show(tmp_path)

    assert show.title == AWKWARD
    assert show.origins[0].name == AWKWARD


def test_every_key_that_the_template_shows_as_a_comment_can_be_given(folder):
    path = folder / "show.toml"
    for name in ("cover.png", "sites.toml", "names.toml", "intro.wav", "outro.wav", "bed.wav"):
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    lines = path.read_text().splitlines()
    told = [line[2:] if line.startswith("# ") and " = " in line else line for line in lines]
    path.write_text("\n".join(told).replace("# [[sources]]", "[[sources]]"))

    show = read_show(folder)

    assert show.owner_email == "jo@example.org"
    assert show.subcategory == "Daily News"
    assert show.image is not None
    assert show.making.intro == folder / "intro.wav"
    assert show.retention == Retention()
    assert show.making.disclosure == Disclosure(When.END)
    assert [origin.name for origin in show.origins] == ["pages", "https://example.org/feed.xml"]
    assert show.origins[1].include == ("election",)


def test_a_show_is_never_written_over(folder):
    with pytest.raises(UsageError, match="already"):
        write_template(folder, title="Other", base_url="", voice="tone", sources=[])


@pytest.mark.parametrize(
    ("old", "new", "told", "hint"),
    [
        ("author =", "auther =", "author is missing", "text"),
        ("explicit =", "explicitt =", "unknown key 'explicitt'", "did you mean 'explicit'?"),
        ("[retention]", "[retention]\nepisode = 3", "unknown key 'episode'", "did you mean 'episodes'?"),
        ("\n[[sources]]", "\n[[sources]]\nmosst = 3", "[[sources]] 1: unknown key 'mosst'", "did you mean 'most'?"),
        ("[voice]", "[voices]", "[voice]: name is missing", ""),
        ('"News"', '"Newz"', "category 'Newz' is none of Apple's", "did you mean 'News'?"),
        ("[owner]", 'subcategory = "Poker"\n[owner]', "subcategory 'Poker' is none of Apple's in News", "Politics"),
        ('"https://example.org/m"', '"ftp://example.org/m"', "base_url must be an address on the web", "https://"),
        ('"https://example.org/m"', '"https://example.org/?a"', "base_url must be an address on the web", "https://"),
        ('"https://example.org/m"', '"https://[broken/"', "base_url must be an address on the web", "https://"),
        ('language = "en"', 'language = "English"', "language must be a language's code", "en-GB"),
        ('language = "en"', 'language = "xx-zz-11"', "language must be a language's code", "en-GB"),
        ("explicit = false", 'explicit = "no"', "explicit must be true or false, not 'no'", ""),
        ("[owner]", 'item_minutes = "long"\n[owner]', "item_minutes must be a number", ""),
        ("[owner]", "item_minutes = 0\n[owner]", "item_minutes must be from 0.05 to 1440", ""),
        ("[owner]", 'image = "cover.png"\n[owner]', "image names a file that is not there", ""),
        ("[owner]", 'image = "show.toml"\n[owner]', "image must be a PNG or a JPEG", ""),
        ("[owner]", 'byline = "x"\n[owner]', "byline must be true or false", ""),
        ("[owner]", '[owner]\nemail = "jo"', "[owner]: email must be an address of e-mail", ""),
        ("[sound]", "[sound]\nformats = []", "[sound]: formats is empty", ""),
        ("[sound]", "[sound]\nformats = [1]", "[sound]: formats must be a list of texts", ""),
        ("[disclosure]", '[disclosure]\nwhen = "middle"', "[disclosure]: when cannot be 'middle'", "end, off, start"),
        ("[retention]", "[retention]\ndays = -1", "days must be 0 or more", ""),
        ("\n[[sources]]", "\n[sources]", "sources must be a list of tables", "[[sources]]"),
        ("[retention]", "[[retention]]", "retention must be a table", "write [retention]"),
        ("title = ", "title = = ", "show.toml is not TOML", ""),
    ],
)
def test_a_slip_is_told_by_its_name(changed, old, new, told, hint):
    with pytest.raises(InputError) as raised:
        changed(old, new)

    assert told in raised.value.message
    assert hint in raised.value.hint


def test_an_id_that_is_none_is_refused(folder, changed):
    own = tomllib.loads((folder / "show.toml").read_text())["id"]

    with pytest.raises(InputError, match="id must be a UUID"):
        changed(own, "mine")


def test_every_category_of_apple_and_all_within_it_can_be_given(changed):
    told = 'category = "News"'
    for name, within in categories().items():
        for under in ("", *within):
            new = f'category = "{name}"\nsubcategory = "{under}"'
            show = changed(told, new)
            assert (show.category, show.subcategory) == (name, under)
            told = new


def test_a_folder_without_a_show_says_how_to_begin_one(tmp_path):
    with pytest.raises(InputError) as raised:
        read_show(tmp_path)

    assert "narrate feed init" in raised.value.hint

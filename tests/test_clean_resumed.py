"""A dump whose article goes on below a box in its middle: what comes back, and what stays away."""

import pytest

from narrate.clean import clean
from narrate.clean.dump.resumed import with_interrupted, with_resumed
from narrate.clean.furniture.worded import read_words
from narrate.clean.lines import split
from narrate.model import Reading, Source

TOP = (
    (
        "The millers of Upper Tarn stopped their wheels at noon on Monday, because the river had brought them "
        "forty logs and a piano, and nobody could say whose piano it was."
    ),
    (
        "By evening it stood in the yard of Hanna Brack, who had never owned one, and who asked the miners next "
        "door to help her carry it under a roof before the rain came back."
    ),
    (
        "“It was in tune,” said Brack, who plays the tuba in the band of the valley. “That is what frightened us. "
        "It had come over two weirs, and it was in tune.”"
    ),
)
BELOW = (
    (
        "The piano was built in 1911, as a label under its lid says, by a maker in the town of Vell who sold nine "
        "of them and then turned to coffins, for which there was more demand in the valley."
    ),
    (
        "Two families say that it is theirs. Neither has a photograph of it, and the river, as Brack points out, "
        "has not said a word about where it was taken from."
    ),
    (
        "On Sunday the band will play with it for the first time. The millers have promised to stop the wheels, "
        "so that the valley may hear whether it is still in tune."
    ),
)
MENU = ("Home", "News", "Sport", "Sign in", "A piano comes down the river at Upper Tarn", "By Ole Marsh", "6 May 2025")
FOOT = ("Related stories", "Bakery opens at four", "Owls leave the tower", "© 2025")


def told(*lines: str) -> str:
    """What is kept of a dump's lines."""
    article = clean(Source("it", "\n".join(lines).encode()), Reading(force=True))
    return "\n".join(block.text for block in article.blocks)


@pytest.mark.parametrize(
    "box",
    [
        ("Recommended", "Storm names for 2026 revealed", "Read more"),
        ("Read next", "Storm names for 2026 revealed", "Why weirs fail"),
        ("Lesen Sie auch", "Wie das Freiburger Münster klingt"),
        ("Related",),
        ("Advertisement",),
    ],
)
def test_an_article_goes_on_below_a_box_in_its_middle(box):
    text = told(*MENU, *TOP, *box, *BELOW, *FOOT)

    assert all(paragraph in text for paragraph in (*TOP, *BELOW))
    assert "Storm names" not in text
    assert "Bakery" not in text
    assert "Freiburger" not in text


@pytest.mark.parametrize("line", ["Photo: Owen Hale", "Advertisement", "Share"])
def test_a_last_paragraph_below_one_line_of_furniture_is_read(line):
    text = told(*MENU, *TOP, *BELOW[:2], line, BELOW[2], *FOOT)

    assert BELOW[2] in text


def resumed(*below: str, doubt: float = -2.0) -> list[str]:
    """Which lines come back under the paragraphs of ``TOP``."""
    lines = list(split("\n".join((*TOP, *below))))
    chosen = [True] * len(TOP) + [False] * len(below)
    text, scores = read_words(lines), [2.0] * len(TOP) + [doubt] * len(below)
    kept = with_resumed(text, scores, with_interrupted(text, scores, chosen))
    return [line.text for line, keep in zip(lines, kept, strict=True) if keep][len(TOP) :]


def test_teasers_under_their_headlines_do_not_come_back():
    teasers = (BELOW[0], "Band of the valley wants a drum", BELOW[1], "Millers of Tarn elect a mayor")

    assert resumed("Related", "A piano, once more", *teasers) == []


def test_a_text_with_a_byline_or_a_time_of_its_own_does_not_come_back():
    assert resumed("Related", "Band wants a drum", "By Ida Fenn", *BELOW) == []
    assert resumed("Related", "3 hours ago", *BELOW) == []


def test_text_about_other_things_does_not_come_back():
    others = (
        (
            "Our reporters work every day of the year so that readers everywhere may know what is going on, and why it "
            "matters to all who read it."
        ),
        (
            "Support independent journalism with a small donation, and keep us free of advertising for another "
            "year, whatever happens elsewhere."
        ),
    )

    assert resumed("Share", *others) == []
    assert resumed("Share", *BELOW) == list(BELOW)


def test_what_the_forest_is_sure_against_does_not_come_back():
    assert resumed("Share", *BELOW, doubt=-4.0) == []


def test_a_subheading_between_two_paragraphs_comes_back_with_them():
    below = (BELOW[0], BELOW[1], "A label", BELOW[2])

    assert resumed("Share", *below, doubt=-0.5) == list(below)


def test_the_promise_over_a_newsletters_form_does_not_come_back():
    promise = "The best of the valley, the river and the band, straight to you on every Sunday of the year, for free."

    assert resumed("Share", BELOW[0], BELOW[1], promise, "Enter your email address") == list(BELOW[:2])


@pytest.mark.parametrize(
    ("break_", "rest"),
    [
        ("Advertisement", ("A mill without a wheel", "The wheels stood still.", "Nobody minded, said Brack.")),
        ("La suite après cette publicité", ("Une filière sous pression", "La récolte a chuté.", "Personne n’en rit.")),
        ("إعلان", ("منافسة لا ترحم", "يباع الفانوس بربع الثمن.")),
    ],
)
def test_what_only_an_advertisement_parts_from_the_article_comes_back_however_short(break_, rest):
    assert resumed(break_, *rest, "Related", "Storm names for 2026", doubt=-1.0) == list(rest)


def test_a_label_below_an_advertisement_that_no_sentence_follows_does_not_come_back():
    assert resumed("Advertisement", "Storm names for 2026", "Owls leave the tower", doubt=-1.0) == []

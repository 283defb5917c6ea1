"""Live blogs and interviews keep their order, their times and their questions."""

import pytest

from narrate.clean import clean
from narrate.model import Article, Kind, Source

ENTRIES = (
    ("16:40", "The bridge over the Senn was opened to one lane of traffic at half past four, the city said."),
    (
        "15:12",
        "Two engineers climbed down from the middle pier shortly after three and found no damage to the bearings.",
    ),
    ("1:05 p.m.", "The barge that had drifted against the pier was pulled free by two tugs and lies at the old quay."),
    ("09:48 CEST", "A barge loaded with gravel broke loose above the town at about nine and struck the middle pier."),
)
ANSWERS = (
    (
        "Why did you leave the sea?",
        "I was tired of the sea, and the sea was tired of me, and a boat notices such things.",
    ),
    ("Do you miss it?", "Every day. But I miss my knees more."),
    (
        "Who taught you?",
        "My aunt, who was the only woman on that coast with a master's ticket, and never raised her voice.",
    ),
)
FORMS = {
    "bold": "<p><strong>{}</strong></p><p>{}</p>",
    "letters": "<p>Q: {}</p><p>A: {}</p>",
    "definitions": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "folds": "<details><summary>{}</summary><p>{}</p></details>",
    "headings": "<h3>{}</h3><p>{}</p>",
}


def page(body: str) -> Article:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
    html = (
        f"<!doctype html><html lang='en'><head><title>A day at the bridge</title></head><body>{menu}<main><article>"
        f"<h1>A day at the bridge</h1><p>By Ola Brandt, May 6, 2025 9:12 AM</p>"
        f"<p>The town waits for its only bridge to open again, and nobody is quite sure when that will be.</p>"
        f"{body}</article></main><footer>© 2025 The Senn Post. All rights reserved.</footer></body></html>"
    )
    return clean(Source("test.html", html.encode()))


def test_the_times_of_a_live_blog_are_headings_over_their_entries() -> None:
    article = page("".join(f"<div><time>{at}</time><p>{text}</p></div>" for at, text in ENTRIES))

    said = [block for block in article.blocks if block.kind in {Kind.HEADING, Kind.PARAGRAPH}][1:]
    assert [block.text for block in said] == [piece for entry in ENTRIES for piece in entry]
    assert [block.kind for block in said] == [Kind.HEADING, Kind.PARAGRAPH] * len(ENTRIES)


@pytest.mark.parametrize("form", ["<div><p>{}</p><p>{}</p></div>", "<article><time>{}</time><p>{}</p></article>"])
def test_when_an_entry_of_a_live_blog_was_changed_is_not_said(form: str) -> None:
    times = [f"{at} Updated at 17.2{n} CEST" if n % 2 else at for n, (at, _) in enumerate(ENTRIES)]

    article = page("".join(form.format(at, text) for at, (_, text) in zip(times, ENTRIES, strict=True)))

    said = [block.text for block in article.blocks if block.kind in {Kind.HEADING, Kind.PARAGRAPH}][1:]
    assert said == [piece for entry in ENTRIES for piece in entry]


def test_a_change_that_stands_under_an_entry_is_no_time_of_the_next() -> None:
    changed = (
        "Updated at 21.20",
        "Aktualisiert um 21.20 Uhr",
        "Actualizado a las 21:20",
        "Last updated: 9:20 p.m. BST",
    )

    article = page("".join(f"<p>{text}</p><p>{at}</p>" for at, (_, text) in zip(changed, ENTRIES, strict=True)))

    assert [block.text for block in article.blocks][-len(ENTRIES) :] == [text for _, text in ENTRIES]


def test_one_time_on_a_page_is_a_clock_and_not_said() -> None:
    article = page("<span>10:41</span>" + "".join(f"<p>{text}</p>" for _, text in ENTRIES))

    assert "10:41" not in [block.text for block in article.blocks]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_interview_keeps_questions_and_answers_in_order(form: str) -> None:
    article = page("".join(form.format(*pair) for pair in ANSWERS))

    said = " ".join(block.text.removeprefix("Q: ").removeprefix("A: ") for block in article.blocks)
    assert " ".join(piece for pair in ANSWERS for piece in pair) in said


@pytest.mark.parametrize("stamp", ["[00:0{}:15]", "[{}:15]", "({}:15)", "00:0{}:15"])
def test_the_times_of_a_transcript_are_not_said(stamp: str) -> None:
    spoken = [text for _, text in ENTRIES]

    article = page("".join(f"<p>{stamp.format(n)} {text}</p>" for n, text in enumerate(spoken)))

    assert [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH][-len(spoken) :] == spoken


def test_a_time_before_one_paragraph_is_said() -> None:
    said = f"[00:04:15] {ENTRIES[0][1]}"

    article = page(f"<p>{said}</p>" + "".join(f"<p>{text}</p>" for _, text in ENTRIES[1:]))

    assert said in [block.text for block in article.blocks]


def test_the_entries_of_a_live_blog_are_whole_in_a_text_dump() -> None:
    headlines = ("Bridge reopens to one lane", "No damage found", "Barge pulled free", "Barge breaks loose")
    entries = [(at, head, text) for (at, text), head in zip(ENTRIES, headlines, strict=True)]
    lines = ["Skip to content", "Home", "News", "Log in", "Storm latest: bridge closed", "By Ola Brandt", "Share"]
    lines += [line for entry in entries for line in entry]
    lines += ["Related stories", "Ferry cancelled again", "Subscribe", "© 2025 The Senn Post. All rights reserved."]

    article = clean(Source("test.txt", "\n".join(lines).encode()))

    said = [block for block in article.blocks if block.kind in {Kind.HEADING, Kind.PARAGRAPH}]
    assert [block.text for block in said] == [piece for entry in entries for piece in entry]


def test_a_ticker_beside_an_article_is_not_said() -> None:
    story = [
        "The harbour council of Little Marrow voted on Tuesday to rebuild the old lighthouse, ending a long dispute.",
        "Seven of the nine members were in favour, and the other two left the hall before the count was read out.",
        "Work is to begin in March and to last about two years, in which two floating lights will mark the harbour.",
        "The cost is put at 4.2 million crowns, of which the state will pay a third, and the harbour all the rest.",
    ]
    ticker = [line for at, text in ENTRIES for line in (at, text)]
    lines = ["Home", "News", "Log in", "Council votes to rebuild lighthouse", *story, "News Feed", *ticker, "Subscribe"]

    article = clean(Source("test.txt", "\n".join(lines).encode()))

    assert [block.text for block in article.blocks] == ["Council votes to rebuild lighthouse", *story]

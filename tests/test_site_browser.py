"""The page that reads along, in a real browser with a real file of sound."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise, product
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from narrate.cache import Cache
from narrate.engines import load_cast
from narrate.model import Kind, Passage, Source, Span, Transcript
from narrate.outputs import load_output
from narrate.pipeline import Studio, produce
from narrate.site import Beside, Link, Listed, ListedShow, episode_page, index_page
from narrate.voice import load_voice

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

LATE_MS = 100
"""How far the marked word may be from what is heard."""
DESKTOP, PHONE = {"width": 1360, "height": 800}, {"width": 390, "height": 700}

PARAGRAPH = "The 🔔 rang at noon, and the café 🛶 on the quay fell silent for as long as it takes to count to four. "
ARTICLE = "\n\n".join(
    [
        "# The bell of Orrin Vale",
        "By Tess Marlow",
        "The bell rang at noon for the first time in 40 years.",
        *("## A crack in the bronze", "Nobody had dared to strike it. “We were afraid,” said the sexton."),
        *[PARAGRAPH * 2] * 4,
        *("## The repair", "Two welders came from the coast, and the work took 3 days. It cost $1,200."),
        *("- one bell", "- two welders"),
        *[PARAGRAPH * 2] * 4,
    ]
)

DOT = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")  # the smallest GIF

MARKED = """name => [...CSS.highlights.get(name)].map(
    range => [Number(range.startContainer.parentElement.id.slice(1)), range.startOffset, String(range)])"""
NOW = "document.querySelector('audio').currentTime"
WATCH = """seconds => new Promise(done => {
    const audio = document.querySelector("audio"), seen = [], end = audio.currentTime + seconds;
    const marked = () => [...CSS.highlights.get("word")].map(String)[0] ?? "";
    function look() {
        seen.push([audio.currentTime * 1000, marked()]);
        if (audio.currentTime < end) requestAnimationFrame(look); else done(seen);
    }
    look();
})"""


def unspaced() -> Transcript:
    """Four words of a language without spaces, a second each."""
    words = tuple(Span(2 * n, 2 * n + 2, 1000 * n + 1000, 1000 * n + 2000) for n in range(4))
    return Transcript((Passage(Kind.PARAGRAPH, "鐘鳴山谷遠近皆聞", 0, "zh", (Span(0, 8, 1000, 5000),), words),))


class Ranges(SimpleHTTPRequestHandler):
    """A file server that gives parts of files, as every host of sound does: without them nothing can be sought."""

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if not (asked := self.headers.get("Range")) or not file.is_file():
            return super().do_GET()
        content = file.read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        part = content[int(first) : int(last or len(content)) + 1]
        self.send_response(206)
        self.send_header("Content-Type", "audio/mpeg")
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)
        return None

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def episode(folder, tmp_path_factory):
    """An episode that hums, with its page and the list of its show in the folder."""
    voice = load_voice("tone")
    studio = Studio(voice, load_cast(voice), load_output("mp3"), Cache(tmp_path_factory.mktemp("clips")))
    made = produce(Source("bell.md", ARTICLE.encode()), lambda *_: folder / "bell.mp3", studio)
    (folder / "bell.gif").write_bytes(DOT)
    beside = Beside("bell.mp3", cover="bell.gif", downloads=(Link("Text", "bell.txt"),))
    (folder / "bell.html").write_bytes(episode_page(made, beside))
    hours = replace(made, duration_ms=36_900_000)
    (folder / "hours.html").write_bytes(episode_page(hours, Beside("bell.mp3")))
    (folder / "unspaced.html").write_bytes(episode_page(replace(made, transcript=unspaced()), beside))
    (folder / "mute.html").write_bytes(episode_page(made, Beside("lost.mp3")))
    listed = Listed(made.title, "bell.html", made.duration_ms, "2024-07-24", "It rang.")
    show = ListedShow("Orrin aloud", "en", "The valley, read to you.", feed="feed.xml")
    (folder / "index.html").write_bytes(index_page(show, (listed,)))
    return made


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Ranges, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=root)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, episode, address):
    """Opens a page; at the end nothing may have gone wrong in it, and nothing been asked of anybody else."""
    contexts, wrong = [], []

    def opened(path: str = "bell.html", *, before: str = "", **options) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP} | options)
        contexts.append(context)
        context.add_init_script(before)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith((address, "data:")) or wrong.append(asked.url))
        page.goto(address + path)
        return page

    opened.wrong = wrong
    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def seconds(page: Page) -> float:
    return page.evaluate(NOW)


def until(page: Page, condition: str) -> None:
    """Waits; Playwright's own way is forbidden by the page's policy."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


def play(page: Page) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, f"{NOW} > 0 && !document.querySelector('audio').paused")


def seek(page: Page, moment_ms: float) -> None:
    page.evaluate("""moment => new Promise(done => {
        const audio = document.querySelector("audio");
        audio.addEventListener("seeked", done, { once: true });
        audio.currentTime = moment / 1000;
    })""", moment_ms)  # fmt: skip


def click_on(page: Page, passage: int, start: int, end: int, at: float = 0.5) -> None:
    """Clicks on some characters of a passage's text, as a browser counts them, so far into their width."""
    page.locator(f"#p{passage}").scroll_into_view_if_needed()
    x, y = page.evaluate(
        """([passage, start, end, at]) => {
            const range = new Range(), text = document.getElementById(`p${passage}`).firstChild;
            range.setStart(text, start); range.setEnd(text, end);
            const box = range.getClientRects()[0];
            return [box.x + box.width * at, box.y + box.height / 2];
        }""",
        [passage, start, end, at],
    )
    page.mouse.click(x, y)


def units(text: str) -> int:
    """A text's length as a browser counts it."""
    return len(text.encode("utf-16-le")) // 2


def words_near(episode, moment: float) -> set[str]:
    """The words that may be marked at a moment; none in a pause."""
    words = [(one.text[span.start : span.end], span) for one in episode.transcript.passages for span in one.words]
    near = {text for text, span in words if span.start_ms - LATE_MS <= moment <= span.end_ms + LATE_MS}
    between = any(
        one.end_ms - LATE_MS <= moment <= other.start_ms + LATE_MS for (_, one), (_, other) in pairwise(words)
    )
    return near | ({""} if between or moment <= words[0][1].start_ms + LATE_MS else set())


@pytest.mark.parametrize("speed", ["1", "2"])
def test_the_marked_word_is_the_one_that_is_heard(visit, episode, speed):
    page = visit("bell.html#t=4")
    page.get_by_label("Speed").select_option(speed)
    play(page)

    seen = page.evaluate(WATCH, 6)

    assert seen[-1][0] - seen[0][0] > 5900
    assert len({word for _, word in seen}) > 10
    assert not [(moment, word) for moment, word in seen if word not in words_near(episode, moment)]


def test_every_word_of_a_passage_is_marked_at_its_time(visit, episode):
    page = visit()
    number, passage = next((n, one) for n, one in enumerate(episode.transcript.passages) if "🔔" in one.text)

    for word in passage.words:
        seek(page, word.start_ms)
        marked = [number, units(passage.text[: word.start]), passage.text[word.start : word.end]]
        assert page.evaluate(MARKED, "word") == [marked]


def test_the_sentence_stays_marked_in_the_pause_after_it_and_no_word_does(visit, episode):
    page = visit()
    (_, first, *_) = episode.transcript.passages

    seek(page, first.utterances[-1].end_ms + 50)

    assert page.evaluate(MARKED, "word") == []
    assert [text for *_, text in page.evaluate(MARKED, "utterance")] == [first.text]
    expect(page.locator("#p1")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_click_on_a_word_goes_there(visit, episode, viewport):
    page = visit(viewport=viewport)
    number, passage = next((n, one) for n, one in enumerate(episode.transcript.passages) if "🔔" in one.text)

    for word in (passage.words[-1], passage.words[1], passage.words[len(passage.words) // 2]):
        click_on(page, number, units(passage.text[: word.start]), units(passage.text[: word.end]))

        assert seconds(page) * 1000 == pytest.approx(word.start_ms, abs=1)
        assert [text for *_, text in page.evaluate(MARKED, "word")] == [passage.text[word.start : word.end]]


def test_words_that_no_space_parts_are_told_apart(visit):
    page = visit("unspaced.html")

    for edge, word in product((0.05, 0.95), range(4)):
        click_on(page, 0, 2 * word, 2 * word + 2, edge)
        assert seconds(page) == word + 1


def test_a_click_beside_the_words_and_a_selection_go_nowhere(visit):
    page = visit("bell.html#t=10")
    box = page.locator("#p2").bounding_box()

    page.mouse.click(box["x"] - 40, box["y"] + 5)
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 10)
    page.mouse.up()

    assert page.evaluate("String(getSelection())")
    assert seconds(page) == 10


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["beside the text", "in a sheet"])
def test_a_chapter_goes_to_its_start(visit, episode, viewport):
    page = visit(viewport=viewport)
    chapter = episode.chapters[2]
    if viewport is PHONE:
        page.get_by_role("button", name="Chapters").click()

    link = page.get_by_role("navigation", name="Chapters").get_by_role("link", name=chapter.title)
    link.click()

    assert seconds(page) * 1000 == chapter.start_ms
    assert page.locator("#chapters [aria-current=true]").get_attribute("data-ms") == str(chapter.start_ms)
    expect(link).to_be_visible(visible=viewport is DESKTOP)


def test_keys_go_back_and_ahead_by_seconds_sentences_and_chapters(visit, episode):
    page = visit("bell.html#t=20")
    sentences = [one.start_ms / 1000 for passage in episode.transcript.passages for one in passage.utterances]
    chapters = [chapter.start_ms / 1000 for chapter in episode.chapters]

    def after(key: str) -> float:
        page.keyboard.press(key)
        return seconds(page)

    assert after("ArrowRight") == 35
    assert after("j") == 20
    assert after(".") == pytest.approx(min(start for start in sentences if start > 20), abs=0.001)
    assert after(",") == pytest.approx(max(start for start in sentences if start <= 20), abs=0.001)
    assert after("Shift+ArrowRight") == min(start for start in chapters if start > 20)
    assert after("Shift+ArrowLeft") == max(start for start in chapters if start < 20)
    assert after("l") == chapters[1] + 15
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert seconds(page) == 0
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert seconds(page) == pytest.approx(episode.duration_ms / 1000, abs=0.1)


def test_keys_play_pause_and_set_the_speed(visit):
    page = visit()
    paused = "document.querySelector('audio').paused"

    page.keyboard.press(" ")
    until(page, f"!{paused}")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("k")
    until(page, paused)
    page.keyboard.press("+")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.1
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.9
    assert page.evaluate("scrollY") == 0


PRESS_SPACE = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));"


def test_a_hasty_pause_is_no_problem(visit):
    page = visit()

    page.evaluate(PRESS_SPACE * 4)

    page.wait_for_timeout(300)
    expect(page.locator("#problem")).to_be_empty()
    assert page.evaluate("document.querySelector('audio').paused")


def test_space_on_a_button_presses_the_button_and_nothing_else(visit):
    page = visit("bell.html#t=30")

    page.get_by_label("Back 15 seconds").focus()
    page.keyboard.press(" ")

    assert seconds(page) == 15
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_help_tells_the_keys_and_switches_them_off_for_good(visit):
    page = visit()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("ArrowRight")

    assert seconds(page) == 0
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


@pytest.mark.parametrize(
    ("asked", "moment"), [("t=33", 33), ("t=0:33", 33), ("t=12.5", 12.5), ("t=x", 0), ("t=9:9:9", None)]
)
def test_an_address_can_ask_for_a_moment(visit, episode, asked, moment):
    page = visit(f"bell.html#{asked}")

    assert seconds(page) == pytest.approx(episode.duration_ms / 1000 if moment is None else moment, abs=0.1)


def test_a_moment_that_the_address_asks_for_is_in_view(visit):
    page = visit("bell.html#t=75")

    expect(page.locator("[id^=p][aria-current=true]")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0


def test_a_pause_leaves_the_moment_in_the_address(visit, address):
    page = visit("bell.html#t=20")

    play(page)
    assert page.url == f"{address}bell.html"
    page.get_by_role("button", name="Pause").click()
    page.wait_for_url("**/bell.html#t=20")


def test_place_and_speed_are_remembered(visit, address):
    page = visit("bell.html#t=40")
    page.get_by_label("Speed").select_option("1.25")
    page.goto(f"{address}index.html")

    page.goto(f"{address}bell.html")

    assert seconds(page) == 40
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    assert page.get_by_label("Speed").input_value() == "1.25"
    assert page.evaluate("scrollY") == 0


def test_a_browser_that_remembers_nothing_plays_all_the_same(visit):
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } })"
    page = visit(before=denied)

    play(page)
    page.get_by_label("Speed").select_option("2")
    page.get_by_role("button", name="Pause").click()

    assert page.evaluate("document.querySelector('audio').playbackRate") == 2


def test_the_text_moves_along_until_the_reader_scrolls(visit):
    page = visit(viewport=PHONE)
    spoken = page.locator("[id^=p][aria-current=true]")
    follow = page.get_by_role("button", name="Follow along")
    play(page)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(spoken).to_be_in_viewport()
    expect(follow).to_be_hidden()
    until(page, "scrollY > 200")

    page.mouse.move(100, 100)
    page.mouse.wheel(0, -5000)
    expect(follow).to_be_visible()
    page.mouse.wheel(0, -5000)
    until(page, "scrollY === 0")
    page.evaluate(WATCH, 2)
    assert page.evaluate("scrollY") == 0

    follow.click()
    expect(spoken).to_be_in_viewport()
    expect(follow).to_be_hidden()


def test_nothing_glides_for_who_wants_no_motion(visit):
    page = visit("bell.html", reduced_motion="reduce", viewport=PHONE)

    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")

    at_once = page.evaluate("scrollY")
    page.wait_for_timeout(300)
    assert 200 < at_once == page.evaluate("scrollY")


def test_the_system_knows_what_is_played(visit, episode, address):
    page = visit()

    assert page.evaluate("navigator.mediaSession.metadata.title") == episode.title
    assert page.evaluate("navigator.mediaSession.metadata.artwork[0].src") == f"{address}bell.gif"


def test_a_lost_file_is_told_on_the_page(visit):
    page = visit("mute.html")

    expect(page.get_by_role("alert")).to_contain_text("cannot be played")

    visit.wrong[:] = [said for said in visit.wrong if "404" not in said]


def test_without_javascript_text_sound_and_chapters_are_there(visit, episode):
    page = visit(java_script_enabled=False)

    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_role("link", name=episode.chapters[1].title)).to_be_visible()
    expect(page.locator(f"#p{len(episode.transcript.passages) - 1}")).to_be_visible()
    expect(page.locator("#player")).to_be_hidden()
    page.get_by_role("link", name=episode.chapters[2].title).click()
    expect(page.get_by_role("heading", name=episode.chapters[2].title)).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_cut_off_where_there_is_little_room(visit, width):
    page = visit("hours.html", viewport={"width": width, "height": 600})

    for name in ("Back 15 seconds", "Play", "Forward 15 seconds", "Chapters", "Help"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_paper_there_is_the_text_alone_dark_on_white(visit):
    page = visit(color_scheme="dark")

    page.emulate_media(media="print")

    expect(page.locator("#player")).to_be_hidden()
    expect(page.locator("#chapters")).to_be_hidden()
    expect(page.locator("#p0")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    for part in ("#p1", "footer"):
        red, *_ = page.locator(part).evaluate("part => getComputedStyle(part).color.match(/\\d+/g).map(Number)")
        assert red < 128


def test_a_page_opened_from_a_folder_plays(browser, episode, folder):
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "bell.html").as_uri())

    play(page)
    page.evaluate(WATCH, 1)

    assert page.evaluate(MARKED, "utterance")
    assert not said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("viewport", "opened"), [(DESKTOP, ""), (DESKTOP, "Help"), (PHONE, ""), (PHONE, "Help"), (PHONE, "Chapters")]
)
def test_axe_finds_nothing_on_an_episodes_page(visit, scheme, viewport, opened):
    page = visit("bell.html#t=20", color_scheme=scheme, viewport=viewport)
    if opened:
        page.get_by_role("button", name=opened).click()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list_of_a_show(visit, scheme):
    page = visit("index.html", color_scheme=scheme)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()

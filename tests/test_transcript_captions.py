"""Captions: all of the text, in lines that can be read, at the times at which it is said."""

import re
from itertools import pairwise

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Kind, Passage, Span, Transcript
from narrate.transcript.captions import captions, srt, vtt, vtt_of_words

LONG = (
    "The ferry left the harbour at noon, as it had done for forty years; nobody on the quay, least of all the "
    "captain, knew that it would be for the last time, and so nobody waved."
)


def transcript(*texts, step_ms=300):
    """Texts, each said in one utterance, every word in 300 ms; a second between them."""
    passages, at = [], 500
    for text in texts:
        words = [
            Span(*word.span(), at + step_ms * number, at + step_ms * (number + 1))
            for number, word in enumerate(re.finditer(r"\w\S*|\S+", text))
        ]
        utterance = Span(0, len(text), at - 20, words[-1].end_ms + 20)
        passages.append(Passage(Kind.PARAGRAPH, text, 0, "", (utterance,), tuple(words)))
        at = utterance.end_ms + 1000
    return Transcript(tuple(passages))


def read(written, form, tmp_path):
    """The captions as FFmpeg reads them: start and end in milliseconds, and the text."""
    path = tmp_path / f"x.{form}"
    path.write_text(written, encoding="utf-8")
    with av.open(path) as container:
        packets = [packet for packet in container.demux() if packet.size]
        return [
            (
                round(one.pts * one.time_base * 1000),
                round((one.pts + one.duration) * one.time_base * 1000),
                bytes(one).decode(),
            )
            for one in packets
        ]


@pytest.mark.parametrize(("form", "write"), [("vtt", vtt), ("vtt", vtt_of_words), ("srt", srt)])
def test_ffmpeg_reads_every_caption_at_its_time(form, write, tmp_path):
    said = transcript(LONG, "It was a grey day.")

    told = read(write(said), form, tmp_path)

    assert [(start, end) for start, end, _ in told] == [
        (one.start_ms, one.end_ms) for one in captions(said, 32 if form == "srt" else 65)
    ]
    assert " ".join(re.sub("<.*?>", "", text) for *_, text in told).split() == f"{LONG} It was a grey day.".split()


def test_lines_end_at_marks_and_are_of_like_lengths():
    assert vtt(transcript(LONG)).splitlines()[2:] == [
        "00:00:00.480 --> 00:00:05.900",
        "The ferry left the harbour at noon,",
        "as it had done for forty years; nobody on the quay,",
        "",
        "00:00:05.900 --> 00:00:11.320",
        "least of all the captain, knew that it would",
        "be for the last time, and so nobody waved.",
    ]


def test_each_word_but_one_at_the_start_has_its_time_before_it():
    assert vtt_of_words(transcript("It was grey.")).splitlines()[3:] == [
        "<00:00:00.500>It <00:00:00.800>was <00:00:01.100>grey."
    ]


def test_signs_of_the_format_are_text(tmp_path):
    said = transcript("He wrote <b>x</b> --> y & z.")

    assert "He wrote &lt;b&gt;x&lt;/b&gt; --&gt; y &amp; z." in vtt(said)
    assert read(srt(said), "srt", tmp_path)[0][2].split() == "He wrote <b>x</b> → y & z.".split()


def test_an_address_longer_than_a_line_is_parted_and_shares_its_time():
    address = "https://example.org/" + "a" * 150
    said = transcript(f"See {address} now.")

    shown = list(captions(said, 65))

    assert "".join(one.shown(line) for one in shown for line in one.lines).replace(" ", "") == f"See{address}now."
    assert all(one.start_ms < one.end_ms == other.start_ms for one, other in pairwise(shown))


@given(
    st.lists(st.text(st.sampled_from("aé字.,;!?\"'()—-<>& \u0301"), min_size=1, max_size=300), min_size=1, max_size=3),
    st.sampled_from([32, 65]),
)
def test_for_any_text_all_of_it_is_shown_in_order_in_two_short_lines(texts, width):
    texts = [" ".join(text.split()) for text in texts if text.strip()]
    said = transcript(*texts)

    shown = list(captions(said, width))

    lines = [one.shown(line) for one in shown for line in one.lines]
    assert "".join(lines).replace(" ", "") == "".join(texts).replace(" ", "")
    assert all(len(one.lines) <= 2 for one in shown)
    assert all(0 < len(line) <= width for line in lines)
    assert all(one.start_ms < one.end_ms for one in shown)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(shown))
    for block in vtt_of_words(said).split("\n\n")[1:]:
        start, end, *within = re.findall(r"\d\d:\d\d:\d\d\.\d{3}", block)
        assert [start, *within, end] == sorted({start, *within, end})

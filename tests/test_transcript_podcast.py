"""What podcast players load beside an episode."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.model import Chapter, Credit, Episode, Kind, Loudness, Passage, Span, Transcript
from narrate.transcript.podcast import chapters_json, transcript_json

TEXT = 'He said: "Yes"—twice.'
WORDS = (Span(0, 2, 500, 700), Span(3, 8, 700, 1000), Span(10, 13, 1200, 1500), Span(15, 20, 1501, 2000))


@pytest.fixture
def episode():
    passage = Passage(Kind.PARAGRAPH, TEXT, 0, "", (Span(0, len(TEXT), 500, 2000),), WORDS)
    return Episode(
        title="Tëst",
        path=Path("folder/x.mp3"),
        size=1,
        duration_ms=90_500,
        chapters=(Chapter("One", 0, 61_000), Chapter("Two", 61_000, 90_500, "https://a.example/b")),
        loudness=Loudness(-19.0, -2.0),
        credits=(Credit("joe", "CC0-1.0", ""),),
        transcript=Transcript((passage, passage)),
        language="en",
        site="The Courier",
    )


def test_a_segment_is_a_word_with_the_marks_at_it_and_its_times_in_seconds(episode):
    told = json.loads(transcript_json(episode))

    assert told["version"] == "1.0.0"
    assert [tuple(one.values()) for one in told["segments"][:4]] == [
        ("joe", 0.5, 0.7, "He"),
        ("joe", 0.7, 1.0, "said:"),
        ("joe", 1.2, 1.5, '"Yes"—'),
        ("joe", 1.501, 2.0, "twice.\n"),
    ]
    assert list(told["segments"][0]) == ["speaker", "startTime", "endTime", "body"]
    assert len(told["segments"]) == 8


def test_nobody_is_named_as_the_speaker_where_several_speak(episode):
    two = replace(episode, credits=(*episode.credits, Credit("eva", "MIT", "")))

    assert "speaker" not in json.loads(transcript_json(two))["segments"][0]


def test_chapters_have_the_times_of_the_episode_and_their_addresses(episode):
    assert json.loads(chapters_json(episode)) == {
        "version": "1.2.0",
        "title": "Tëst",
        "podcastName": "The Courier",
        "fileName": "x.mp3",
        "chapters": [
            {"startTime": 0.0, "endTime": 61.0, "title": "One"},
            {"startTime": 61.0, "endTime": 90.5, "title": "Two", "url": "https://a.example/b"},
        ],
    }

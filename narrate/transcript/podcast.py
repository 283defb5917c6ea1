"""What goes along with an episode in Podcasting 2.0: its transcript and its chapters as JSON."""

import json

from narrate.model import Episode
from narrate.transcript.tokens import numbered, tokens


def transcript_json(episode: Episode) -> str:
    """The transcript, version 1.0.0: a segment is a word, with the marks at it; a paragraph's last ends its line."""
    voices = [credit.voice for credit in episode.credits]
    speaker = {"speaker": voices[0]} if len(voices) == 1 else {}  # who of several says what is not known here
    segments = []
    for passage in map(numbered, episode.transcript.passages):
        for token in tokens(passage):
            body = passage.text[token.start : token.end] + "\n" * (token.end == len(passage.text))
            times = {"startTime": _seconds(token.start_ms), "endTime": _seconds(token.end_ms)}
            segments.append(speaker | times | {"body": body})
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=0)


def chapters_json(episode: Episode) -> str:
    """The chapters, version 1.2."""
    about = {
        "author": episode.author,
        "title": episode.title,
        "podcastName": episode.site,
        "fileName": episode.path.name,
    }
    chapters = [
        {"startTime": _seconds(chapter.start_ms), "endTime": _seconds(chapter.end_ms), "title": chapter.title}
        | ({"url": chapter.url} if chapter.url else {})
        for chapter in episode.chapters
    ]
    told = {name: value for name, value in about.items() if value}
    return json.dumps({"version": "1.2.0", **told, "chapters": chapters}, ensure_ascii=False, indent=1)


def _seconds(milliseconds: int) -> float:
    return milliseconds / 1000

"""The times of a transcript, packed for the page: ``times.js`` reads what is written here."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from narrate.model import Span, Transcript


def packed(transcript: Transcript) -> str:
    """JSON: for each passage the numbers of its utterances, and those of its words.

    Four a span: the characters since the span before it in the passage, and its own; the milliseconds since the span
    before it in the whole sound, and its own. Differences are short, and a word takes about nine bytes.
    """
    utterances, words = _Differences(), _Differences()
    rows = []
    for passage in transcript.passages:
        places = _places(passage.text)
        rows.append((utterances.of(passage.utterances, places), words.of(passage.words, places)))
    return json.dumps(rows, separators=(",", ":"))


class _Differences:
    """Turns spans into differences; the sound runs on from passage to passage."""

    def __init__(self) -> None:
        self._moment = 0

    def of(self, spans: Iterable[Span], places: Sequence[int]) -> list[int]:
        return list(self._each(spans, places))

    def _each(self, spans: Iterable[Span], places: Sequence[int]) -> Iterator[int]:
        at = 0
        for span in spans:
            start, end = places[span.start], places[span.end]
            yield from (start - at, end - start, span.start_ms - self._moment, span.end_ms - span.start_ms)
            at, self._moment = end, span.end_ms


def _places(text: str) -> Sequence[int]:
    """Where each character of a text is for a browser, which counts in UTF-16 units; and where the text ends."""
    return tuple(accumulate((2 if character > "\uffff" else 1 for character in text), initial=0))

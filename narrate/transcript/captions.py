"""A transcript as captions: WebVTT and SubRip.

An utterance is cut into captions of two lines, all of it shown while it is said. Lines end at marks where they can,
and are of like lengths.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from narrate.model import Span, Transcript
from narrate.transcript.tokens import numbered, tokens

_VTT_WIDTH, _SRT_WIDTH = 65, 32  # characters a line, as the podcast namespace asks
_CLOSING = tuple(".?!…。？！")
_PAUSING = tuple(",;:–—)»”’、，；：")
_QUOTES = "\"'”’»)]"
_SHORT_WORD = 3  # letters: in most languages it is an article or a preposition, and belongs to what follows
_AT_PAUSE, _ANYWHERE, _AFTER_SHORT = 4.0, 12.0, 24.0  # what it costs to part a text there
_A_CAPTION = 200.0  # more than any parting costs: as few captions as can be

_Line = tuple[Span, ...]
_Lines = tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown at a time."""

    text: str
    """The passage's."""
    lines: _Lines
    """The tokens of each of one or two lines."""
    start_ms: int
    end_ms: int

    def shown(self, line: _Line) -> str:
        """A line's text."""
        return self.text[line[0].start : line[-1].end]


def vtt(transcript: Transcript) -> str:
    """WebVTT (W3C): what browsers and podcast players show along with the sound."""
    return _vtt(transcript, lambda caption, line: _escaped(caption.shown(line)))


def vtt_of_words(transcript: Transcript) -> str:
    """WebVTT with a time before each word, for players that light up what is being said."""
    return _vtt(transcript, _timed)


def srt(transcript: Transcript) -> str:
    """SubRip, for players that know nothing better. It has no escapes, and an arrow would be taken for a time."""
    blocks = []
    for number, caption in enumerate(captions(transcript, _SRT_WIDTH), start=1):
        times = " --> ".join(_clock(time).replace(".", ",") for time in (caption.start_ms, caption.end_ms))
        lines = (caption.shown(line).replace("-->", "→") for line in caption.lines)
        blocks.append("\n".join([str(number), times, *lines]))
    return "\n\n".join(blocks) + "\n"


def captions(transcript: Transcript, width: int) -> Iterator[Caption]:
    """The captions, in order, never overlapping, of at most two lines of so many characters."""
    for passage in map(numbered, transcript.passages):
        row = [short for token in tokens(passage) for short in _short(token, width)]
        for utterance in passage.utterances:
            said = [token for token in row if utterance.start <= token.start < utterance.end]
            parts = _parted(passage.text, said, width)
            starts = [utterance.start_ms, *(lines[0][0].start_ms for lines in parts[1:]), utterance.end_ms]
            for lines, times in zip(parts, pairwise(starts), strict=True):
                yield Caption(passage.text, lines, *times)


def _short(token: Span, width: int) -> Iterator[Span]:
    """A token that is longer than a line, an address say, in parts that share its time."""
    length = token.end - token.start
    for start in range(0, length, width):
        ends = (start, min(start + width, length))
        times = (token.start_ms + (token.end_ms - token.start_ms) * end // length for end in ends)
        yield Span(*(token.start + end for end in ends), *times)


def _parted(text: str, said: Sequence[Span], width: int) -> list[_Lines]:
    """An utterance in captions: as few as can be, at the best places."""
    line_ends = _line_ends(said, width)
    best = [(0.0, 0)]  # of all before each token: the cost, and where their last caption starts
    for end in range(1, len(said) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            if line_ends[line_ends[start]] < end:
                break
            ways.append((best[start][0] + _A_CAPTION + _cost(text, said, end, 2 * width, start), start))
        best.append(min(ways, key=itemgetter(0)))
    parts, end = [], len(said)
    while end:
        start = best[end][1]
        parts.append(_in_lines(text, said[start:end], width))
        end = start
    return parts[::-1]


def _line_ends(said: Sequence[Span], width: int) -> list[int]:
    """Before which token a line ends that starts with each and holds as many as it can; none starts after the last."""
    ends, end = [], 0
    for token in said:
        while end < len(said) and said[end].end - token.start <= width:
            end += 1
        ends.append(end)
    return [*ends, end]


def _in_lines(text: str, said: Sequence[Span], width: int) -> _Lines:
    """One or two lines, the better the shorter they are, of what takes no more."""
    if said[-1].end - said[0].start <= width:
        return (tuple(said),)
    ways = (
        (_cost(text, said, place, width) + _cost(text, said, len(said), width, place), place)
        for place in range(1, len(said))
        if said[place - 1].end - said[0].start <= width and said[-1].end - said[place].start <= width
    )
    _, place = min(ways)
    return tuple(said[:place]), tuple(said[place:])


def _cost(text: str, said: Sequence[Span], end: int, width: int, start: int = 0) -> float:
    """Of a part from one token to before another: squared lengths are least when all are alike; then how it ends."""
    size = (said[end - 1].end - said[start].start) ** 2 / width
    last = text[said[end - 1].start : said[end - 1].end]
    if end == len(said) or last.rstrip(_QUOTES).endswith(_CLOSING):
        return size
    if last.endswith(_PAUSING):
        return size + _AT_PAUSE
    return size + (_ANYWHERE if len(last) > _SHORT_WORD else _AFTER_SHORT)


def _timed(caption: Caption, line: _Line) -> str:
    """A line's text with the time before each word; none that is not later than the one before, as WebVTT asks."""
    shown, now, end = "", caption.start_ms, line[0].start
    for token in line:
        shown += caption.text[end : token.start]
        if now < token.start_ms < caption.end_ms:
            now = token.start_ms
            shown += f"<{_clock(now)}>"
        shown += _escaped(caption.text[token.start : token.end])
        end = token.end
    return shown


def _vtt(transcript: Transcript, shown: Callable[[Caption, _Line], str]) -> str:
    blocks = ["WEBVTT"]
    for caption in captions(transcript, _VTT_WIDTH):
        times = f"{_clock(caption.start_ms)} --> {_clock(caption.end_ms)}"
        blocks.append("\n".join([times, *(shown(caption, line) for line in caption.lines)]))
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"

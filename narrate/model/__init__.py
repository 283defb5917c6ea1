"""The frozen values that the stages hand to each other, a file a subject. Imports nothing of ours."""

from narrate.model.article import CELLS, Article, Block, Kind, Part, Ruling, first_words, listed
from narrate.model.choices import LOUDNESS_LUFS, Disclosure, Dressing, Jingles, Reading, SiteRule, When
from narrate.model.episode import Episode, Passage, Span, Transcript
from narrate.model.language import primary
from narrate.model.script import Credit, Mark, Script, Segment, Word
from narrate.model.source import MOST_BYTES, Source
from narrate.model.track import Chapter, Clip, Clips, Cue, Loudness, Stretch, Track, clock
from narrate.model.work import Keep, Report, anew

__all__ = [
    "CELLS",
    "LOUDNESS_LUFS",
    "MOST_BYTES",
    "Article",
    "Block",
    "Chapter",
    "Clip",
    "Clips",
    "Credit",
    "Cue",
    "Disclosure",
    "Dressing",
    "Episode",
    "Jingles",
    "Keep",
    "Kind",
    "Loudness",
    "Mark",
    "Part",
    "Passage",
    "Reading",
    "Report",
    "Ruling",
    "Script",
    "Segment",
    "SiteRule",
    "Source",
    "Span",
    "Stretch",
    "Track",
    "Transcript",
    "When",
    "Word",
    "anew",
    "clock",
    "first_words",
    "listed",
    "primary",
]
